from odoo import models


class HuifangConfidentialMixin(models.AbstractModel):
    """Records whose chatter is read by those who read the record, and stands (I2, I5).

    Odoo tells every follower for ever, and lets administrators rewrite what others
    said. What ``mail.message`` makes of these records stands there.
    """

    _name = "huifang.confidential.mixin"
    _description = "Confidential Chatter"
    _inherit = ["mail.thread", "huifang.evidence.mixin"]

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Tell nobody of the office who does not read the record any more.

        Whoever has left an office is still a follower of what he worked on.
        """
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if not self:
            return recipients
        return [person for person in recipients if self._may_be_told(person)]

    def _may_be_told(self, person):
        """Tell whether a recipient is a customer, or reads the record.

        :param dict person: see ``_notify_get_recipients``
        """
        if person["share"]:
            return True
        user = self.env["res.users"].browse(person["uid"])
        everywhere = self.with_context(allowed_company_ids=user.sudo().company_ids.ids)
        return bool(user) and everywhere.with_user(user).has_access("read")

    def _check_can_update_message_content(self, messages):
        """Nobody rewrites the words of others, administrators included.

        Odoo does that in elevated mode.
        """
        messages.sudo(False).check_access("write")
        return super()._check_can_update_message_content(messages)
