"""What customers think, and how it gets on record."""

from dataclasses import dataclass

from odoo import Command

from . import sayings
from .luck import luck
from .signature import draw_signature

# How often something is bad, by the kind of follow-up.
TROUBLE = {"complaint": 0.30, "repair": 0.15, "service": 0.11, "rectification": 0.14}
# How often it is this aspect, where something is bad.
BLAMED = {"a": 6, "b": 6, "c": 6, "d": 5, "f": 5, "g": 3, "h": 5, "j": 5, "k": 2}
BLANK = 0.02


@dataclass
class Opinion:
    """All that a customer has to say."""

    levels: dict  # aspect to level, False where it is left blank
    reasons: dict  # aspect to text
    resolved: str
    opinion: str
    needs: str


def form_opinion(world, followup):
    """Make up the customer's mind.

    :rtype: Opinion
    """
    chance = world.luck("opinion", followup)
    aspects = followup.survey_id._get_asked_aspects()
    bad = aspects.browse()
    if chance.random() < _get_trouble(world, followup):
        bad = _choose_bad(aspects, chance)
    levels = {aspect: _choose_level(aspect, bad, chance) for aspect in aspects}
    return Opinion(
        levels=levels,
        reasons={
            aspect: chance.choice(sayings.REASONS[aspect.code])
            for aspect, level in levels.items()
            if level == "unsatisfied"
        },
        resolved=chance.choices(["yes", "no", "recurred"], [5, 4, 2])[0]
        if bad
        else "yes",
        opinion=_choose_text(chance, bad),
        needs=chance.choice(sayings.NEEDS) if chance.random() < 0.08 else "",
    )


def fill_form(followup, opinion):
    """Return what the customer's browser would post.

    :rtype: dict[str, str]
    """
    form = {}
    for question in followup.survey_id.question_ids:
        aspect = question.aspect_id
        wanted = {
            "aspect": opinion.levels.get(aspect),
            "reason": opinion.reasons.get(aspect),
            "resolved": opinion.resolved,
            "inspected": "yes",
            "charge": "yes",
            "opinion": opinion.opinion,
            "needs": opinion.needs,
        }[question.followup_purpose]
        form[str(question.id)] = _find_answer(question, wanted) or ""
    return form


def fill_record(record, opinion):
    """Type the answer into the follow-up, as the surveyor does.

    :param record: the follow-up in the surveyor's name
    """
    values = {
        "line_ids": [
            Command.update(
                line.id,
                {
                    "level": opinion.levels.get(line.aspect_id),
                    "reason": opinion.reasons.get(line.aspect_id),
                },
            )
            for line in record.line_ids
        ],
        "is_resolved": opinion.resolved,
        "opinion": opinion.opinion,
        "new_needs": opinion.needs,
    }
    if record.kind == "repair":
        values |= {"is_work_inspected": "yes", "is_charge_correct": "yes"}
    if record.needs_signature:
        values["signature"] = draw_signature(record.partner_id.name)
    record.write(values)


def _get_trouble(world, followup):
    """Return how likely something is bad: offices differ, and both get better."""
    place = next(p for p in world.places if p.office == followup.office_id)
    timeline = world.timeline
    past = (timeline.end - followup.closing_date) / (timeline.end - timeline.start)
    # the same worker every time: some are simply better
    skill = luck("skill", followup.handler_id.login).uniform(0.7, 1.3)
    return TROUBLE[followup.kind] * place.trouble * skill * (0.7 + 0.6 * past)


def _choose_bad(aspects, chance):
    """Return the one or two aspects that were bad."""
    blamed = [aspect for aspect in aspects if aspect.code in BLAMED]
    weights = [BLAMED[aspect.code] for aspect in blamed]
    chosen = chance.choices(blamed, weights, k=chance.choice([1, 1, 2]))
    bad = aspects.browse([aspect.id for aspect in dict.fromkeys(chosen)])
    overall = aspects.filtered("is_overall")
    return bad | overall if chance.random() < 0.55 else bad


def _choose_level(aspect, bad, chance):
    if aspect in bad:
        return "unsatisfied"
    if not aspect.is_overall and chance.random() < BLANK:
        return False
    return "fair" if chance.random() < (0.5 if bad else 0.17) else "satisfied"


def _choose_text(chance, bad):
    """Return an opinion in the customer's words, often none."""
    if chance.random() > 0.4:
        return ""
    if bad or chance.random() < 0.35:
        return chance.choice(sayings.SUGGESTIONS)
    return chance.choice(sayings.PRAISE)


def _find_answer(question, wanted):
    """Return what stands for a wish in the form: an answer's id, or the text."""
    if question.question_type != "simple_choice":
        return wanted
    answers = question.suggested_answer_ids.filtered(
        lambda answer: wanted
        and wanted in (answer.followup_level, answer.followup_value)
    )
    return str(answers.id or "")
