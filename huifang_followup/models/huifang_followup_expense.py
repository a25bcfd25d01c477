from odoo import fields, models


class HuifangFollowup(models.Model):
    """What the visits of a follow-up have cost (C15)."""

    _inherit = "huifang.followup"

    expense_ids = fields.One2many(
        "huifang.visit.expense", "followup_id", string="Expenses"
    )
