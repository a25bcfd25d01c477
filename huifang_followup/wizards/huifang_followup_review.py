from odoo import fields, models
from odoo.exceptions import UserError


class HuifangFollowupReview(models.TransientModel):
    """Review several records at once, with an opinion (C11)."""

    _name = "huifang.followup.review"
    _description = "Review Follow-ups"

    followup_ids = fields.Many2many(
        "huifang.followup",
        string="Records",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    opinion = fields.Text(
        required=True, help="Written on each record that has no opinion yet."
    )

    def action_review(self):
        self.ensure_one()
        opinion = self.opinion.strip()
        if not opinion or not self.followup_ids:
            raise UserError(self.env._("Choose records and write down your opinion."))
        self.followup_ids._review(opinion)
        return {"type": "ir.actions.act_window_close"}
