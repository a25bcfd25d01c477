"""When customers may be contacted, and when the offices work."""

from odoo import Command

from .. import schedule
from .names import HOLIDAYS
from .timeline import TZ, at_hour

DAYTIME = (("上午", "morning", 10, 11.5), ("下午", "afternoon", 15.5, 17))
WORKING = (("上午", "morning", 8.5, 12), ("下午", "afternoon", 13.5, 17.5))
EVENING = (("晚间", "afternoon", 18.5, 20.5),)


def create_office_hours(env, days):
    """Return the hours of the offices, but for public holidays, by field.

    :param list days: the days the demo is about
    """
    contact = _create_calendar(env, "管理处联系时间", range(7), DAYTIME)
    working = _create_calendar(env, "管理处工作时间", range(5), WORKING)
    for calendar in (contact, working):
        _add_holidays(env, calendar, days)
    return {"contact_calendar_id": contact.id, "working_calendar_id": working.id}


def _add_holidays(env, calendar, days):
    for year in {day.year for day in days}:
        for month, day, length, name in HOLIDAYS:
            first = at_hour(days[0].replace(year=year, month=month, day=day), 0)
            env["resource.calendar.leaves"].create(
                {
                    "name": name,
                    "calendar_id": calendar.id,
                    "company_id": calendar.company_id.id,
                    "date_from": first,
                    "date_to": schedule.add(first, length, "days", TZ),
                }
            )


def create_evening_hours(env):
    """Return the contact hours of people who are at work all day."""
    return _create_calendar(env, "晚间联系时间", range(5), EVENING)


def _create_calendar(env, name, weekdays, parts):
    attendances = [
        {
            "name": part,
            "dayofweek": str(day),
            "day_period": period,
            "hour_from": start,
            "hour_to": end,
        }
        for day in weekdays
        for part, period, start, end in parts
    ]
    commands = [Command.create(values) for values in attendances]
    return env["resource.calendar"].create(
        {"name": name, "tz": TZ, "attendance_ids": [Command.clear(), *commands]}
    )
