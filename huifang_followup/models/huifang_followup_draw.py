from collections import defaultdict
from datetime import timedelta

from odoo import fields, models

from .. import const, schedule
from .followup_lots import FollowupLots


class HuifangFollowup(models.Model):
    """Which of the planned contacts are really made: gap (B10) and draw (B14)."""

    _inherit = "huifang.followup"

    def _choose(self):
        """Drop what comes too soon after another contact, and what is not drawn.

        One after the other: only what is drawn keeps others away. The draw is among
        the tickets whose customer can be asked.
        """
        contacts = self._get_household_contacts()
        lots = FollowupLots(self)

        def get_reason(followup):
            if followup._is_too_soon(followup.planned_date, contacts):
                return "contact_gap"
            if not lots.draw(followup):
                return "not_drawn"
            contacts[followup.household_id].append(followup.planned_date)
            return None

        return self.sorted(_get_precedence)._drop_by_reason(get_reason)

    def _drop_overtaken(self):
        """Drop routine contacts that others have come before after all (B10).

        A complaint that came in since the planning was asked about at once, or a
        contact was not made on the day it was planned for.
        """
        now = fields.Datetime.now()
        contacts = defaultdict(list, self._get_contacts_made())

        def get_reason(followup):
            if followup._is_too_soon(now, contacts):
                return "contact_gap"
            contacts[followup.household_id].append(now)
            return None

        return self.sorted(_get_precedence)._drop_by_reason(get_reason)

    # === GAP === #

    def _is_too_soon(self, moment, contacts):
        """Tell whether a routine contact would come too near another one (B10).

        :param datetime moment: when this contact would be made
        :param dict contacts: moments of each household's contacts
        """
        if self.kind in const.KINDS_WITHOUT_GAP:
            return False
        return schedule.is_within_gap(
            self._get_day(moment),
            map(self._get_day, contacts[self.household_id]),
            self.company_id.followup_gap_days,
        )

    def _get_household_contacts(self):
        """Return the moments of each household's other contacts, made or planned.

        :rtype: dict[res.partner, list[datetime]]
        """
        planned = self._read_group(
            [
                ("household_id", "in", self.household_id.ids),
                ("planned_date", ">=", self._get_gap_horizon()),
                ("state", "in", const.FOLLOWUP_PENDING_STATES),
            ],
            ["household_id"],
            ["planned_date:array_agg"],
        )
        contacts = defaultdict(list)
        for household, moments in [*planned, *self._get_contacts_made()]:
            contacts[household] += moments
        return contacts

    def _get_contacts_made(self):
        """Return (household, moments) of the contacts made for other follow-ups."""
        return self.env["huifang.followup.attempt"]._read_group(
            [
                ("followup_id.household_id", "in", self.household_id.ids),
                ("followup_id", "not in", self.ids),
                ("date", ">=", self._get_gap_horizon()),
            ],
            ["followup_id.household_id"],
            ["date:array_agg"],
        )

    def _get_gap_horizon(self):
        """Return the earliest moment that can matter for the gap of any record."""
        days = max(self.company_id.mapped("followup_gap_days"), default=0)
        dates = self.mapped("planned_date") or [fields.Datetime.now()]
        return min(dates) - timedelta(days=days + 1)

    # === DRAW === #

    def _get_stratum(self):
        """Return (policy, office, function, month of the closing on the spot)."""
        month = schedule.month_of(self._get_day(self.closing_date))
        return self.policy_id, self.office_id, self.function_id, month

    def _get_closing(self):
        """Return the key of the closing, the same for all steps of a cycle (B5)."""
        return self.ticket_id, self.closing_number

    def _get_drawn_steps(self):
        """Return a step that went into the draw, for each closing that has one.

        :rtype: dict[tuple, huifang.followup]
        """
        later = self.filtered(lambda followup: followup.step_number > 1)
        steps = self.search_fetch(
            [("ticket_id", "in", later.ticket_id.ids), ("draw_id", "!=", False)],
            ["ticket_id", "closing_number", "draw_id", "is_drawn"],
        )
        return {step._get_closing(): step for step in steps}

    def _get_complained_before(self):
        """Return the records whose household complained before this ticket (B14)."""
        complaints = self.env["helpdesk.ticket"].search_fetch(
            [
                ("commercial_partner_id", "in", self.household_id.ids),
                ("feedback_type", "=", "complaint"),
            ],
            ["commercial_partner_id"],
        )
        earlier = complaints.grouped("commercial_partner_id")
        return self.filtered(
            lambda f: any(
                ticket.id < f.ticket_id.id for ticket in earlier.get(f.household_id, ())
            )
        )


def _get_precedence(followup):
    """Return what sorts a batch: what must be asked however recently goes first."""
    return followup.kind not in const.KINDS_WITHOUT_GAP, followup.id
