from odoo import api, models


class MailMessage(models.Model):
    """Messages about follow-ups and rectifications: who reads them (D6, I2)."""

    _inherit = "mail.message"

    @api.model
    def _get_with_access(self, message_id, mode="read", **kwargs):
        """The household's key opens no note of the office, not even for a reaction."""
        message = super()._get_with_access(message_id, mode=mode, **kwargs)
        if message._filter_confidential() and self.env.user.share:
            shown = message.sudo().filtered_domain(self._get_search_domain_share())
            return message if shown else self.browse()
        return message

    def _filter_confidential(self):
        """Return the messages of records of which only some people know."""
        mixin = self.pool["huifang.customer.mixin"]
        return self.filtered(
            lambda message: issubclass(
                self.pool.get(message.sudo().model, object), mixin
            )
        )
