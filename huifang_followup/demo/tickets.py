"""Tickets from the first call to the closing, and a few again after that."""

import csv
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from odoo import fields, models

from . import offices
from .luck import luck
from .timeline import at_hour, within
from .world import in_name_of

# Tickets per household and day.
FREQUENCY = 0.0225
# Of late it has been raining: more tickets, and more work left for today.
RAINY_DAYS = 7
RAIN = 4.5
# Weekends are quieter.
WEEKDAYS = (1.2, 1.1, 1.0, 1.0, 1.1, 0.7, 0.6)

# category: of a hundred tickets, hours until it is usually done
CATEGORIES = {
    "repair": (22, 14),
    "leak": (9, 10),
    "safety": (4, 6),
    "equipment": (9, 20),
    "cleaning": (13, 8),
    "greenery": (4, 30),
    "order": (8, 6),
    "parking": (9, 5),
    "inquiry": (13, 2),
    "service": (9, 12),
}
COMPLAINTS = 0.14
URGENT = ("leak", "safety")
CHANNELS = {"phone": 52, "web": 26, "other": 22}
SEVERITIES = {"ordinary": 74, "important": 20, "major": 6}
ENDINGS = {"done": 95, "cancelled": 3.5, "rejected": 1.5}


@dataclass
class Case:
    """One ticket's fate, settled before it is lived through."""

    number: object  # what its chances hang on
    place: object
    category: str
    scene: dict
    customer: models.BaseModel
    handler: models.BaseModel
    created: object
    closed: object
    ending: str
    ticket: models.BaseModel = None
    original: object = None  # the case it says the same as

    @property
    def chance(self):
        return luck("case", self.number)


def plan(world, passers_by):
    """Settle which tickets come in when, and plan them.

    :param passers_by: customers nobody can reach
    """
    days = list(world.timeline.days())
    homes = [(place, home) for place in world.places for home in place.households]
    often = [(world.places[0], world.regular)]
    weights = [WEEKDAYS[day.weekday()] for day in days]
    weights[-RAINY_DAYS:] = [weight * RAIN for weight in weights[-RAINY_DAYS:]]
    scenes = _read_scenes()
    for number in range(round(len(days) * len(homes) * FREQUENCY)):
        chance = luck("ticket", number)
        day = chance.choices(days, weights)[0]
        place, customer = _choose_customer(chance, homes, often, passers_by)
        case = _settle(world, number, place, customer, scenes, chance)
        case.created = at_hour(day, 7.5 + 14 * chance.betavariate(2, 2.4))
        hours = CATEGORIES[case.category][1] * chance.lognormvariate(0, 0.8)
        case.closed = within(case.created + timedelta(hours=hours), 8.5, 19.5, chance)
        _schedule(world, case)


def _read_scenes():
    """Return the scenes per category and whether they are complaints."""
    scenes = {}
    path = Path(__file__).with_name("scenes.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        for scene in csv.DictReader(lines):
            key = scene["category"], scene["feedback"] == "complaint"
            scenes.setdefault(key, []).append(scene)
    return scenes


def _choose_customer(chance, homes, often, passers_by):
    """Return (place, customer): mostly a household or one of its family.

    :param list often: (place, household) of those who write more often
    """
    place, household = chance.choice(often if chance.random() < 0.02 else homes)
    if chance.random() < 0.015:
        return place, chance.choice(passers_by)
    family = household | household.child_ids
    return place, chance.choice(family)


def _settle(world, number, place, customer, scenes, chance):
    """Return a case without its times."""
    weights = [row[0] for row in CATEGORIES.values()]
    category = chance.choices(list(CATEGORIES), weights)[0]
    is_complaint = chance.random() < COMPLAINTS
    return Case(
        number=number,
        place=place,
        category=category,
        scene=chance.choice(scenes[category, is_complaint]),
        customer=customer,
        handler=chance.choice(place.workers[offices.function_of(category)]),
        created=None,
        closed=None,
        ending=chance.choices(list(ENDINGS), ENDINGS.values())[0],
    )


def _schedule(world, case):
    """Plan the steps of a ticket's life."""
    chance = case.chance
    taking = (case.closed - case.created) * (0.1 + 0.3 * chance.random())
    world.at(case.created, _create, case)
    world.at(case.created + taking, _start, case)
    world.at(case.closed, _close, case)
    if case.ending == "done" and chance.random() < 0.05:
        again = case.closed + timedelta(hours=chance.uniform(2, 40))
        again = within(again, 8.5, 19.5, chance)
        world.at(again, _reopen, case)
        world.at(
            within(again + timedelta(hours=chance.uniform(3, 40)), 8.5, 19.5, chance),
            _close,
            case,
        )
    elif chance.random() < 0.02:
        _schedule_duplicate(world, case, chance)


def _schedule_duplicate(world, case, chance):
    """Have the same thing reported once more."""
    double = Case(**{**vars(case), "number": f"{case.number}+"})
    double.original = case
    double.ending = "done"
    double.created = case.created + (case.closed - case.created) * chance.random()
    world.at(double.created, _create, double)
    world.at(case.closed + timedelta(minutes=5), _close, double)


def _create(world, case):
    case.ticket = world.env["helpdesk.ticket"].create(_prepare_ticket(world, case))
    world.cases[case.ticket] = case


def _prepare_ticket(world, case):
    chance, scene = case.chance, case.scene
    function = offices.function_of(case.category)
    channel = chance.choices(list(CHANNELS), CHANNELS.values())[0]
    is_complaint = scene["feedback"] == "complaint"
    is_anonymous = chance.random() < 0.02
    is_letter = is_complaint and chance.random() < 0.06
    customer = case.customer.browse() if is_anonymous else case.customer
    return {
        "name": f"【12345 转办】{scene['title']}" if is_letter else scene["title"],
        "description": scene["said"].format(place=_describe_place(customer)),
        "team_id": case.place.teams[function].id,
        "user_id": case.handler.id,
        "partner_id": customer.id,
        "partner_name": customer.name,
        "partner_email": customer.email,
        "category_id": world.categories[case.category].id,
        "channel_id": world.env.ref(
            f"helpdesk_mgmt.helpdesk_ticket_channel_{channel}"
        ).id,
        "priority": "2" if is_complaint or case.category in URGENT else "1",
        "feedback_type": scene["feedback"] or False,
        "severity": chance.choices(list(SEVERITIES), SEVERITIES.values())[0]
        if is_complaint
        else "ordinary",
        "is_anonymous": is_anonymous,
        "is_followup_exempt": is_letter,
        "duplicate_id": case.original and case.original.ticket.id,
    }


def _describe_place(customer):
    """Return e.g. “3栋2单元501室”, “小区” where it is not known."""
    unit = customer.commercial_partner_id.unit_number
    if not unit:
        return "小区"
    building, entrance, flat = unit.split("-")
    return f"{building}栋{entrance}单元{flat}室"


def _start(world, case):
    """The handler begins, and tells whoever waits for an answer."""
    _move(world, case, "in_progress")
    waiting = case.ticket.filtered("answer_due_date")
    in_name_of(case.handler, waiting)._note_reply("phone", fields.Datetime.now())


def _close(world, case):
    _move(world, case, case.ending, case.scene["done"])


def _reopen(world, case):
    _move(world, case, "in_progress", "客户来电：问题又出现了，重新派单。")


def _move(world, case, stage, note=False):
    """Move the ticket as its handler does, leaving a note in its history."""
    ticket = in_name_of(case.handler, case.ticket)
    if note:
        ticket._track_set_log_message(note)
    ticket.stage_id = world.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{stage}")
