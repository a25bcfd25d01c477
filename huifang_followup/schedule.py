"""Moments of contact and deadlines: pure functions, no database.

Moments are naive datetimes in UTC, as Odoo stores them; days, weeks and months are
counted on the clock of the office, so that a deadline keeps its local time of day.
"""

from bisect import bisect_right
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

_UTC = ZoneInfo("UTC")


def to_local(moment, tz):
    """Return a naive UTC moment as an aware one on the clock of ``tz``."""
    return moment.replace(tzinfo=_UTC).astimezone(ZoneInfo(tz))


def to_utc(local):
    """Return an aware moment as a naive one in UTC."""
    return local.astimezone(_UTC).replace(tzinfo=None)


def local_date(moment, tz):
    """Return the day a moment belongs to on the clock of ``tz`` (H10)."""
    return to_local(moment, tz).date()


def day_start(day, tz):
    """Return the moment a day begins on the clock of ``tz``."""
    return to_utc(datetime.combine(day, time.min, ZoneInfo(tz)))


def month_of(day):
    """Return the first day of a day's month, the key of a period."""
    return day.replace(day=1)


def add(moment, amount, unit, tz):
    """Return ``moment`` moved by ``amount`` units on the clock of ``tz``.

    :param unit: ``hours`` count real time; ``days``, ``weeks`` and ``months`` count
        on the calendar, so the time of day stays across a change of clocks
    """
    if unit == "hours":
        return moment + timedelta(hours=amount)
    local = to_local(moment, tz)
    moved = local + relativedelta(**{unit: amount})
    # In the hour that comes twice in autumn, the fold says which one is meant.
    return to_utc(moved.replace(fold=local.fold))


def first_moment(intervals, moment):
    """Return the first moment inside contact hours, not before ``moment`` (B10).

    :param list intervals: sorted, disjoint (start, end) pairs
    :return: ``moment`` itself inside an interval, else the next interval's start;
        None where no interval follows
    """
    place = bisect_right(intervals, moment, key=lambda interval: interval[0])
    if place and moment < intervals[place - 1][1]:
        return moment
    return intervals[place][0] if place < len(intervals) else None


def is_within_gap(day, others, gap_days):
    """Tell whether a contact would fall too near another one (B10).

    Days count, not hours: who was called on Monday afternoon may be called on the
    Monday morning after a gap of seven days.

    :param date day: the day of the contact
    :param others: days of the household's other contacts
    :param int gap_days: days that must lie between two contacts; 0 switches it off
    """
    return any(abs((day - other).days) < gap_days for other in others)


def working_day_end(intervals, moment, days, tz):
    """Return when work ends on the n-th working day after a moment (F2).

    The day of the moment does not count, whatever its hour: of two working days, what
    comes in on a Friday is due on Tuesday, as is what comes in on the Saturday. A
    working day is a day of ``tz`` with any open hours.

    :param list intervals: sorted, disjoint (start, end) pairs of working hours
    :param int days: at least 1
    :return: None where the intervals have fewer working days
    """
    today = local_date(moment, tz)
    ends = {}
    for start, end in intervals:
        day = local_date(start, tz)
        # Hours around the clock are one interval over many days.
        while (midnight := day_start(day + timedelta(days=1), tz)) < end:
            ends[day] = midnight
            day += timedelta(days=1)
        ends[day] = end
    later = [end for day, end in ends.items() if day > today]
    return later[days - 1] if len(later) >= days else None
