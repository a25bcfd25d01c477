from odoo import api, fields, models
from odoo.exceptions import ValidationError

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
    aspect_id = fields.Many2one("huifang.aspect", string="Aspect", ondelete="restrict")

    @api.constrains("followup_purpose", "aspect_id", "question_type")
    def _check_followup_purpose(self):
        for question in self:
            purpose = question.followup_purpose
            if purpose in ("aspect", "reason") and not question.aspect_id:
                raise ValidationError(
                    self.env._("Say which aspect “%s” is about.", question.title)
                )
            if (
                question.survey_id.survey_type == "followup"
                and question.question_type == "matrix"
            ):
                raise ValidationError(
                    self.env._(
                        "“%s”: ask one choice question per aspect, not a matrix.",
                        question.title,
                    )
                )

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
        if raw in (None, False, "", []):
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
