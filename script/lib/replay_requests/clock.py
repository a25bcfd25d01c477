"""Time passing: requests come in and are closed, scheduled actions run, people answer.

The day is cut into slots. Every ticket is closed at its own minute; at the end of its
slot the scheduled actions that have something to do are run, and customers who meant
to answer open their links; a minute later they submit. Slots in which nothing happens
are skipped.
"""

from collections import deque
from datetime import timedelta
from itertools import groupby, takewhile
from operator import itemgetter
from zoneinfo import ZoneInfo

from odoo.addons.huifang_followup import schedule

from .actions import Actions

SLOT = timedelta(hours=1)
ON_THE_FORM = timedelta(minutes=1)
# How long the office goes on working after the last request was closed.
AFTERWARDS = timedelta(days=45)


class Clock:
    """Lets the time of the requests pass.

    :param env: environment of the scratch database
    :param tickets: see ``tickets.Tickets``
    :param customers: see ``customers.Customers``
    :param mailbox: see ``post.Mailbox``
    :param frozen: freezegun's frozen clock
    :param report: called with this object after every slot
    """

    def __init__(self, env, tickets, customers, mailbox, frozen, report):
        self.env = env
        self.tickets = tickets
        self.customers = customers
        self.mailbox = mailbox
        self.frozen = frozen
        self.report = report
        self.actions = Actions(env)
        self.tz = env.company._get_contact_calendar().tz
        self.slot = None

    @property
    def local_time(self):
        """The end of the present slot on the office's clock."""
        return schedule.to_local(self.slot, self.tz)

    def run(self, requests):
        """Replay what has not been replayed yet.

        :return: how many tickets were entered and how many closed
        """
        entered = [r for r in requests if not self.tickets.is_entered(r)]
        closed = [r for r in requests if r.closed and not self.tickets.is_closed(r)]
        self.openings = self._sort(entered, "created")
        self.closings = self._sort(closed, "closed")
        if entered or closed:
            self._pass_time()
        return len(entered), len(closed)

    def _sort(self, requests, name):
        """Return (moment in UTC, request) pairs in the order they happen.

        The file's moments are on the office's clock.
        """
        pairs = (
            (
                schedule.to_utc(
                    getattr(request, name).replace(tzinfo=ZoneInfo(self.tz))
                ),
                request,
            )
            for request in requests
        )
        return deque(sorted(pairs, key=itemgetter(0)))

    # === SLOTS === #

    def _pass_time(self):
        end = max(moment for moment, _ in [*self.openings, *self.closings]) + AFTERWARDS
        while (moment := self._get_next_moment()) and moment <= end:
            slot = self._round_up(moment)
            # what a slot leaves undone is for the next one
            self.slot = max(slot, self.slot + SLOT) if self.slot else slot
            self._work()
            self.report(self)

    def _get_next_moment(self):
        """Return when something happens next, None when nothing will."""
        moments = [pairs[0][0] for pairs in (self.openings, self.closings) if pairs]
        moments += [self.customers.next_moment, self.actions.get_next_moment()]
        return min(filter(None, moments), default=None)

    def _round_up(self, moment):
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - (midnight - moment) // SLOT * SLOT

    def _work(self):
        self.frozen.move_to(self.slot - SLOT)
        self._enter()
        self._close()
        self.frozen.move_to(self.slot)
        self.actions.run_due()
        self.customers.receive(self.mailbox.collect(), self.slot)
        self._answer()

    def _enter(self):
        if requests := [request for _, request in self._take(self.openings)]:
            self.tickets.enter(requests)
            self.env.cr.commit()

    def _close(self):
        """Close tickets at their minute, all of a minute in one go."""
        for moment, pairs in groupby(self._take(self.closings), key=itemgetter(0)):
            self.frozen.move_to(moment)
            self.tickets.close([request for _, request in pairs])
            self.env.cr.commit()

    def _take(self, pairs):
        """Take off what happens until the end of the slot."""
        taken = list(takewhile(lambda pair: pair[0] <= self.slot, pairs))
        for _ in taken:
            pairs.popleft()
        return taken

    def _answer(self):
        """Let customers open their links, and submit a minute later."""
        if visits := self.customers.take_due(self.slot):
            humans = self.customers.visit(visits, "open")
            self.frozen.move_to(self.slot + ON_THE_FORM)
            self.customers.visit(humans, "submit")
