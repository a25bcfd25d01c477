"""What everybody in the demo shares: the company's places and its clock."""

from dataclasses import dataclass, field

from odoo import models

from .luck import luck
from .timeline import Timeline


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
    cases: dict = field(default_factory=dict)  # ticket to Case

    def at(self, moment, action, *args):
        """Have ``action(world, *args)`` done at a moment."""
        self.timeline.at(moment, action, self, *args)

    def luck(self, question, followup):
        """Return the source of chance for a question about a follow-up."""
        case = self.cases[followup.ticket_id]
        return luck(question, case.number, followup.closing_number, followup.round)
