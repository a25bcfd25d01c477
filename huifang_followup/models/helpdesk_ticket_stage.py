from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicketStage(models.Model):
    _inherit = "helpdesk.ticket.stage"

    asks_followup = fields.Boolean(
        string="Closing Here Asks for a Follow-up",
        help="Tick it where work ends that a customer can judge; "
        "not for cancelled or rejected tickets.",
    )

    @api.constrains("asks_followup", "closed")
    def _check_asks_followup(self):
        if any(stage.asks_followup and not stage.closed for stage in self):
            raise ValidationError(
                self.env._("Only a closing stage can ask for a follow-up.")
            )
