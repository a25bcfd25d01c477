from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import hmac


class HuifangCustomerMixin(models.AbstractModel):
    """What a household follows on pages of its own, without access to the model (D6).

    A page asks for a record by its number. It is found where the household of whoever
    is logged in may see it, in elevated mode, and only chosen values are shown. So no
    customer reads anything here over RPC. The messages open with a key that only the
    household's people have, and only as long as they belong to it.
    """

    _name = "huifang.customer.mixin"
    _description = "Shown to the Household"
    _inherit = ["huifang.confidential.mixin"]
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

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._adopt_files()
        return records

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(self._get_file_fields()):
            self._adopt_files()
        return result

    @api.model
    def _get_file_fields(self):
        """Return the names of the fields that hold files, whoever added them."""
        return [
            name
            for name, field in self._fields.items()
            if field.type == "many2many" and field.comodel_name == "ir.attachment"
        ]

    def _adopt_files(self):
        """Attach files uploaded before their record was saved.

        Else they would be their uploader's only, and outlive the record's own (I4).
        """
        for record in self.sudo():
            for name in self._get_file_fields():
                loose = record[name].filtered(lambda file: not file.res_id)
                loose.write({"res_model": record._name, "res_id": record.id})

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
