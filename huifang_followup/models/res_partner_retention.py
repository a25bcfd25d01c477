from odoo import models
from odoo.fields import Domain

from ..const import SHEET_OPEN_STATES
from .huifang_retention_mixin import RETAINED_MODELS


class ResPartner(models.Model):
    """Customers whose data is kept for a dispute, or erased on request (I4)."""

    _name = "res.partner"
    _inherit = ["res.partner", "huifang.hold.mixin"]

    def _filter_held(self):
        """A hold on a household keeps its members, too."""
        return self.filtered(
            lambda partner: partner.sudo().legal_hold
            or partner.sudo().commercial_partner_id.legal_hold
        )

    def _get_hold_offices(self):
        return self.office_id | self.commercial_partner_id.office_id

    def _get_followup_records(self, company):
        """Return the tickets, follow-ups and rectifications that name customers.

        :param company: whose records
        :return: recordsets in elevated mode, in the order they are anonymised
        """
        self.check_access("write")
        own = Domain("company_id", "=", company.id)
        own &= Domain("anonymised_date", "=", False)
        for name in RETAINED_MODELS:
            model = self.env[name].sudo().with_context(active_test=False)
            yield model.search(own & model._get_customer_domain(self))

    def _list_erasure_obstacles(self, company):
        """Yield why the follow-up data of customers cannot be erased now.

        :param company: whose records
        """
        tickets, followups, rectifications = self._get_followup_records(company)
        all_tickets = tickets | followups.ticket_id | rectifications.ticket_id
        people = self._get_members() | self.sudo().commercial_partner_id
        people |= followups.partner_id | followups.household_id
        for holders in (people, all_tickets, followups):
            for holder in holders.filtered("legal_hold"):
                yield self.env._(
                    "%(record)s is on legal hold: %(reason)s",
                    record=holder.display_name,
                    reason=holder.legal_hold,
                )
        for unfinished in (
            tickets.filtered(lambda ticket: not ticket.stage_id.closed),
            rectifications.filtered(lambda r: not r.closed_date),
            followups.promise_ids.filtered(lambda promise: promise.state == "open"),
            tickets.sheet_ids.filtered(lambda s: s.state in SHEET_OPEN_STATES),
        ):
            for record in unfinished:
                yield self.env._("%s is still open.", record.display_name)

    def _forget_preferences(self):
        """Forget how customers liked to be asked, but not that they do not want to be.

        Whoever must not be contacted is not contacted after the erasure either.
        """
        self._get_members().write(
            {"preferred_channel": False, "contact_calendar_id": False}
        )

    def _get_members(self):
        """Return the customers with the members of their households."""
        everybody = self.sudo().with_context(active_test=False)
        return everybody.search([("id", "child_of", self.ids)])
