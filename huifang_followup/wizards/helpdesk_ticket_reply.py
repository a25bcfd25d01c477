from odoo import fields, models
from odoo.exceptions import UserError

from .. import const


class HelpdeskTicketReply(models.TransientModel):
    """Note what the customer was answered by phone, letter or in person (F2)."""

    _name = "helpdesk.ticket.reply"
    _description = "Note an Answer"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    way = fields.Selection(
        [pair for pair in const.REPLY_WAYS if pair[0] != "message"],
        string="How",
        required=True,
        default="phone",
    )
    date = fields.Datetime(string="When", required=True, default=fields.Datetime.now)
    text = fields.Text(string="What Was Answered", required=True)

    def action_note(self):
        self.ensure_one()
        ticket = self.ticket_id
        ticket.check_access("write")
        self._check_values()
        ticket._note_reply(self.way, self.date)
        ticket.message_post(body=self.text)  # a note: the customer knows it already
        return {"type": "ir.actions.act_window_close"}

    def _check_values(self):
        """Refuse an answer without words, or at an impossible time."""
        if not self.text.strip():
            raise UserError(self.env._("Write down what the customer was answered."))
        received = self.ticket_id.received_date
        if not received <= self.date <= fields.Datetime.now():
            raise UserError(
                self.env._(
                    "The answer was given after the customer wrote in, and not in the "
                    "future."
                )
            )
