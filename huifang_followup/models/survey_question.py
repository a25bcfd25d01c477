from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import scoring

# Longer texts are no opinions.
MAX_TEXT = 10_000


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
        purpose, kind = self.followup_purpose, self.question_type
        if purpose in ("aspect", "reason") and not self.aspect_id:
            return self.env._("Say which aspect it is about.")
        if purpose == "aspect":
            if kind not in ("simple_choice", "scale"):
                return self.env._("An aspect is rated by one choice or on a scale.")
            if kind == "scale" and self.scale_max > scoring.MAX_SCORE:
                return self.env._("The scale of an aspect ends at 5.")
            if not all(self.suggested_answer_ids.mapped("followup_level")):
                return self.env._("Say which level each answer means.")
        if self.survey_id.survey_type == "followup":
            if kind == "matrix":
                return self.env._("Ask one choice question per aspect, not a matrix.")
            if self.comments_allowed:
                return self.env._("Ask for comments in a question of its own.")
        return None

    def _is_asked(self, chosen):
        """Tell whether a conditional question is shown.

        :param chosen: ``survey.question.answer`` records chosen so far
        """
        self.ensure_one()
        triggers = self.triggering_answer_ids
        return not triggers or bool(triggers & chosen)

    def _parse_answer(self, raw):
        """Return what a browser sent as an answer this question can have.

        :param raw: anything JSON can hold
        :return: text, a recordset of chosen answers, or empty
        :raises ValueError: for what no form of ours sends
        """
        self.ensure_one()
        if self.question_type in ("simple_choice", "multiple_choice"):
            return self._parse_choice(raw)
        if raw is None or raw is False:
            return ""
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise ValueError(self.env._("This answer cannot be read."))
        text = str(raw).replace("\x00", "").encode("utf-8", "ignore").decode().strip()
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
