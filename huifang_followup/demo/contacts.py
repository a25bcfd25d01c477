"""How customers react to a contact, and how the surveyors get hold of them."""

from datetime import timedelta

from odoo import fields

from . import answers, promises, sayings
from .timeline import within
from .world import in_name_of

# What comes of a call or a visit.
OUTCOMES = {
    "phone": {"reached": 74, "no_answer": 18, "postponed": 4, "refused": 4},
    "visit": {"reached": 88, "no_answer": 10, "refused": 2},
}
# How many calls of the last days, by days ago, are still to be made.
LEFT = {0: 0.95, 1: 0.75, 2: 0.2, 3: 0.1}
ANSWER_RATES = {"email": 0.66, "message": 0.75}


def notice(world, known):
    """Let those react who have been contacted since the last look.

    :param set known: numbers seen before
    """
    contacted = world.env["huifang.followup"].search([("state", "=", "in_progress")])
    for followup in contacted.filtered(lambda f: f.name not in known):
        known.add(followup.name)
        if followup.channel in ANSWER_RATES:
            _wait_for_customer(world, followup)
        else:
            _plan_call(world, followup, 1)


# === THE CUSTOMER, BY THE LINK === #


def _wait_for_customer(world, followup):
    """Plan when the customer opens the link, if ever."""
    chance = world.luck("customer", followup)
    if chance.random() < 0.015:
        world.at(_now() + timedelta(hours=chance.uniform(1, 30)), _opt_out, followup)
    elif chance.random() < 0.03:  # a mail scanner
        moment = _now() + timedelta(seconds=chance.randrange(4, 15))
        world.at(moment, _open_form, followup, 1)
    elif chance.random() < ANSWER_RATES[followup.channel]:
        moment = _now() + _choose_delay(chance)
        moment = within(moment, 8, 22, chance)
        world.at(moment, _open_form, followup, chance.randrange(40, 300))


def _choose_delay(chance):
    """Return how long the customer takes: soon, or after a reminder."""
    reminded = chance.choices([0, 73, 170], [72, 18, 10])[0]
    return timedelta(hours=reminded + chance.expovariate(1 / 14))


def _opt_out(world, followup):
    _as_customer(world, followup)._opt_out()


def _open_form(world, followup, seconds):
    """Open the form now and send it after some seconds."""
    if followup._get_link_state() == "open":
        _as_customer(world, followup)._start_answer()
        world.at(_now() + timedelta(seconds=seconds), _send_form, followup)


def _send_form(world, followup):
    if followup._get_link_state() != "open":
        return
    opinion = answers.form_opinion(world, followup)
    sheet = _as_customer(world, followup)._start_answer()
    errors = sheet._submit_followup(answers.fill_form(followup, opinion))
    if errors:
        raise ValueError(f"{followup.name}: {errors}")


def _as_customer(world, followup):
    """Return the follow-up as the link's page has it."""
    return in_name_of(world.env.ref("base.public_user"), followup).sudo()


# === THE SURVEYOR, BY PHONE OR VISIT === #


def _plan_call(world, followup, attempt):
    """Plan the surveyor's next attempt: at once, or after some days of other work."""
    chance = world.luck(f"call {attempt}", followup)
    wait = chance.choices([0, 20, 44, 92], [70, 22, 5, 3])[0]
    after = _now() + timedelta(hours=wait + chance.random())
    _plan_attempt(world, followup, attempt, world.open_moment(followup, after, chance))


def _plan_attempt(world, followup, attempt, moment):
    """Plan an attempt, unless it is left as today's work."""
    age = world.timeline.end - moment
    chance = world.luck(f"left {attempt}", followup)
    if chance.random() > LEFT.get(age.days, 0):
        world.at(moment, _call, followup, attempt)
    elif chance.random() < 0.4:
        world.at(moment, _make_appointment, followup)


def _call(world, followup, attempt):
    if followup.state != "in_progress":
        return
    chance = world.luck(f"outcome {attempt}", followup)
    outcomes = dict(OUTCOMES["visit" if followup.channel == "visit" else "phone"])
    outcomes["no_answer"] *= attempt  # who was out once is often out
    outcome = chance.choices(list(outcomes), outcomes.values())[0]
    record = in_name_of(followup.user_id, followup)
    if outcome == "reached":
        answers.fill_record(record, answers.form_opinion(world, followup))
        record.action_done()
        promises.make(world, followup)
        return
    tomorrow = _now() + timedelta(hours=chance.uniform(18, 24))
    next_moment = world.open_moment(followup, tomorrow, chance)
    _log_attempt(record, outcome, next_moment, chance)
    if followup.state == "in_progress":
        _plan_attempt(world, followup, attempt + 1, next_moment)


def _make_appointment(world, followup):
    """Agree on a time today or tomorrow, seen from the end of the timeline."""
    if followup.state == "in_progress":
        chance = world.luck("appointment", followup)
        around = world.timeline.end + timedelta(hours=chance.uniform(-5, 28))
        moment = world.open_moment(followup, around, chance)
        record = in_name_of(followup.user_id, followup)
        _log_attempt(record, "postponed", moment, chance)


def _log_attempt(record, outcome, next_moment, chance):
    """Use the wizard, as the button does."""
    values = {
        "followup_id": record.id,
        "outcome": outcome,
        "note": chance.choice(sayings.ATTEMPT_NOTES[outcome]),
    }
    if outcome != "refused":
        values["next_date"] = fields.Datetime.to_string(next_moment)
    record.env["huifang.followup.log.attempt"].create(values).action_log()


def _now():
    return fields.Datetime.now()
