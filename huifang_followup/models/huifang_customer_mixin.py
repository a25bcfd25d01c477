from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import hmac

TASK = "huifang_followup.mail_activity_type_message"


class HuifangCustomerMixin(models.AbstractModel):
    """What a household follows on pages of its own, without access to the model (D6).

    A page asks for a record by its number. It is found where the household of whoever
    is logged in may see it, in elevated mode, and only chosen values are shown. So no
    customer reads anything here over RPC. The messages open with a key that only the
    household's people have, and only as long as they belong to it.
    """

    _name = "huifang.customer.mixin"
    _description = "Shown to the Household"
    _inherit = ["mail.thread"]
    _mail_post_token_field = "customer_key"

    public_attachment_ids = fields.Many2many(
        "ir.attachment",
        string="Files for the Customer",
        copy=False,
        help="The customer sees these, and no other files of the record.",
    )
    customer_key = fields.Char(
        compute="_compute_customer_key",
        groups=fields.NO_ACCESS,
        help="Opens the messages to the household's people.",
    )

    # === COMPUTE METHODS === #

    @api.depends_context("uid")
    def _compute_customer_key(self):
        own = self._search_own([("id", "in", self.ids)])
        for record in self:
            facts = (record._name, record.id, self.env.uid)
            record.customer_key = (
                hmac(self.env(su=True), "huifang_followup.customer", facts)
                if record in own
                else ""
            )

    # === WHO SEES WHAT === #

    @api.model
    def _get_shown_domain(self, household):
        """Return which records are shown to a household; each model says so.

        :param household: ``res.partner``, never empty
        """
        raise NotImplementedError()

    @api.model
    def _get_own_domain(self):
        """Return which records the household of the user may see, as of now.

        Staff have no household here: colleagues share the company's contact, and who
        did the work must not meet what is said of it.
        """
        user = self.env.user
        if not user._is_portal():
            return Domain.FALSE
        return Domain(self._get_shown_domain(user.commercial_partner_id))

    @api.model
    def _search_own(self, domain=(), **options):
        """Return records the household of the user may see, in elevated mode."""
        return self.sudo().search(self._get_own_domain() & Domain(domain), **options)

    @api.model
    def _count_own(self, domain=()):
        return self.sudo().search_count(self._get_own_domain() & Domain(domain))

    @api.model
    def _get_customer_filters(self):
        """Return what the list may be filtered by: code to label and domain.

        :rtype: dict[str, dict]
        """
        raise NotImplementedError()

    # === WHAT IS SHOWN === #

    def _get_customer_url(self):
        """Return the address of the record's page."""
        raise NotImplementedError()

    def _get_customer_state(self):
        """Return the code and the label of how it stands, in plain words."""
        raise NotImplementedError()

    def _prepare_customer_files(self):
        """Return name and address of each file for the customer."""
        return self._describe_files(self.public_attachment_ids)

    @api.model
    def _describe_files(self, files):
        """Return name and address of files that a customer may see.

        The address works without login for some weeks, as those in Odoo's messages.

        :param files: ``ir.attachment``
        """
        return [
            {
                "name": file.name,
                "url": f"/web/content/{file.id}?download=true"
                f"&access_token={file._get_raw_access_token()}",
            }
            for file in files
        ]

    @api.model
    def _sort_events(self, events):
        """Return those that happened, in the order of time.

        :param list events: pairs of moment, False where it did not happen, and text
        """
        return sorted((event for event in events if event[0]), key=lambda e: e[0])

    # === MESSAGES === #

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
