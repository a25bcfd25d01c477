"""The result is on record by the end of the next working day (C5)."""

from datetime import datetime, timedelta

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import freeze_time
from odoo.tools.safe_eval import safe_eval

from .common import NOW, HuifangCommon

# Wednesday's visit must be on record by Thursday 17:00 in Shanghai, when work ends.
THURSDAY_END = datetime(2026, 3, 5, 9, 0)


@freeze_time(NOW)
class TestRecordingInTime(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.household.preferred_channel = "visit"
        cls.office.working_calendar_id = cls.create_calendar("Asia/Shanghai")

    @classmethod
    def create_calendar(cls, tz):
        """Return working hours from 8 to 12 and 13 to 17, Monday to Friday."""
        return cls.env["resource.calendar"].create({"name": "Office hours", "tz": tz})

    def visit(self, recorded, **values):
        """Return a follow-up whose customer is visited and which is recorded then."""
        followup = self.plan_ticket()
        record = followup.with_user(followup.user_id)
        record.action_start()
        record.write({"contact_date": NOW, **values})
        with freeze_time(recorded):
            self.answer_by_staff(followup)
        return followup

    def test_at_the_end_of_the_next_working_day_it_is_in_time(self):
        followup = self.visit(THURSDAY_END)
        self.assertEqual(followup.record_deadline, THURSDAY_END)
        self.assertFalse(followup.is_recorded_late)

    def test_a_second_later_it_is_late(self):
        followup = self.visit(THURSDAY_END + timedelta(seconds=1))
        self.assertTrue(followup.is_recorded_late)

    def test_weekend_and_holiday_do_not_count(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.office.working_calendar_id.id,
                "date_from": "2026-03-05 00:00:00",
                "date_to": "2026-03-06 15:00:00",
            }
        )
        followup = self.visit(NOW)
        self.assertEqual(followup.record_deadline, datetime(2026, 3, 9, 9, 0))

    def test_the_day_ends_on_the_offices_clock(self):
        self.office.working_calendar_id = self.create_calendar("America/New_York")
        # Tuesday 21:30 in New York: the next working day is the Wednesday there
        self.assertEqual(self.visit(NOW).record_deadline, datetime(2026, 3, 4, 22, 0))

    def test_what_is_typed_in_during_the_call_is_never_late(self):
        followup = self.answer_by_staff(self.plan_ticket())
        self.assertEqual(followup.contact_date, NOW)
        self.assertFalse(followup.is_recorded_late)

    def test_an_appointment_counts_as_the_visit(self):
        followup = self.plan_ticket()
        agreed = NOW + timedelta(hours=1)
        self.env["huifang.followup.appointment"].with_user(followup.user_id).create(
            {"followup_id": followup.id, "date": agreed}
        )
        self.assertEqual(followup.record_deadline, THURSDAY_END)
        with freeze_time(THURSDAY_END + timedelta(minutes=1)):
            late = self.env["huifang.followup"].search(self.get_late_domain())
            self.answer_by_staff(followup)
        self.assertEqual(late, followup)
        self.assertEqual(followup.contact_date, agreed)
        self.assertTrue(followup.is_recorded_late)

    def test_what_the_customer_sends_needs_no_recording(self):
        followup = self.plan_ticket()
        self.env["huifang.followup.appointment"].create(
            {"followup_id": followup.id, "date": NOW + timedelta(hours=1)}
        )
        with freeze_time(NOW + timedelta(days=5)):
            self.answer_by_customer(followup)
        self.assertFalse(followup.is_recorded_late)

    def test_nobody_was_asked_in_the_future_or_before_the_closing(self):
        for moment in (NOW + timedelta(days=1), NOW - timedelta(days=1)):
            with self.subTest(moment), self.assertRaisesRegex(UserError, "asked"):
                self.visit(NOW, contact_date=moment)

    def get_late_domain(self):
        """Return the domain of the list's filter."""
        arch = self.env["huifang.followup"].get_view(view_type="search")["arch"]
        [late] = etree.fromstring(arch).xpath("//filter[@name='recorded_late']")
        return safe_eval(late.get("domain"))
