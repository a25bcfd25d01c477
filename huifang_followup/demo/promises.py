"""What surveyors cannot answer on the spot, and when it is answered (C7)."""

from odoo import fields

from . import sayings
from .world import in_name_of

SHARE = 0.07  # of conversations
IN_TIME = 0.8
FORGOTTEN = 0.05


def make(world, followup):
    """Promise an answer in some conversations, and plan when it is given."""
    chance = world.luck("promise", followup)
    if chance.random() > SHARE:
        return
    days = chance.randrange(2, 6)
    question, answer = chance.choice(sayings.PROMISES)
    record = in_name_of(followup.user_id, followup)
    promise = record.env["huifang.promise"].create(
        {
            "followup_id": record.id,
            "question": question,
            "promised_date": record._get_day(_in_days(days)),
        }
    )
    if chance.random() < FORGOTTEN:
        return
    is_in_time = chance.random() < IN_TIME
    taken = chance.randrange(1, days) if is_in_time else days + chance.randrange(1, 4)
    world.at(_in_days(taken), _answer, promise, answer)


def _answer(world, promise, answer):
    if promise.state == "open":
        mine = in_name_of(promise.user_id, promise)
        mine.write({"answer": answer, "answer_channel": "phone"})
        mine.action_answer()


def _in_days(days):
    return fields.Datetime.add(fields.Datetime.now(), days=days)
