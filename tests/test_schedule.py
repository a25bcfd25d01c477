"""Contact moments and deadlines, on the clock of the office."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

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


# === WORKING DAYS === #


def office_hours(first, weeks, tz, week, holidays=()):
    """Return working hours as intervals, naive UTC, built day by day.

    :param dict week: weekday to its (opening, closing) pairs on the local clock
    """
    zone = ZoneInfo(tz)
    days = (first + timedelta(days=number) for number in range(7 * weeks))
    return [
        tuple(
            datetime.combine(day, hour, zone).astimezone(UTC).replace(tzinfo=None)
            for hour in hours
        )
        for day in days
        if day not in holidays
        for hours in week.get(day.weekday(), ())
    ]


MORNING, EVENING = (time(9), time(12)), (time(13, 30), time(17, 30))
FIVE_DAYS = dict.fromkeys(range(5), (MORNING, EVENING))
MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("when", "moment", "days", "expected"),
    [
        ("on a Monday", datetime(2026, 3, 2, 2), 2, datetime(2026, 3, 4, 9, 30)),
        ("before work", datetime(2026, 3, 1, 20), 2, datetime(2026, 3, 4, 9, 30)),
        ("after work", datetime(2026, 3, 2, 15), 2, datetime(2026, 3, 4, 9, 30)),
        ("past midnight", datetime(2026, 3, 2, 17), 2, datetime(2026, 3, 5, 9, 30)),
        ("on a Friday", datetime(2026, 3, 6, 2), 2, datetime(2026, 3, 10, 9, 30)),
        ("on a Saturday", datetime(2026, 3, 7, 2), 2, datetime(2026, 3, 10, 9, 30)),
        ("for the next day", datetime(2026, 3, 6, 2), 1, datetime(2026, 3, 9, 9, 30)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_day_itself_does_not_count_and_work_ends_the_last(
    when, moment, days, expected
):
    hours = office_hours(MARCH, 5, SHANGHAI, FIVE_DAYS)
    assert schedule.working_day_end(hours, moment, days, SHANGHAI) == expected


def test_public_holidays_are_no_working_days():
    tomb_sweeping = date(2026, 3, 3)
    hours = office_hours(MARCH, 5, SHANGHAI, FIVE_DAYS, {tomb_sweeping})
    end = schedule.working_day_end(hours, datetime(2026, 3, 2, 2), 2, SHANGHAI)
    assert end == datetime(2026, 3, 5, 9, 30)


def test_hours_around_the_clock_are_a_working_day_each():
    always = [(datetime(2026, 3, 1, 16), datetime(2026, 3, 31, 16))]
    end = schedule.working_day_end(always, datetime(2026, 3, 2, 2), 2, SHANGHAI)
    assert end == datetime(2026, 3, 4, 16)


def test_without_enough_working_days_there_is_no_end():
    hours = office_hours(MARCH, 1, SHANGHAI, FIVE_DAYS)
    assert schedule.working_day_end(hours, datetime(2026, 3, 5, 2), 2, SHANGHAI) is None
    assert schedule.working_day_end([], datetime(2026, 3, 5, 2), 1, SHANGHAI) is None


@st.composite
def weeks_and_holidays(draw):
    """Return the hours of a week, some days free, and holidays around New Year's."""
    opening = st.sampled_from([(), (MORNING,), (MORNING, EVENING), (EVENING,)])
    week = {day: hours for day in range(7) if (hours := draw(opening))}
    days = st.dates(date(2026, 2, 1), date(2026, 4, 30))
    return week or FIVE_DAYS, draw(st.sets(days, max_size=9))


def count_days(moment, days, tz, week, holidays):
    """Return the same by looking at the wall calendar, one day after the other."""
    zone = ZoneInfo(tz)
    day = moment.replace(tzinfo=UTC).astimezone(zone).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() in week and day not in holidays
    closing = datetime.combine(day, week[day.weekday()][-1][1], zone)
    return closing.astimezone(UTC).replace(tzinfo=None)


@rules
@given(
    weeks_and_holidays(),
    st.datetimes(datetime(2026, 2, 10), datetime(2026, 4, 20)),
    st.integers(1, 9),
)
@pytest.mark.parametrize("tz", ZONES)
def test_working_days_are_those_of_the_wall_calendar(tz, calendar, moment, days):
    week, holidays = calendar
    hours = office_hours(date(2026, 2, 1), 40, tz, week, holidays)
    assert schedule.working_day_end(hours, moment, days, tz) == count_days(
        moment, days, tz, week, holidays
    )
