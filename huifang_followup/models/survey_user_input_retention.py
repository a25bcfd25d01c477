import uuid

from odoo import models

PERSONAL_FIELDS = ("partner_id", "email", "nickname", "invite_token")
# What is chosen, not typed.
CHOSEN = ("suggestion", "scale")
TYPED_VALUES = (
    "value_char_box",
    "value_text_box",
    "value_numerical_box",
    "value_date",
    "value_datetime",
)


class SurveyUserInput(models.Model):
    """What is left of an answer sheet: what was chosen, not what was typed (I4)."""

    _inherit = "survey.user_input"

    def _anonymise(self):
        """Take the person out of the sheets; their old links lead nowhere."""
        for sheet in self:
            sheet.access_token = str(uuid.uuid4())
        self.write(dict.fromkeys(PERSONAL_FIELDS, False))
        typed = self.user_input_line_ids.filtered(
            lambda line: line.answer_type and line.answer_type not in CHOSEN
        )
        typed.write(
            {
                **dict.fromkeys(TYPED_VALUES, False),
                "answer_type": False,
                "skipped": True,
            }
        )
        self._forget_chatter()
