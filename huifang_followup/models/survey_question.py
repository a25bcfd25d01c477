from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import scoring
from ..const import RESOLUTIONS, YES_NO
from ..typed_text import MAX_TEXT, clean_text

CHOICES = ("simple_choice", "multiple_choice")
WORDS = ("text_box", "char_box")
IN_WORDS = ("reason", "needs", "opinion")

# purpose of a choice question → what its answers may mean
MEANINGS = {
    "resolved": dict(RESOLUTIONS),
    "inspected": dict(YES_NO),
    "charge": dict(YES_NO),
}


class SurveyQuestion(models.Model):
    """What a question of a follow-up questionnaire is for."""

    _inherit = "survey.question"

    followup_purpose = fields.Selection(
        [
            ("aspect", "Rating of an aspect"),
            ("reason", "Reason why an aspect is unsatisfied"),
            ("resolved", "Was it solved?"),
            ("inspected", "Was the work inspected on site?"),
            ("charge", "Was the charge correct?"),
            ("needs", "New needs"),
            ("opinion", "Opinions and suggestions"),
        ],
        string="Used As",
    )
    aspect_id = fields.Many2one("huifang.aspect", ondelete="restrict")

    # Two questions for one thing: the later answer would replace the earlier one.
    _followup_purpose_uniq = models.UniqueIndex(
        "(survey_id, followup_purpose, (CASE WHEN followup_purpose IN "
        "('aspect', 'reason') THEN aspect_id ELSE 0 END)) "
        "WHERE followup_purpose IS NOT NULL",
        "The questionnaire has a question for this already. Change that one, or use "
        "this one for something else.",
    )

    @api.constrains(
        "followup_purpose",
        "aspect_id",
        "question_type",
        "scale_max",
        "comments_allowed",
        "suggested_answer_ids",
    )
    def _check_followup_purpose(self):
        for question in self:
            problem = question._get_followup_problem()
            if problem:
                raise ValidationError(
                    self.env._(
                        "%(question)s: %(problem)s",
                        question=question.title,
                        problem=problem,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        lines = self.env["survey.user_input.line"]
        lines._check_no_followup([("question_id", "in", self.ids)])

    def _get_followup_problem(self):
        """Return why a follow-up cannot be counted with this question, or None."""
        self.ensure_one()
        return (
            self._get_purpose_problem()
            or self._get_answers_problem()
            or self._get_form_problem()
        )

    def _get_purpose_problem(self):
        """Return what keeps the question from being used as it is meant to, or None."""
        purpose, kind = self.followup_purpose, self.question_type
        if purpose in ("aspect", "reason") and not self.aspect_id:
            return self.env._("Say which aspect it is about.")
        if purpose == "aspect" and kind not in ("simple_choice", "scale"):
            return self.env._("An aspect is rated by one choice or on a scale.")
        if purpose in MEANINGS and kind != "simple_choice":
            return self.env._("Let customers choose one of several answers.")
        if purpose in IN_WORDS and kind not in WORDS:
            return self.env._("Let customers answer in words.")
        return None

    def _get_answers_problem(self):
        """Return why an answer would have no place in the follow-up, or None."""
        purpose, answers = self.followup_purpose, self.suggested_answer_ids
        if purpose == "aspect" and self.question_type == "scale":
            if self.scale_max > scoring.MAX_SCORE:
                return self.env._("The scale of an aspect ends at 5.")
        elif purpose == "aspect" and not all(answers.mapped("followup_level")):
            return self.env._("Say which level each answer means.")
        meanings = MEANINGS.get(purpose)
        if meanings and not meanings.keys() >= set(answers.mapped("followup_value")):
            labels = dict(
                answers._fields["followup_value"]._description_selection(self.env)
            )
            return self.env._(
                "Say what each answer means: %s.",
                ", ".join(labels[meaning] for meaning in meanings),
            )
        return None

    def _get_form_problem(self):
        """Return why the customer's form cannot take the answer over, or None."""
        if self.survey_id.survey_type == "followup":
            if self.question_type == "matrix":
                return self.env._("Ask one choice question per aspect, not a matrix.")
            if self.comments_allowed:
                return self.env._("Ask for comments in a question of its own.")
        return None

    def _get_rated_aspects(self):
        """Return the aspects these questions rate, in their order."""
        rating = self.filtered(
            lambda q: q.followup_purpose == "aspect" and q._can_be_answered()
        )
        return rating.aspect_id

    def _can_be_answered(self):
        """Tell whether there is something to choose: a draft may lack it yet."""
        self.ensure_one()
        return self.question_type not in CHOICES or bool(self.suggested_answer_ids)

    def _is_asked(self, chosen):
        """Tell whether a question is shown.

        :param chosen: ``survey.question.answer`` records chosen so far
        """
        self.ensure_one()
        triggers = self.triggering_answer_ids
        return self._can_be_answered() and (not triggers or bool(triggers & chosen))

    def _parse_answer(self, raw):
        """Return what a browser sent as an answer this question can have.

        :param raw: anything JSON can hold
        :return: text, a recordset of chosen answers, or empty
        :raises ValueError: for what no form of ours sends
        """
        self.ensure_one()
        if self.question_type in CHOICES:
            return self._parse_choice(raw)
        if raw is None or raw is False:
            return ""
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise ValueError(self.env._("This answer cannot be read."))
        text = clean_text(str(raw))
        if len(text) > MAX_TEXT:
            raise ValueError(
                self.env._("Please write at most %s characters.", MAX_TEXT)
            )
        if self.question_type == "scale" and text:
            allowed = map(str, range(self.scale_min, self.scale_max + 1))
            if text not in allowed:
                raise ValueError(self.env._("This answer cannot be read."))
        return text

    def _parse_choice(self, raw):
        """Return the chosen answers; only those of this very question are taken."""
        items = raw if isinstance(raw, list) else [raw]
        wanted = {str(item) for item in items if isinstance(item, str | int) and item}
        chosen = self.suggested_answer_ids.filtered(lambda a: str(a.id) in wanted)
        unknown = [item for item in items if item and not isinstance(item, str | int)]
        if unknown or len(chosen) != len(wanted):
            raise ValueError(self.env._("This answer cannot be read."))
        return chosen
