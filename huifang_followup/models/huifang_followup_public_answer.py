from odoo import fields, models


class HuifangFollowup(models.Model):
    """Public answers that are filed with the follow-up (C14)."""

    _inherit = "huifang.followup"

    public_answer_ids = fields.Many2many("huifang.public.answer")

    def _prepare_customer_page(self):
        answers = self.public_answer_ids.filtered(lambda a: a.state == "published")
        return {
            **super()._prepare_customer_page(),
            "public_answers": [
                {
                    "title": answer.name,
                    "text": answer.text,
                    "day": self._get_day(answer.published_date),
                    "files": self._describe_files(answer.attachment_ids),
                }
                for answer in answers
            ],
        }
