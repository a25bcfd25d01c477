from datetime import timedelta

from odoo import fields, models

from .. import schedule

# How far ahead contact hours are looked up.
HORIZON = timedelta(days=62)


class HuifangFollowup(models.Model):
    """How and when a follow-up is made: channel, moment, deadline (B10, B15)."""

    _inherit = "huifang.followup"

    def _assign_channels(self):
        """Choose a channel that reaches the customer; drop those none reaches."""
        by_channel = self.grouped(lambda followup: followup._choose_channel())
        for channel, followups in by_channel.items():
            followups.channel = channel
        unreached = by_channel.get(None, self.browse())
        unreached._set_dropped("no_address")
        return self - unreached

    def _choose_channel(self):
        """Return the customer's channel, the policy's, or one that works."""
        partner = self.partner_id
        wanted = [partner.preferred_channel, self.policy_id.channel]
        return self.env["huifang.channel"]._choose(
            [*filter(None, wanted), "email", "phone", "visit"], partner
        )

    def _assign_dates(self):
        """Set deadline and contact moment; quiet hours move only the latter (B15)."""
        now = fields.Datetime.now()
        starts = {followup: followup._get_start() for followup in self}
        failed = self.browse()
        for calendar, followups in self.grouped(
            lambda followup: followup._get_contact_calendar()
        ).items():
            moments = [starts[followup] for followup in followups]
            intervals = calendar._get_open_intervals(
                min(moments), max(*moments, now) + HORIZON
            )
            for followup in followups:
                if not followup._assign_moment(starts[followup], now, intervals):
                    failed += followup
        return self - failed

    def _get_start(self):
        """Return when the step starts; a later round is asked at once (E3)."""
        if self.rectification_id or not self.step_id:
            return self.closing_date
        return self.step_id._get_start(self.closing_date, self._get_tz())

    def _get_due_date(self, start):
        """Return the step's deadline, or the standard where it was deleted (A5)."""
        if self.step_id:
            return self.step_id._get_due_date(start, self._get_tz())
        return start + timedelta(hours=self.office_id._get_standards().standard_hours)

    def _assign_moment(self, start, now, intervals):
        """Set the dates of one record; return False where no contact hours follow."""
        planned = schedule.first_moment(intervals, max(start, now))
        if not planned:
            self._set_queue_error(
                self._in_office_language().env._(
                    "%s has no open hours in the next two months.",
                    self._get_contact_calendar().name,
                )
            )
            return False
        due = self._get_due_date(start)
        opening = schedule.first_moment(intervals, start)
        self.write(
            {
                "planned_date": planned,
                "due_date": due,
                "quiet_until_date": opening > due and opening,
            }
        )
        return True
