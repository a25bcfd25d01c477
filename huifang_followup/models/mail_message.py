from odoo import api, models


class MailMessage(models.Model):
    """Messages about confidential records: who reads and who changes them.

    Odoo lets everybody who was told of a message read it for ever, and everybody who
    may write on a record change all that others said about it (I2, I5).
    """

    _inherit = "mail.message"

    # === WHO READS THEM === #

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **options):
        query = super()._search(domain, offset, limit, order, **options)
        if self.env.su or options.get("bypass_access"):
            return query
        found = self.browse(query)
        hidden = found._filter_hidden()
        return (found - hidden)._as_query(order) if hidden else query

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        allowed = self - forbidden
        if operation == "read":
            return forbidden + allowed._filter_hidden()
        if operation == "create":
            return forbidden + allowed._filter_forged()
        return forbidden + allowed._filter_final()

    @api.model
    def _get_with_access(self, message_id, mode="read", **kwargs):
        """The household's key opens no note of the office, not even for a reaction."""
        message = super()._get_with_access(message_id, mode=mode, **kwargs)
        if message._filter_confidential() and self.env.user.share:
            shown = message.sudo().filtered_domain(self._get_search_domain_share())
            return message if shown else self.browse()
        return message

    def _filter_hidden(self):
        """Return the messages of others on records the user does not read any more."""
        confidential = self._filter_confidential().sudo()
        hidden = confidential.browse()
        for model, messages in confidential.grouped("model").items():
            records = self.env[model].browse(messages.mapped("res_id")).exists()
            readable = records._filtered_access("read").ids
            hidden += messages.filtered(lambda m, r=readable: m.res_id not in r)
        own = hidden.filtered(lambda m: m.author_id == self.env.user.partner_id)
        return (hidden - own).sudo(False)

    # === WHO CHANGES THEM === #

    def _filter_final(self):
        """Return what the user must not change: all but comments of his own."""
        comments = self.sudo().filtered(
            lambda m: m.message_type == "comment" and not m.tracking_value_ids
        )
        own = comments.sudo(False) - self._filter_others()
        return self._filter_confidential() - own

    def _filter_forged(self):
        """Return words put into somebody else's mouth; programs send the rest."""
        words = self.filtered(lambda m: m.sudo().message_type in ("comment", "email"))
        return words._filter_others()

    def _filter_others(self):
        """Return the messages that are somebody else's."""
        partner = self.env.user.partner_id
        return self._filter_confidential().filtered(
            lambda message: message.sudo().author_id != partner
        )

    # === HELPERS === #

    def _filter_confidential(self):
        """Return the messages of records of which only some people know."""
        mixin = self.pool["huifang.confidential.mixin"]
        return self.filtered(
            lambda message: issubclass(
                self.pool.get(message.sudo().model, object), mixin
            )
        )
