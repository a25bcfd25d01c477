from odoo import api, fields, models


class HuifangFollowup(models.Model):
    """What was promised to the customer in the conversation (C7)."""

    _inherit = "huifang.followup"

    promise_ids = fields.One2many("huifang.promise", "followup_id")
    open_promise_ids = fields.Many2many(
        "huifang.promise",
        string="Open Promises",
        compute="_compute_open_promise_ids",
        help="What the household has been promised and does not know yet.",
    )

    @api.depends("household_id")
    def _compute_open_promise_ids(self):
        """Return those of other follow-ups too: the surveyor will be asked (C16)."""
        promises = self.env["huifang.promise"].search(
            [
                ("followup_id.household_id", "in", self.household_id.ids),
                ("state", "=", "open"),
            ]
        )
        by_household = promises.grouped(lambda p: p.followup_id.household_id)
        for followup in self:
            followup.open_promise_ids = by_household.get(followup.household_id)

    def _prepare_customer_page(self):
        promises = [promise._prepare_customer_promise() for promise in self.promise_ids]
        return {**super()._prepare_customer_page(), "promises": promises}
