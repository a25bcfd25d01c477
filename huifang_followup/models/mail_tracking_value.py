from odoo import api, models


class MailTrackingValue(models.Model):
    """What changed on confidential records stays told as it was (I5)."""

    _inherit = "mail.tracking.value"

    @api.model_create_multi
    def create(self, vals_list):
        values = super().create(vals_list)
        values._check_message()
        return values

    def write(self, vals):
        self._check_message()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        self._check_message()

    def _check_message(self):
        """Refuse what nobody may do to the message either, administrators included."""
        self.mail_message_id._filter_confidential().check_access("write")
