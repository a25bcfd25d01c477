from datetime import UTC, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import schedule


class ResourceCalendar(models.Model):
    """Contact hours (A6): attendances less the public holidays."""

    _inherit = "resource.calendar"

    is_customer_choice = fields.Boolean(
        string="Customers May Choose It",
        help="Offered to customers on their own pages as hours in which to be "
        "contacted.",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_contact_hours(self):
        """Keep the hours in which somebody is contacted, those by default included."""
        default = self.env.ref(
            "huifang_followup.resource_calendar_contact", raise_if_not_found=False
        )
        for calendar in self:
            if calendar == default or calendar._is_contact_calendar():
                raise UserError(
                    self.env._(
                        "%s are hours in which customers are contacted. Change or "
                        "archive them instead of deleting them.",
                        calendar.name,
                    )
                )

    def _is_contact_calendar(self):
        """Tell whether these are somebody's contact hours."""
        return any(
            self.env[model]
            .sudo()
            .with_context(active_test=False)
            .search_count([(field_name, "in", self.ids)], limit=1)
            for model, field_name in (
                ("res.company", "followup_contact_calendar_id"),
                ("huifang.office", "contact_calendar_id"),
                ("res.partner", "contact_calendar_id"),
            )
        )

    def _get_open_intervals(self, start, end):
        """Return the open hours between two moments.

        :param datetime start: naive, UTC
        :param datetime end: naive, UTC
        :return: sorted, disjoint (start, end) pairs, naive, UTC
        """
        self.ensure_one()
        intervals = self._work_intervals_batch(
            start.replace(tzinfo=UTC) - timedelta(days=1), end.replace(tzinfo=UTC)
        )[False]
        return [
            (schedule.to_utc(opening), schedule.to_utc(closing))
            for opening, closing, _attendance in intervals
        ]

    def _get_first_open_moment(self, moment):
        """Return the first open moment, not before the given one.

        :raises UserError: where no hours are open in the two months after it
        """
        end = fields.Datetime.add(moment, months=2)
        found = schedule.first_moment(self._get_open_intervals(moment, end), moment)
        if not found:
            raise UserError(
                self.env._("%s has no open hours in the next two months.", self.name)
            )
        return found

    def _is_open(self, moment):
        """Tell whether a moment lies inside these hours."""
        soon = moment + timedelta(minutes=1)
        intervals = self._get_open_intervals(moment, soon)
        return any(opening <= moment < closing for opening, closing in intervals)

    def _get_working_day_end(self, moment, days):
        """Return when work ends on the n-th working day after a moment (F2).

        Hours that are never open must not keep anybody from writing in: without any,
        calendar days count.

        :param datetime moment: naive, UTC
        :param int days: at least 1
        """
        self.ensure_one()
        end = fields.Datetime.add(moment, months=2, weeks=days)
        intervals = self._get_open_intervals(moment, end)
        return schedule.working_day_end(
            intervals, moment, days, self.tz
        ) or schedule.add(moment, days, "days", self.tz)
