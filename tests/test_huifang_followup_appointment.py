"""Time and place are agreed with the customer; moving them leaves a trace (B9)."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from .common import NOW, HuifangCommon

# Thursday 10:00, Friday 16:00 and Sunday 20:00 in Shanghai.
THURSDAY = datetime(2026, 3, 5, 2, 0)
FRIDAY = datetime(2026, 3, 6, 8, 0)
SUNDAY_EVENING = datetime(2026, 3, 8, 12, 0)


@freeze_time(NOW)
class TestHuifangFollowupAppointment(HuifangCommon):
    def setUp(self):
        super().setUp()
        self.company.followup_gap_days = 0
        self.household.preferred_channel = "visit"
        self.followup = self.plan_ticket()

    def agree(self, date=THURSDAY, followup=None, user=None, **values):
        """Return an appointment made by the surveyor, or by somebody else."""
        followup = followup or self.followup
        appointments = self.env["huifang.followup.appointment"]
        return appointments.with_user(user or followup.user_id).create(
            {"followup_id": followup.id, "date": date, "place": "Gate 3", **values}
        )

    # === MAKING IT === #

    def test_the_planned_moment_and_the_task_follow_it(self):
        self.agree(FRIDAY)
        self.assertEqual(self.followup.planned_date, FRIDAY)
        self.assertEqual(self.followup.appointment_place, "Gate 3")
        self.assertEqual(self.followup.activity_ids.date_deadline, FRIDAY.date())

    def test_it_says_who_made_it_and_when(self):
        appointment = self.agree()
        self.assertEqual(
            (appointment.signer_id, appointment.signed_date),
            (self.followup.user_id, NOW),
        )

    def test_a_person_asks_from_now_on_where_a_mail_would_have_been_sent(self):
        self.household.preferred_channel = "email"
        followup = self.plan_ticket()
        self.agree(followup=followup)
        with freeze_time(THURSDAY):
            self.run_cron("contact")
        self.assertEqual(followup.channel, "phone")
        self.assertFalse(followup.attempt_ids)

    def test_who_was_sent_a_link_is_not_reminded_of_it_any_more(self):
        self.household.preferred_channel = "email"
        followup = self.contact_ticket()
        self.agree(followup=followup)
        self.assertFalse(followup.reminder_date)
        self.assertEqual(followup._get_link_state(), "open")

    def test_the_customer_may_wish_for_an_hour_outside_contact_hours(self):
        self.assertFalse(self.agree().is_outside_hours)
        appointment = self.agree(SUNDAY_EVENING, reason="Works all week.")
        self.assertTrue(appointment.is_outside_hours)
        with freeze_time(SUNDAY_EVENING):
            self.run_cron("contact")
        self.assertEqual(self.followup.planned_date, SUNDAY_EVENING)

    def test_the_dialogue_says_so_before_it_is_agreed(self):
        form = Form(
            self.env["huifang.followup.appointment"].with_context(
                default_followup_id=self.followup.id
            )
        )
        form.date = SUNDAY_EVENING
        self.assertTrue(form.is_outside_hours)

    def test_it_lies_in_the_future(self):
        for moment in (NOW, NOW - timedelta(minutes=1)):
            with self.assertRaisesRegex(UserError, "future"):
                self.agree(moment)

    def test_there_is_none_about_what_has_been_answered(self):
        self.answer_by_staff(self.followup)
        with self.assertRaisesRegex(UserError, "no longer open"):
            self.agree()

    def test_whoever_did_the_work_makes_none(self):
        self.office.dispatcher_ids += self.handler
        with self.assertRaises(AccessError):
            self.agree(user=self.handler)

    def test_only_the_offices_people_make_one(self):
        with self.assertRaises(AccessError):
            self.agree(user=self.reviewer)

    # === MOVING IT === #

    def test_moving_it_keeps_the_earlier_one(self):
        first = self.agree(THURSDAY)
        second = self.agree(FRIDAY, reason="She is ill.")
        self.assertEqual(self.followup.appointment_ids, second | first)
        self.assertEqual(self.followup.appointment_id, second)
        self.assertEqual((first.is_valid, second.is_valid), (False, True))
        self.assertEqual(self.followup.planned_date, FRIDAY)

    def test_moving_it_asks_for_the_reason(self):
        self.agree()
        for reason in (False, " "):
            with self.assertRaisesRegex(UserError, "why the appointment is moved"):
                self.agree(FRIDAY, reason=reason)

    def test_nobody_changes_or_deletes_one(self):
        appointment = self.agree().with_user(self.head)
        for change in (lambda: appointment.write({"date": FRIDAY}), appointment.unlink):
            with self.assertRaises(AccessError):
                change()

    def test_it_is_not_moved_by_dragging_it_in_the_calendar(self):
        self.agree()
        record = self.followup.with_user(self.followup.user_id)
        with self.assertRaisesRegex(UserError, "Move the appointment"):
            record.planned_date = FRIDAY

    def test_when_it_has_gone_by_the_next_try_is_planned_freely(self):
        self.agree()
        with freeze_time(FRIDAY):
            record = self.followup.with_user(self.followup.user_id)
            record.planned_date = SUNDAY_EVENING
        self.assertEqual(record.planned_date, SUNDAY_EVENING)

    # === PUT OFF ON THE PHONE === #

    def put_off(self, outcome="postponed", **values):
        dialogue = self.env["huifang.followup.log.attempt"]
        dialogue = dialogue.with_user(self.followup.user_id).create(
            {
                "followup_id": self.followup.id,
                "outcome": outcome,
                "next_date": THURSDAY,
                **values,
            }
        )
        dialogue.action_log()

    def test_what_the_customer_puts_off_becomes_an_appointment(self):
        self.put_off(place="At the clinic")
        self.assertEqual(self.followup.appointment_id.place, "At the clinic")
        self.assertEqual(self.followup.attempt_ids.outcome, "postponed")

    def test_what_is_put_off_again_says_why(self):
        self.agree()
        self.put_off(next_date=FRIDAY, note="Still ill.")
        self.assertEqual(self.followup.appointment_id.reason, "Still ill.")

    def test_another_try_is_no_appointment(self):
        self.put_off("no_answer")
        self.assertFalse(self.followup.appointment_ids)
        self.assertEqual(self.followup.planned_date, THURSDAY)
