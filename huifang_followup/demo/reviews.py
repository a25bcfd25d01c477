"""What superiors do with finished records."""

from datetime import timedelta

from odoo import fields

from . import sayings
from .world import in_name_of

# Suspect answers are looked into last.
SUSPECT_DAYS = 5


def read(world):
    """Read most of what is done since a while; decide about suspect answers."""
    before = fields.Datetime.now() - timedelta(hours=20)
    done = world.env["huifang.followup"].search(
        [("state", "=", "done"), ("done_date", "<", before)]
    )
    for followup in done:
        days = (before - followup.done_date).days
        chance = world.luck(f"review {days}", followup)
        if chance.random() < 0.3 and days < 8:
            _review(followup, chance, days)


def _review(followup, chance, days):
    barred = followup._get_barred_checkers()
    people = followup.function_id.supervisor_id | followup.office_id.head_id
    superior = (people - barred)[:1]
    if not superior:
        return
    record = in_name_of(superior, followup)
    if followup.is_suspect and not followup.suspect_verdict:
        if days < SUSPECT_DAYS:
            return
        if chance.random() < 0.5:
            record.action_confirm_suspect()
        else:
            record.action_discard_suspect()
    record.review_opinion = chance.choice(sayings.REVIEWS)
    record.action_review()
