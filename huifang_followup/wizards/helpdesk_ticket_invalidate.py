from odoo import fields, models


class HelpdeskTicketInvalidate(models.TransientModel):
    """Ask why a complaint is not valid (F1)."""

    _name = "helpdesk.ticket.invalidate"
    _description = "Find Not Valid"
    _inherit = "huifang.reason.mixin"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)

    def action_invalidate(self):
        self.ensure_one()
        self.ticket_id._check_may_judge()
        self.ticket_id._set_validity("invalid", self._get_reason())
        return {"type": "ir.actions.act_window_close"}
