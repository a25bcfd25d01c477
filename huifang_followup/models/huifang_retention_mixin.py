from odoo import api, fields, models
from odoo.fields import Domain

from .anonymous_values import anonymous_values

# In this order: a ticket that names nobody any more may stay with its follow-ups.
RETAINED_MODELS = ("helpdesk.ticket", "huifang.followup", "huifang.rectification")
BATCH = 100


class HuifangRetentionMixin(models.AbstractModel):
    """Records that are kept for some months after they ended, then anonymised (I4).

    Figures stay; texts, files and links to contacts go, and with them the chatter. A
    legal hold stops it. A model says when its records have ended, and which are held;
    it is a queue as well, see ``huifang.queue.mixin``.
    """

    _name = "huifang.retention.mixin"
    _description = "Retention"
    _inherit = ["huifang.evidence.mixin"]

    # the company's setting that says for how many months
    _retention_field = None
    # texts that name nobody
    _kept_fields = ("name",)

    anonymised_date = fields.Datetime(string="Anonymised On", readonly=True, copy=False)

    @api.model
    def _has_field_access(self, field, operation):
        is_by_hand = operation == "write" and not self.env.su
        if field.name == "anonymised_date" and is_by_hand:
            return False
        return super()._has_field_access(field, operation)

    # === WHAT IS DUE === #

    @api.model
    def _get_ended_domain(self, before):
        """Return what had ended by a moment, with everything that belongs to it."""
        raise NotImplementedError()

    @api.model
    def _get_held_domain(self):
        """Return what a legal hold keeps: its own, the ticket's or the customer's."""
        raise NotImplementedError()

    def _filter_held(self):
        everything = self.sudo().with_context(active_test=False)
        held = everything.search(Domain("id", "in", self.ids) & self._get_held_domain())
        return self & held

    @api.model
    def _get_customer_domain(self, partner):
        """Return what is about customers, households with all their members.

        :param partner: ``res.partner``, may be empty
        """
        raise NotImplementedError()

    @api.model
    def _get_due_domain(self, moment, companies, is_held=False):
        """Return what has been kept long enough at a moment.

        :param companies: each with its own months
        :param bool is_held: what a hold keeps all the same, and nothing else
        """
        held = self._get_held_domain()
        ended = Domain.OR(
            Domain("company_id", "=", company.id)
            & self._get_ended_domain(
                fields.Datetime.subtract(moment, months=company[self._retention_field])
            )
            for company in companies
        )
        return (
            Domain("anonymised_date", "=", False) & ended & (held if is_held else ~held)
        )

    @api.model
    def _get_preview_domain(self, moment, companies, is_held=False):
        """Return what is due, with what goes along; see ``_get_due_domain``."""
        return self._get_due_domain(moment, companies, is_held)

    # === WORK === #

    @api.model
    def _anonymise_due(self):
        """Anonymise what is due in all companies; for a scheduled action."""
        companies = self.env["res.company"].search([(self._retention_field, ">", 0)])
        due = self._get_due_domain(fields.Datetime.now(), companies)
        with_archived = self.with_context(active_test=False)
        with_archived._process_queue(due, "_anonymise", BATCH)

    def _anonymise(self):
        """Take out of the records what may name a person. Twice does no harm."""
        records, now = self.sudo(), fields.Datetime.now()
        records.write({**self._get_anonymous_values(), "anonymised_date": now})
        records._forget_chatter()

    @api.model
    def _get_anonymous_values(self):
        """Return what a record is left with; see ``anonymous_values``."""
        return anonymous_values(self, self._kept_fields)
