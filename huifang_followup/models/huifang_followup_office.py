from odoo import models

from .. import schedule


class HuifangFollowup(models.Model):
    """The clock, the contact hours and the language of the follow-up's office."""

    _inherit = "huifang.followup"

    def _get_tz(self):
        """Return the time zone that cuts this follow-up's periods (H10)."""
        self.ensure_one()
        return self.office_id._get_tz()

    def _in_office_language(self):
        """Return the records in the language of their office, for texts to be stored.

        That is the head's, or the company's where no office answers for them.
        """
        people = self.office_id.head_id or self.company_id.partner_id
        return self.with_context(lang=people[:1].lang or self.env.lang)

    def _get_day(self, moment):
        """Return the day of a moment on the office's clock, False without one (H10)."""
        return moment and schedule.local_date(moment, self._get_tz())

    def _is_first_open_day(self, moment):
        """Tell whether contact hours opened only after the deadline, on this day (B15).

        :param datetime moment: when the customer was asked
        """
        opening = self._get_day(self.quiet_until_date)
        return bool(opening) and self._get_day(moment) <= opening

    def _get_contact_calendar(self):
        """Return the hours in which this customer may be contacted (A4, A6)."""
        self.ensure_one()
        own = (self.partner_id | self.household_id).contact_calendar_id[:1]
        return own or self.office_id._get_contact_calendar()
