from odoo import models

from .anonymous_values import anonymous_values


class HuifangEscalationSheet(models.Model):
    """What is left of a sheet once its ticket names nobody any more (I4)."""

    _inherit = "huifang.escalation.sheet"

    def _forget_words(self):
        """Take away what was said and ordered; who signed, when and what for stays."""
        sheets = self.sudo()
        sheets.opinion_ids._forget_words()
        for records in (sheets, sheets.work_order_ids):
            records.write(anonymous_values(records, kept=("name",)))
            records._forget_chatter()
