"""How what was bad is put right."""

from datetime import timedelta

from odoo import fields

from . import sayings
from .timeline import within
from .world import in_name_of


def notice(world, known):
    """Give those rectifications a fate that came since the last look.

    :param set known: numbers seen before
    """
    opened = world.env["huifang.rectification"].search([("state", "=", "new")])
    for rectification in opened.filtered(lambda r: r.name not in known):
        known.add(rectification.name)
        if not _is_neglected(world, rectification):
            _later(world, rectification, _plan, 3, 60)


def _is_neglected(world, rectification):
    """Tell whether nobody has cared, so that it is overdue by now."""
    is_recent = world.timeline.end - _now() < timedelta(days=40)
    return is_recent and _luck(world, rectification, "neglected").random() < 0.2


def _plan(world, rectification):
    code = rectification.aspect_ids[:1].code
    cause, measure, prevention = sayings.MEASURES.get(code, sayings.MEASURES["m"])
    work = _as_responsible(rectification)
    work.write(
        {
            "cause_category": cause,
            "measure": measure,
            "preventive_measure": prevention,
            "party": _luck(world, rectification, "party").choices(
                ["office", "developer", "outside"], [86, 8, 6]
            )[0],
        }
    )
    work.action_plan()
    _later(world, rectification, _start, 2, 40)


def _start(world, rectification):
    _as_responsible(rectification).action_start()
    chance = _luck(world, rectification, "work")
    days = chance.uniform(25, 50) if chance.random() < 0.25 else chance.uniform(1, 14)
    _later(world, rectification, _finish, 24 * days, 24 * days + 10)


def _finish(world, rectification):
    if rectification.state == "in_progress":
        _as_responsible(rectification).action_finish()
        _later(world, rectification, _verify, 3, 50)


def _verify(world, rectification):
    """The head looks at the work; some of it goes back."""
    work = in_name_of(rectification.office_id.head_id, rectification)
    chance = _luck(world, rectification, f"verify{rectification.rejection_count}")
    if chance.random() < 0.1:
        work.env["huifang.rectification.rejection"].create(
            {"rectification_id": work.id, "reason": sayings.REJECTION_REASON}
        )
        _later(world, rectification, _finish, 24, 90)
    else:
        work.action_verify()
        _watch(world, rectification)


def _watch(world, rectification):
    """Look every day whether the customer has sent it back, or the head must decide."""
    if rectification.state == "in_progress":
        _later(world, rectification, _finish, 24, 120)
    elif rectification.state == "to_accept":
        last = rectification.followup_ids.sorted("round")[-1:]
        is_last = last.round >= rectification.company_id.followup_max_rounds
        if last.state == "dropped" or (is_last and last.done_date):
            _later(world, rectification, _close, 24, 72)
        else:
            world.at(_now() + timedelta(days=1), _watch, rectification)


def _close(world, rectification):
    """Nobody is left to ask: the head closes it, unless the last answer just has."""
    if rectification.state != "to_accept":
        return
    head = in_name_of(rectification.office_id.head_id, rectification)
    head.env["huifang.rectification.close"].create(
        {"rectification_id": head.id, "reason": sayings.CLOSE_REASON}
    ).action_close()


def _later(world, rectification, action, least, most):
    """Plan a step for some hours later, in working hours."""
    chance = _luck(
        world, rectification, f"{action.__name__}{rectification.rejection_count}"
    )
    moment = _now() + timedelta(hours=chance.uniform(least, most))
    world.at(within(moment, 8.5, 17.5, chance), action, rectification)


def _as_responsible(rectification):
    return in_name_of(rectification.responsible_id, rectification)


def _luck(world, rectification, question):
    about = f"{question} {rectification.function_id.name}"
    return world.luck(about, rectification.followup_id)


def _now():
    return fields.Datetime.now()
