from odoo import api, fields, models
from odoo.fields import Domain

from .. import const, schedule, scoring


class HuifangOffice(models.Model):
    """What an office's card shows: open, overdue, and this month's satisfaction."""

    _inherit = "huifang.office"

    is_visible = fields.Boolean(
        string="Figures Visible to Me",
        compute="_compute_is_visible",
        search="_search_is_visible",
    )
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

    @api.depends("head_id", "dispatcher_ids", "function_ids.supervisor_id")
    @api.depends_context("uid")
    def _compute_is_visible(self):
        visible = self.filtered_domain(self._get_visible_domain())
        for office in self:
            office.is_visible = office in visible

    @api.model
    def _search_is_visible(self, operator, value):
        return self._get_visible_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_visible_domain(self):
        """Return the offices with something to see for the user (I1)."""
        user = self.env.user
        if user.has_groups(const.SEES_COMPANY):
            return Domain.TRUE
        offices, functions = user._get_followup_scope()
        return Domain("id", "in", offices) | Domain("function_ids", "in", functions)

    def _compute_open_counts(self):
        domain = [
            ("office_id", "in", self.ids),
            ("state", "in", const.FOLLOWUP_OPEN_STATES),
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
        self.month_ballots, self.month_rate_text = 0, "–"
        for tz, offices in self.grouped(lambda office: office._get_tz()).items():
            today = schedule.local_date(fields.Datetime.now(), tz)
            for office, ballots, *counts in self.env[
                "huifang.rating.report"
            ]._read_group(
                [
                    ("office_id", "in", offices.ids),
                    ("aspect_id.is_overall", "=", True),
                    ("pass_kind", "=", "first"),
                    ("date", ">=", schedule.month_of(today)),
                ],
                ["office_id"],
                [
                    "returned:sum",
                    "satisfied:sum",
                    "fair:sum",
                    "unsatisfied:sum",
                    "blank:sum",
                ],
            ):
                rate = scoring.rate(*counts)
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
