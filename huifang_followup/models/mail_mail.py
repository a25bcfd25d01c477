from odoo import models

# The address is wrong; any other failure may be the mail server's.
ADDRESS_FAILURES = ("mail_email_invalid", "mail_email_missing")


class MailMail(models.Model):
    """Notice mails to customers that could not be sent (C4)."""

    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        attempts = self.env["huifang.followup.attempt"]
        if failure_type in ADDRESS_FAILURES:
            attempts._note_bounces(self.mapped("message_id"))
        elif failure_type:
            attempts._note_failures(self.mapped("message_id"), failure_reason)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )
