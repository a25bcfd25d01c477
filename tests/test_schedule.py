"""Contact moments and deadlines, on the clock of the office."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.huifang_followup import schedule

SHANGHAI, BERLIN, NEW_YORK = "Asia/Shanghai", "Europe/Berlin", "America/New_York"
ZONES = (SHANGHAI, BERLIN, NEW_YORK, "Pacific/Kiritimati", "Asia/Kathmandu")

# Wednesday to Friday, Monday off, Tuesday: 10:00–11:30 and 15:30–17:00 in Shanghai.
DAYS = [datetime(2026, 3, day) for day in (4, 5, 6, 10)]
WEEK = [
    (day + timedelta(hours=opening), day + timedelta(hours=closing))
    for day in DAYS
    for opening, closing in ((2, 3.5), (7.5, 9))
]

rules = settings(deadline=None, derandomize=True)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


@st.composite
def contact_hours(draw):
    """Return sorted, disjoint intervals, some of them touching."""
    end, intervals = datetime(2026, 1, 1), []
    pauses_and_lengths = st.tuples(st.integers(0, 9), st.integers(1, 9))
    for pause, length in draw(st.lists(pauses_and_lengths, max_size=20)):
        start = end + timedelta(hours=pause)
        end = start + timedelta(hours=length)
        intervals.append((start, end))
    return intervals


# === CONTACT HOURS === #


@pytest.mark.parametrize(
    ("when", "moment", "expected"),
    [
        ("before the morning", datetime(2026, 3, 4, 1), datetime(2026, 3, 4, 2)),
        ("as it opens", datetime(2026, 3, 4, 2), datetime(2026, 3, 4, 2)),
        ("inside", datetime(2026, 3, 4, 2, 30), datetime(2026, 3, 4, 2, 30)),
        ("as it closes", datetime(2026, 3, 4, 3, 30), datetime(2026, 3, 4, 7, 30)),
        ("over noon", datetime(2026, 3, 4, 5), datetime(2026, 3, 4, 7, 30)),
        ("at night", datetime(2026, 3, 4, 20), datetime(2026, 3, 5, 2)),
        (
            "over weekend and holiday",
            datetime(2026, 3, 6, 9),
            datetime(2026, 3, 10, 2),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_contact_waits_for_the_next_open_hour(when, moment, expected):
    assert schedule.first_moment(WEEK, moment) == expected


def test_there_is_no_moment_where_no_contact_hours_follow():
    assert schedule.first_moment(WEEK, WEEK[-1][1]) is None
    assert schedule.first_moment([], WEEK[0][0]) is None


@rules
@given(contact_hours(), st.integers(-5, 200))
def test_the_moment_found_is_open_and_nothing_open_is_skipped(intervals, hours):
    moment = datetime(2026, 1, 1) + timedelta(hours=hours)
    open_moments = [max(start, moment) for start, end in intervals if end > moment]
    assert schedule.first_moment(intervals, moment) == min(open_moments, default=None)


# === DAYS AND MONTHS OF THE PLACE === #


@pytest.mark.parametrize(
    ("tz", "moment", "day"),
    [
        (SHANGHAI, datetime(2026, 3, 31, 15, 59), date(2026, 3, 31)),
        (SHANGHAI, datetime(2026, 3, 31, 16), date(2026, 4, 1)),
        (BERLIN, datetime(2026, 3, 28, 22, 59), date(2026, 3, 28)),
        (BERLIN, datetime(2026, 3, 29, 22), date(2026, 3, 30)),
        (NEW_YORK, datetime(2026, 4, 1, 3, 59), date(2026, 3, 31)),
        ("Pacific/Kiritimati", datetime(2026, 3, 31, 10), date(2026, 4, 1)),
    ],
)
def test_a_moment_belongs_to_the_day_on_the_clock_of_the_place(tz, moment, day):
    assert schedule.local_date(moment, tz) == day


@rules
@given(moments, st.sampled_from(ZONES))
def test_a_day_holds_every_moment_from_its_start_to_the_next(moment, tz):
    day = schedule.local_date(moment, tz)
    next_day = day + timedelta(days=1)
    assert schedule.day_start(day, tz) <= moment < schedule.day_start(next_day, tz)


def test_a_month_is_named_by_its_first_day():
    assert schedule.month_of(date(2026, 2, 28)) == date(2026, 2, 1)
    assert schedule.month_of(date(2026, 3, 1)) == date(2026, 3, 1)


@rules
@given(moments, st.sampled_from(ZONES))
def test_a_moment_survives_the_way_to_the_local_clock_and_back(moment, tz):
    assert schedule.to_utc(schedule.to_local(moment, tz)) == moment


# === DEADLINES === #


def test_hours_are_real_hours_when_the_clocks_change():
    start = datetime(2026, 3, 28, 11)  # noon in Berlin, the day before
    assert schedule.add(start, 48, "hours", BERLIN) == datetime(2026, 3, 30, 11)


@pytest.mark.parametrize(
    ("tz", "start", "end"),
    [
        (BERLIN, datetime(2026, 3, 28, 11), datetime(2026, 3, 30, 10)),
        (BERLIN, datetime(2026, 10, 24, 10), datetime(2026, 10, 26, 11)),
        (NEW_YORK, datetime(2026, 3, 7, 17), datetime(2026, 3, 9, 16)),
        (SHANGHAI, datetime(2026, 3, 7, 4), datetime(2026, 3, 9, 4)),
    ],
)
def test_days_keep_the_time_of_day_when_the_clocks_change(tz, start, end):
    assert schedule.add(start, 2, "days", tz) == end


def test_weeks_are_seven_days():
    start = datetime(2026, 3, 25, 11)
    assert schedule.add(start, 1, "weeks", BERLIN) == datetime(2026, 4, 1, 10)


def test_months_are_counted_on_the_local_calendar():
    # 1 a.m. on the 31st in Shanghai, still the 30th in UTC
    start = datetime(2026, 1, 30, 17)
    assert schedule.add(start, 1, "months", SHANGHAI) == datetime(2026, 2, 27, 17)


def test_a_time_of_day_that_the_change_of_clocks_skips_comes_an_hour_later():
    start = datetime(2026, 3, 28, 1, 30)  # 2:30 in Berlin, which the 29th lacks
    end = schedule.add(start, 1, "days", BERLIN)
    assert schedule.to_local(end, BERLIN).hour == 3


@rules
@given(moments, st.sampled_from(["hours", "days", "weeks", "months"]))
@pytest.mark.parametrize("tz", ZONES)
def test_adding_nothing_changes_nothing(tz, moment, unit):
    assert schedule.add(moment, 0, unit, tz) == moment


def test_adding_nothing_changes_nothing_in_the_hour_that_comes_twice():
    second_half_past_two = datetime(2026, 10, 25, 1, 30)
    assert schedule.add(second_half_past_two, 0, "days", BERLIN) == second_half_past_two


@rules
@given(moments, st.integers(1, 60), st.sampled_from(["days", "weeks", "months"]))
@pytest.mark.parametrize("tz", ZONES)
def test_a_deadline_lies_ahead_and_more_time_is_later(tz, moment, amount, unit):
    deadline = schedule.add(moment, amount, unit, tz)
    assert moment < deadline < schedule.add(moment, amount + 1, unit, tz)


# === CONTACT GAP === #

CONTACT = date(2026, 3, 4)


@pytest.mark.parametrize("direction", [-1, 1])
@pytest.mark.parametrize(
    ("apart", "too_near"),
    [
        (timedelta(0), True),
        (timedelta(days=6), True),
        (timedelta(days=7), False),
        (timedelta(days=8), False),
    ],
)
def test_seven_days_must_lie_between_two_contacts(apart, direction, too_near):
    others = [CONTACT + direction * apart]
    assert schedule.is_within_gap(CONTACT, others, 7) is too_near


def test_one_near_contact_among_many_is_enough():
    others = [CONTACT + timedelta(days=days) for days in (-30, 30, 3)]
    assert schedule.is_within_gap(CONTACT, others, 7)


def test_a_household_never_contacted_is_free():
    assert not schedule.is_within_gap(CONTACT, [], 7)


def test_a_gap_of_no_days_switches_the_rule_off():
    assert not schedule.is_within_gap(CONTACT, [CONTACT], 0)
