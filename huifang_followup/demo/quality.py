"""The reviewer calls customers back to hear whether what is on record is true."""

from datetime import timedelta

from odoo import fields

from . import sayings
from .world import in_name_of

# What of the latest draw is still to be checked.
LEFT_DAYS = 40
LEFT_SHARE = 0.3
# How much of what staff typed is not genuine.
UNTRUE_SHARE = 0.12


def draw(world):
    """Draw a share of last month's records, and plan when each is checked."""
    reviewer = world.env["res.users"].search([("login", "=", "reviewer")])
    quality_draw = in_name_of(reviewer, world.env["huifang.quality.draw"]).create({})
    quality_draw.action_draw()
    for check in quality_draw.check_ids:
        chance = world.luck("check", check.followup_id)
        is_recent = world.timeline.end - _now() < timedelta(days=LEFT_DAYS)
        if not is_recent or chance.random() > LEFT_SHARE:
            after = _now() + timedelta(days=chance.uniform(0, 18))
            moment = world.open_moment(check.followup_id, after, chance)
            world.at(moment, _check, check)


def _check(world, check):
    """Call the customer back, and decide."""
    chance = world.luck("verdict", check.followup_id)
    is_typed = check.answer_mode != "customer"
    if is_typed and chance.random() < UNTRUE_SHARE:
        check.note = chance.choice(sayings.UNTRUE_RECORDS)
        check.action_not_genuine()
    else:
        check.note = chance.choice(sayings.TRUE_RECORDS)
        check.action_genuine()


def _now():
    return fields.Datetime.now()
