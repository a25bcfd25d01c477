from collections import defaultdict
from datetime import timedelta

from odoo import fields, models

from .. import const, schedule


class HuifangFollowup(models.Model):
    """Which of the planned contacts are really made: gap (B10) and draw (B14)."""

    _inherit = "huifang.followup"

    def _drop_near_contacts(self):
        """Drop routine contacts too near another one of the household (B10)."""
        bound = self.filtered(lambda f: f.kind not in const.KINDS_WITHOUT_GAP)
        others = bound._get_household_contacts()
        for followup in self - bound:
            others[followup.household_id].append(followup.planned_date)
        near = self.browse()
        for followup in bound.sorted("id"):
            contacts = others[followup.household_id]
            gap_days = followup.company_id.followup_gap_days
            if schedule.is_within_gap(followup.planned_date, contacts, gap_days):
                near += followup
            else:
                contacts.append(followup.planned_date)
        near._set_dropped("contact_gap")
        return self - near

    def _get_household_contacts(self):
        """Return the moments of each household's other contacts.

        What was dropped counts where the customer had been contacted before.

        :rtype: dict[res.partner, list[datetime]]
        """
        contacts = defaultdict(list)
        for household, moments in self._read_group(
            [
                ("household_id", "in", self.household_id.ids),
                ("planned_date", ">=", self._get_gap_horizon()),
                "|",
                ("state", "in", const.FOLLOWUP_CONTACT_STATES),
                ("attempt_ids", "!=", False),
            ],
            ["household_id"],
            ["planned_date:array_agg"],
        ):
            contacts[household] += moments
        return contacts

    def _get_gap_horizon(self):
        """Return the earliest moment that can matter for the gap of any record."""
        days = max(self.company_id.mapped("followup_gap_days"), default=0)
        dates = self.mapped("planned_date") or [fields.Datetime.now()]
        return min(dates) - timedelta(days=days)

    def _draw(self):
        """Draw the policy's share (B14); drop what is not drawn.

        Later rounds are always made, later steps where the first one was drawn.
        Households that complained before are drawn in addition to the share.
        """
        undrawn = self.filtered(lambda f: not f.rectification_id and not f.draw_id)
        to_draw = undrawn - undrawn._follow_first_step()
        complained = to_draw._get_complained_before()
        strata = to_draw.sorted("id").grouped(lambda followup: followup._get_stratum())
        for stratum, followups in strata.items():
            draw = self.env["huifang.draw"]._get_or_create(*stratum)
            results = draw._take([followup in complained for followup in followups])
            for followup, (number, drawn) in zip(followups, results, strict=True):
                followup.write(
                    {"draw_id": draw.id, "draw_number": number, "is_drawn": drawn}
                )
        not_drawn = undrawn.filtered(lambda f: not f.is_drawn)
        not_drawn._set_dropped("not_drawn")
        return self - not_drawn

    def _follow_first_step(self):
        """Have later steps take over the draw of their closing's first step (B5).

        Otherwise each step of a cycle would ask other customers.

        :return: the records that took it over
        """
        taken = self.browse()
        for followup in self.filtered(lambda f: f.step_number > 1):
            first = self.search(
                [
                    ("ticket_id", "=", followup.ticket_id.id),
                    ("closing_number", "=", followup.closing_number),
                    ("step_number", "=", 1),
                    ("draw_id", "!=", False),
                ],
                limit=1,
            )
            if first:
                followup.write(
                    {"draw_id": first.draw_id.id, "is_drawn": first.is_drawn}
                )
                taken += followup
        return taken

    def _get_stratum(self):
        """Return (policy, office, function, month of the closing on the spot)."""
        day = schedule.local_date(self.closing_date, self._get_tz())
        return self.policy_id, self.office_id, self.function_id, schedule.month_of(day)

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
