from odoo import models

# What hangs on a record by its model and id, with the field that names the model.
TRACES = {
    "mail.message": "model",
    "mail.scheduled.message": "model",
    "mail.followers": "res_model",
    "mail.activity": "res_model",
    "ir.attachment": "res_model",
}


class MailThread(models.AbstractModel):
    """Records that stay while their chatter goes (I4)."""

    _inherit = "mail.thread"

    def _forget_chatter(self):
        """Delete messages, followers, tasks and files of records that are kept.

        Files are photos and recordings. Messages take tracked values and mails along.
        """
        self._track_discard()
        self._forget_text_messages()
        for model in TRACES:
            self._find_traces(model).unlink()
        self.invalidate_recordset()

    def _forget_text_messages(self):
        """Delete what was sent by SMS, which Odoo keeps where sending failed."""
        if "sms.sms" in self.env:  # comes with Odoo's mail, but nothing here needs it
            sent = [("mail_message_id", "in", self._find_traces("mail.message").ids)]
            self.env["sms.sms"].sudo().search(sent).unlink()

    def _find_traces(self, model):
        """Return what hangs on the records, done tasks and files of fields included.

        :param str model: see ``TRACES``
        """
        everything = self.env[model].with_context(
            active_test=False, skip_res_field_check=True
        )
        domain = [(TRACES[model], "=", self._name), ("res_id", "in", self.ids)]
        return everything.sudo().search(domain)
