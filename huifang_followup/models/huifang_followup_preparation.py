from odoo import api, fields, models


class HuifangFollowup(models.Model):
    """What a surveyor wants to know before the contact, on one page (C16)."""

    _inherit = "huifang.followup"

    phone = fields.Char(related="partner_id.phone")
    email = fields.Char(related="partner_id.email")
    unit_number = fields.Char(related="household_id.unit_number")
    last_contact_date = fields.Datetime(related="household_id.last_contact_date")
    script = fields.Html(related="policy_id.script")
    earlier_ids = fields.Many2many(
        "huifang.followup",
        string="Earlier Follow-ups",
        compute="_compute_earlier_ids",
        help="What the household said before.",
    )

    @api.depends("household_id")
    def _compute_earlier_ids(self):
        for followup in self:
            followup.earlier_ids = self.search(
                [
                    ("household_id", "!=", False),
                    ("household_id", "=", followup.household_id.id),
                    ("id", "!=", followup._origin.id),
                ],
                limit=20,
            )
