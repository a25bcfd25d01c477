from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import scoring

# purpose of a question → field of the follow-up
FIELD_BY_PURPOSE = {
    "resolved": "is_resolved",
    "inspected": "is_work_inspected",
    "charge": "is_charge_correct",
    "needs": "new_needs",
    "opinion": "opinion",
}


class SurveyUserInputLine(models.Model):
    """What one stored answer means for the follow-up."""

    _inherit = "survey.user_input.line"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_followup(self):
        self._check_no_followup([("id", "in", self.ids)])

    @api.model
    def _check_no_followup(self, domain):
        """Refuse what would take away something a customer answered (B12).

        :param domain: selects the lines that would go or lose their meaning
        """
        domain = Domain(domain) & Domain("user_input_id.followup_id", "!=", False)
        if self.sudo().search_count(domain, limit=1):
            raise UserError(
                self.env._(
                    "The answers of follow-ups are kept. Copy the questionnaire to "
                    "leave out something that was answered already."
                )
            )

    def _get_followup_level(self):
        """Return the level of a rating; scores of 0 to 5 are mapped (A3)."""
        self.ensure_one()
        if self.answer_type == "scale":
            return scoring.level_of_score(self.value_scale)
        return self.suggested_answer_id.followup_level

    def _get_followup_text(self):
        """Return a written answer."""
        self.ensure_one()
        return self.value_text_box or self.value_char_box

    def _get_followup_values(self):
        """Return the follow-up's field this answer fills, with its value."""
        self.ensure_one()
        field_name = FIELD_BY_PURPOSE[self.question_id.followup_purpose]
        meaning = self.suggested_answer_id.followup_value
        return {field_name: meaning or self._get_followup_text()}
