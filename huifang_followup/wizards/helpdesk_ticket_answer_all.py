from odoo import api, fields, models
from odoo.exceptions import UserError


class HelpdeskTicketAnswerAll(models.TransientModel):
    """Give everybody who reported the same problem the same answer (F6).

    Each finds it on the own ticket, so nobody learns who else wrote in.
    """

    _name = "helpdesk.ticket.answer.all"
    _description = "Answer All Who Reported It"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    reporter_count = fields.Integer(
        string="Customers", compute="_compute_reporter_count"
    )
    text = fields.Text(string="Answer", required=True)

    @api.depends("ticket_id")
    def _compute_reporter_count(self):
        for wizard in self:
            wizard.reporter_count = len(wizard._get_tickets())

    def action_answer(self):
        self.ensure_one()
        self.ticket_id.check_access("write")
        if not self.text.strip():
            raise UserError(self.env._("Write the answer first."))
        self._get_tickets()._answer_customer(self.text)
        return {"type": "ir.actions.act_window_close"}

    def _get_tickets(self):
        """Return the ticket and its duplicates, whoever works on those."""
        ticket = self.ticket_id.sudo()
        return ticket | ticket.duplicate_ids
