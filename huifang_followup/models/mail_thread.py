from odoo import models


class MailThread(models.AbstractModel):
    """Notice mails to customers that came back (C4)."""

    _inherit = "mail.thread"

    def _routing_handle_bounce(self, email_message, message_dict):
        result = super()._routing_handle_bounce(email_message, message_dict)
        attempts = self.env["huifang.followup.attempt"]
        attempts._note_bounces(message_dict.get("bounced_msg_ids") or [])
        return result
