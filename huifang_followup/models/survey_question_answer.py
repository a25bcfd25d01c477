from odoo import api, fields, models

from ..const import LEVELS, YES_NO


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

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        lines = self.env["survey.user_input.line"]
        lines._check_no_followup([("suggested_answer_id", "in", self.ids)])
