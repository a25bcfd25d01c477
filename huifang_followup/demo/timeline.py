"""The passing of time: what happens when, run in order with the clock frozen."""

import heapq
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from unittest.mock import patch
from zoneinfo import ZoneInfo

from freezegun import freeze_time

from odoo import fields

from .. import sampling, schedule
from .luck import luck

TZ = "Asia/Shanghai"


class Timeline:
    """Moments between a start and now, naive and in UTC as Odoo stores them."""

    def __init__(self, env, start, end):
        self.env = env
        self.start = start
        self.end = end
        self._queue = []
        self._order = count()

    def at(self, moment, action, *args):
        """Have something done at a moment; what lies beyond the end never happens."""
        if moment <= self.end:
            moment = max(moment, fields.Datetime.now())
            heapq.heappush(self._queue, (moment, next(self._order), action, args))

    def run(self, clock):
        """Live through the queue; what is done may plan more of it.

        :param clock: a frozen one, see ``frozen``
        """
        while self._queue:
            moment, _order, action, args = heapq.heappop(self._queue)
            clock.move_to(moment)
            action(*args)
            self.env.cr.flush()

    def days(self):
        """Yield the days on the spot, first to last."""
        day, last = (schedule.local_date(m, TZ) for m in (self.start, self.end))
        while day <= last:
            yield day
            day += timedelta(days=1)


@contextmanager
def frozen(env, moment):
    """Freeze the clock of Python and of the transaction, and stay in one transaction.

    So a load that is broken off leaves nothing behind, and every date a user sees is
    one of the demo's. Scheduled actions take one batch at a time and stop, as if their
    time were up. The draws fall the same way every time.
    """
    seeds = luck("draws")
    cron = type(env["ir.cron"])
    with (
        freeze_time(moment) as clock,
        patch.object(env.cr, "now", lambda: datetime.now()),
        patch.object(cron, "_commit_progress", lambda *args, **kw: 0),
        patch.object(cron, "_trigger", lambda *args, **kw: None),
        patch.object(sampling, "new_seed", lambda: f"{seeds.getrandbits(128):032x}"),
    ):
        yield clock
        env.cr.flush()


def at_hour(day, hour):
    """Return the moment of a local hour, e.g. 9.5 for half past nine."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(TZ))
    return schedule.to_utc(midnight) + timedelta(seconds=round(hour * 3600))


def within(moment, first_hour, last_hour, chance):
    """Return a moment moved into the hours of a day, the next day where it is late."""
    day = schedule.local_date(moment, TZ)
    if moment > at_hour(day, last_hour):
        day += timedelta(days=1)
    opening = at_hour(day, first_hour)
    if moment >= opening:
        return moment
    return opening + timedelta(minutes=chance.randrange(90))
