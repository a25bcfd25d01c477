from odoo import models

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
