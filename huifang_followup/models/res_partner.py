from odoo import api, fields, models

from ..const import (
    FOLLOWUP_CONTACT_STATES,
    FOLLOWUP_PENDING_STATES,
    FOLLOWUP_ROLES,
)


class ResPartner(models.Model):
    """Customer file (A4). Family members are child contacts of their household."""

    _inherit = "res.partner"

    is_household = fields.Boolean(string="Household")
    unit_number = fields.Char(string="Unit", index="btree_not_null")
    office_id = fields.Many2one(
        "huifang.office", string="Management Office", index="btree_not_null"
    )
    is_occupied = fields.Boolean(string="Occupied", default=True)
    move_in_date = fields.Date()

    # how this customer wants to be contacted; the file says who changed it
    preferred_channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(), tracking=True
    )
    contact_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Preferred Contact Hours",
        tracking=True,
        help="Empty: the contact hours of the office.",
    )
    do_not_contact = fields.Boolean(
        tracking=True, help="Never contacted for a follow-up, whatever it is about."
    )
    is_opted_out = fields.Boolean(
        string="No Routine Follow-ups",
        tracking=True,
        help="The customer asked so by the link in a mail or on the own pages. "
        "Complaints are still followed up.",
    )
    followup_count = fields.Integer(
        compute="_compute_followup_figures", groups=FOLLOWUP_ROLES
    )
    last_contact_date = fields.Datetime(
        compute="_compute_followup_figures", groups=FOLLOWUP_ROLES
    )

    @api.depends_context("uid")
    def _compute_followup_figures(self):
        households = self.commercial_partner_id.ids
        counts = dict(
            self.env["huifang.followup"]._read_group(
                self._get_followup_domain(), ["household_id"], ["__count"]
            )
        )
        contacts = dict(
            self.env["huifang.followup.attempt"]._read_group(
                [
                    ("followup_id.household_id", "in", households),
                    ("outcome", "in", ("sent", "reached")),
                ],
                ["followup_id.household_id"],
                ["date:max"],
            )
        )
        for partner in self:
            household = partner.commercial_partner_id
            partner.followup_count = counts.get(household, 0)
            partner.last_contact_date = contacts.get(household, False)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("do_not_contact") or vals.get("is_opted_out"):
            self._withdraw_followups()
        return result

    def _withdraw_followups(self):
        """End what is under way about customers who want no contact (B10, D5)."""
        under_way = (
            self.env["huifang.followup"]
            .sudo()
            .search(
                [
                    ("state", "in", FOLLOWUP_PENDING_STATES),
                    "|",
                    ("partner_id", "in", self.ids),
                    ("household_id", "in", self.ids),
                ]
            )
        )
        under_way._drop_unwanted()

    def _get_followup_domain(self):
        """Return which follow-ups the customer file shows: those that ask somebody."""
        return [
            ("household_id", "in", self.commercial_partner_id.ids),
            ("state", "in", FOLLOWUP_CONTACT_STATES),
        ]

    def action_open_followups(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.huifang_followup_action"
            ),
            "domain": self._get_followup_domain(),
            "context": {},
        }
