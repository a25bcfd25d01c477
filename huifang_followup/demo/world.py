"""What everybody in the demo shares: the company's places and its clock."""

from dataclasses import dataclass, field
from datetime import timedelta

from odoo import models

from .. import schedule
from .luck import luck
from .timeline import Timeline


def in_name_of(user, record):
    """Return a record as a user has it, apart from what others have been reading."""
    return record.with_user(user).with_prefetch()


@dataclass
class Place:
    """A management office, its customers and its workers."""

    office: models.BaseModel
    code: str
    # how many times more often something goes wrong here than elsewhere
    trouble: float
    teams: dict = field(default_factory=dict)  # function to helpdesk team
    workers: dict = field(default_factory=dict)  # function to users
    households: models.BaseModel = None


@dataclass
class World:
    """The whole company while it is lived through."""

    env: object
    timeline: Timeline
    places: list
    categories: dict  # key of scenes.csv to ticket category
    regular: models.BaseModel = None  # the household that has a login
    cases: dict = field(default_factory=dict)  # ticket to Case
    intervals: dict = field(default_factory=dict)  # calendar to its open hours

    def at(self, moment, action, *args):
        """Have ``action(world, *args)`` done at a moment."""
        self.timeline.at(moment, action, self, *args)

    def open_moment(self, followup, after, chance):
        """Return a moment in the customer's contact hours, soon after another one."""
        calendar = followup._get_contact_calendar()
        if calendar not in self.intervals:
            self.intervals[calendar] = calendar._get_open_intervals(
                self.timeline.start, self.timeline.end + timedelta(days=60)
            )
        opening = schedule.first_moment(self.intervals[calendar], after)
        return opening + timedelta(minutes=chance.randrange(25))

    def luck(self, question, followup):
        """Return the source of chance for a question about a follow-up."""
        case = self.cases[followup.ticket_id]
        return luck(question, case.number, followup.closing_number, followup.round)
