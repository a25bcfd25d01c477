from odoo import api, fields, models
from odoo.exceptions import UserError


class ResPartnerErase(models.TransientModel):
    """Erase a customer's follow-up data on request (I4)."""

    _name = "res.partner.erase"
    _description = "Erase Follow-up Data"
    _inherit = "huifang.reason.mixin"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True
    )
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    reason = fields.Char(help="It is kept in the list of erasures: name nobody.")
    ticket_count = fields.Integer(string="Complaint Papers", compute="_compute_counts")
    followup_count = fields.Integer(string="Follow-ups", compute="_compute_counts")
    open_count = fields.Integer(
        string="Of These Still to Be Asked", compute="_compute_counts"
    )
    rectification_count = fields.Integer(
        string="Rectifications", compute="_compute_counts"
    )
    obstacles = fields.Text(compute="_compute_obstacles")

    @api.depends_context("company")
    def _compute_company_id(self):
        """Whoever opens the dialogue erases for the company at work, and no other."""
        self.company_id = self.env.company

    @api.depends("partner_id", "company_id")
    def _compute_counts(self):
        for wizard in self:
            tickets, followups, rectifications = (
                wizard.partner_id._get_followup_records(wizard.company_id)
            )
            wizard.ticket_count = len(tickets)
            wizard.followup_count = len(followups)
            wizard.open_count = len(followups.filtered(lambda f: not f.ended_date))
            wizard.rectification_count = len(rectifications)

    @api.depends("partner_id", "company_id")
    def _compute_obstacles(self):
        for wizard in self:
            obstacles = wizard.partner_id._list_erasure_obstacles(wizard.company_id)
            wizard.obstacles = "\n".join(obstacles)

    def action_erase(self):
        self.ensure_one()
        self.check_access("write")
        if self.obstacles:
            raise UserError(self.obstacles)
        self.env["huifang.erasure"]._erase(
            self.partner_id, self.company_id, self._get_reason()
        )
        return {"type": "ir.actions.act_window_close"}
