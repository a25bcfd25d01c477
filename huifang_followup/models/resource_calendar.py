from datetime import UTC, timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from .. import schedule


class ResourceCalendar(models.Model):
    """Contact hours (A6): attendances less the public holidays."""

    _inherit = "resource.calendar"

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
