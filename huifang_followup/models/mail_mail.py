from odoo import models

# The address is wrong; any other failure may be the mail server's.
ADDRESS_FAILURES = ("mail_email_invalid", "mail_email_missing")


class MailMail(models.Model):
    """Notice when mails to customers are sent, or could not be (C4, D10)."""

    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        attempts = self.env["huifang.followup.attempt"]
        if failure_type in ADDRESS_FAILURES:
            attempts._note_bounces(self.mapped("message_id"))
        elif failure_type:
            attempts._note_failures(self.mapped("message_id"), failure_reason)
        else:
            attempts._note_sent(self.mapped("message_id"))
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )
