from odoo import api, fields, models

from ..const import LEVELS, YES_NO
from .survey_user_input_line import FIELD_BY_PURPOSE


class SurveyQuestionAnswer(models.Model):
    """What an answer means for the figures."""

    _inherit = "survey.question.answer"

    followup_level = fields.Selection(LEVELS, string="Level")
    followup_value = fields.Selection(
        [*YES_NO, ("recurred", "Came back")], string="Meaning"
    )

    @api.constrains("question_id", "followup_level", "followup_value")
    def _check_followup_meaning(self):
        self.question_id._check_followup_purpose()

    def _filter_recorded(self, followup):
        """Return the answers that amount to what staff recorded on a follow-up."""
        levels = {line.aspect_id: line.level for line in followup.line_ids}

        def is_recorded(answer):
            question = answer.question_id
            if question.followup_purpose == "aspect":
                level = levels.get(question.aspect_id)
                return bool(level) and level == answer.followup_level
            field_name = FIELD_BY_PURPOSE.get(question.followup_purpose)
            meaning = answer.followup_value
            return bool(field_name and meaning) and followup[field_name] == meaning

        return self.filtered(is_recorded)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        lines = self.env["survey.user_input.line"]
        lines._check_no_followup([("suggested_answer_id", "in", self.ids)])
