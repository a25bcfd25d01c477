import math

from odoo import models
from odoo.exceptions import UserError

from ..rate_limit import RateLimit
from ..typed_text import MAX_TEXT

# Messages and files of one customer: more than that no person sends.
PACE = RateLimit(allowed=60, window=600, pause=600)
TASK = "huifang_followup.mail_activity_type_message"


class HuifangCustomerMixin(models.AbstractModel):
    """What household and office write to each other, and nobody else reads (D6, I2).

    The key opens the messages to the household; what the office keeps for itself, and
    who of the office is told, goes by the access to the record.
    """

    _inherit = "huifang.customer.mixin"

    # === WHO READS IT === #

    def _thread_to_store(self, store, fields, *, request_list=None):
        """Show files, tasks and followers of the office to its people only.

        The key gets whoever holds it here, in elevated mode.
        """
        keyed = self.browse()
        if request_list:
            keyed = self - self.sudo(False)._filtered_access("read")
        super(HuifangCustomerMixin, keyed)._thread_to_store(
            store, fields, request_list=[]
        )
        return super(HuifangCustomerMixin, self - keyed)._thread_to_store(
            store, fields, request_list=request_list
        )

    # === HOW MUCH CUSTOMERS WRITE === #

    def _get_allowed_message_params(self):
        """Customers write comments, whatever kind of message their request names."""
        allowed = super()._get_allowed_message_params()
        return allowed - {"message_type"} if self.env.user.share else allowed

    def message_post(self, *, body="", **options):
        if options.get("message_type") == "comment":
            self._check_customer_words(body)
        return super().message_post(body=body, **options)

    def _message_update_content(self, message, /, *, body, **options):
        self._check_customer_words(body)
        return super()._message_update_content(message, body=body, **options)

    def _check_customer_words(self, body):
        """Refuse what is too long to be read, or comes too fast to be written."""
        if not self.env.user.share:
            return
        self._check_customer_pace()
        if len(body or "") > MAX_TEXT:
            raise UserError(self.env._("Please write at most %s characters.", MAX_TEXT))

    def _check_customer_pace(self):
        """Note that the user sends something; refuse to, where that is too often."""
        if seconds := PACE.fail((self.env.cr.dbname, self.env.uid)):
            raise UserError(
                self.env._(
                    "That was a lot at once. Please go on in %(minutes)s minutes.",
                    minutes=math.ceil(seconds / 60),
                )
            )

    # === WHO ANSWERS IT === #

    def _get_correspondent(self):
        """Return the user who answers the customer's messages, may be empty."""
        raise NotImplementedError()

    def _message_post_after_hook(self, message, msg_values):
        """Give somebody the task to answer what a customer writes (C7)."""
        result = super()._message_post_after_hook(message, msg_values)
        is_comment = message.subtype_id == self.env.ref("mail.mt_comment")
        if is_comment and message.author_id.partner_share:
            self.sudo()._ask_for_reply()
        return result

    def _ask_for_reply(self):
        """Have a message answered; one task is enough for several."""
        person = self._get_correspondent()
        if person and not self.activity_search([TASK]):
            self.with_context(lang=person.lang).activity_schedule(
                TASK, user_id=person.id
            )

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Lead customers with a login from the mail to the page."""
        groups = super()._notify_get_recipients_groups(
            message, model_description, msg_vals=msg_vals
        )
        if self:
            url = self.get_base_url() + self._get_customer_url()
            portal = next(data for name, _match, data in groups if name == "portal")
            portal.update(
                active=True, has_button_access=True, button_access={"url": url}
            )
        return groups
