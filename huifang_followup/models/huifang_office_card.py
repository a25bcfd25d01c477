from odoo import api, fields, models

from .. import schedule, scoring
from ..const import FOLLOWUP_OPEN_STATES


class HuifangOffice(models.Model):
    """What an office's card shows: open, overdue, and this month's satisfaction."""

    _inherit = "huifang.office"

    open_count = fields.Integer(compute="_compute_open_counts")
    overdue_count = fields.Integer(compute="_compute_open_counts")
    month_ballots = fields.Integer(
        string="Ballots This Month", compute="_compute_month_rate"
    )
    month_rate_text = fields.Char(
        string="Satisfaction This Month",
        compute="_compute_month_rate",
        help="Overall evaluation of the first pass; a dash while nothing is returned.",
    )

    def _compute_open_counts(self):
        domain = [
            ("office_id", "in", self.ids),
            ("state", "in", FOLLOWUP_OPEN_STATES),
        ]
        overdue = [*domain, ("due_date", "<", fields.Datetime.now())]
        open_counts = self._count_followups(domain)
        overdue_counts = self._count_followups(overdue)
        for office in self:
            office.open_count = open_counts.get(office, 0)
            office.overdue_count = overdue_counts.get(office, 0)

    @api.model
    def _count_followups(self, domain):
        """Return the follow-ups per office."""
        return dict(
            self.env["huifang.followup"]._read_group(domain, ["office_id"], ["__count"])
        )

    def _compute_month_rate(self):
        for office in self:
            today = schedule.local_date(fields.Datetime.now(), office._get_tz())
            [(ballots, *counts)] = self.env["huifang.rating.report"]._read_group(
                [
                    ("office_id", "=", office.id),
                    ("aspect_id.is_overall", "=", True),
                    ("pass_kind", "=", "first"),
                    ("date", ">=", schedule.month_of(today)),
                ],
                aggregates=[
                    "returned:sum",
                    "satisfied:sum",
                    "fair:sum",
                    "unsatisfied:sum",
                    "blank:sum",
                ],
            )
            rate = scoring.rate(*(count or 0 for count in counts))
            office.month_ballots = ballots
            office.month_rate_text = "–" if rate is None else f"{rate:.1f} %"

    def action_open_followups(self):
        """Open the office's follow-ups; the context may name a filter."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.huifang_followup_action"
            ),
            "domain": [("office_id", "=", self.id)],
            "context": {
                key: value
                for key, value in self.env.context.items()
                if key.startswith("search_default_")
            },
        }
