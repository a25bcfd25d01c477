from odoo import api, fields, models
from odoo.fields import Domain

from .huifang_hold_mixin import HELD


class HelpdeskTicket(models.Model):
    """How long complaint papers are kept (I4).

    Only complaints that were followed up: all other tickets are the helpdesk's own.
    """

    _name = "helpdesk.ticket"
    _inherit = [
        "helpdesk.ticket",
        "huifang.retention.mixin",
        "huifang.hold.mixin",
        "huifang.queue.mixin",
    ]

    _retention_field = "retention_complaint_months"
    _kept_fields = ("number",)

    # nothing here for people to write
    queue_error = fields.Text(groups=fields.NO_ACCESS)
    queue_retry_date = fields.Datetime(groups=fields.NO_ACCESS)
    had_followups = fields.Boolean(
        string="Followed Up Before",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Was followed up; what is left of that no longer leads here.",
    )
    rectification_ids = fields.One2many(
        "huifang.rectification", "ticket_id", groups=fields.NO_ACCESS
    )

    # === WHAT IS DUE === #

    @api.model
    def _get_paper_domain(self):
        """Return the complaints that were followed up."""
        followed_up = Domain("followup_ids", "!=", False)
        followed_up |= Domain("had_followups", "=", True)
        return Domain("feedback_type", "=", "complaint") & followed_up

    @api.model
    def _get_open_domain(self):
        """Return tickets about which something is still to be done."""
        return (
            Domain("stage_id.closed", "=", False)
            | Domain("followup_ids", "any", [("ended_date", "=", False)])
            | Domain("rectification_ids", "any", [("closed_date", "=", False)])
        )

    @api.model
    def _get_ended_domain(self, before):
        """Return the complaints that had been closed for the last time by a moment.

        A ticket that was imported closed has no date of closing. One that was closed
        by a change of its team keeps an earlier one: the follow-up knows better.
        """
        undated = Domain("closed_date", "=", False)
        undated &= Domain("last_stage_update", "<=", before)
        return (
            self._get_paper_domain()
            & ~self._get_open_domain()
            & (Domain("closed_date", "<=", before) | undated)
            & Domain("followup_ids", "not any", [("closing_date", ">", before)])
        )

    @api.model
    def _get_held_domain(self):
        return Domain.OR(
            [
                HELD,
                [("partner_id", "any", HELD)],
                [("commercial_partner_id", "any", HELD)],
                [("followup_ids", "any", HELD)],
            ]
        )

    @api.model
    def _get_customer_domain(self, partner):
        return self._get_paper_domain() & (
            Domain("partner_id", "child_of", partner.ids)
            | Domain("commercial_partner_id", "child_of", partner.ids)
        )

    def _get_hold_offices(self):
        return self._get_followup_office() | self.followup_ids.office_id

    # === WORK === #

    @api.model
    def _get_anonymous_values(self):
        """Why a complaint was not valid is forgotten, not that it had a reason."""
        return {**super()._get_anonymous_values(), "invalid_reason": "–"}

    def _let_go(self, followups):
        """Cut the way from anonymised follow-ups to tickets that still name somebody.

        The tickets remember that they were followed up, and count as such (B13).
        """
        naming = self.filtered(lambda ticket: not ticket.anonymised_date)
        naming.had_followups = True
        followups.filtered(lambda f: f.ticket_id in naming).ticket_id = False
