"""What people may do with a follow-up under way (C1, C2, C12)."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW, HuifangCommon

# 23:00 in Shanghai.
NIGHT = datetime(2026, 3, 4, 15, 0)


@freeze_time(NOW)
class TestConflictOfInterest(HuifangCommon):
    """The handler of the ticket is one of the office's dispatchers."""

    def setUp(self):
        super().setUp()
        self.office.dispatcher_ids += self.handler
        self.household.preferred_channel = "phone"
        self.followup = self.contact_ticket().with_user(self.handler)

    def test_the_handler_does_not_put_the_question_off(self):
        with self.assertRaises(AccessError):
            self.followup.planned_date = NOW + timedelta(days=9999)

    def test_the_handler_does_not_answer_for_the_customer(self):
        with self.assertRaises(AccessError):
            self.followup.write({"is_resolved": "yes", "opinion": "Marvellous."})

    def test_the_handler_does_not_rate(self):
        with self.assertRaises(AccessError):
            self.followup.line_ids.level = "satisfied"

    def test_the_handler_does_not_pass_it_to_a_friend(self):
        with self.assertRaises(AccessError):
            self.followup.user_id = self.dispatcher_two

    def test_the_handler_may_still_leave_a_note(self):
        self.followup.message_post(body="Ring the upper bell.")
        self.assertIn("upper bell", self.followup.message_ids[0].body)


@freeze_time(NOW)
class TestReviewOpinion(HuifangCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.answer_by_staff(self.plan_ticket())

    def test_a_dispatcher_does_not_write_the_superiors_opinion(self):
        with self.assertRaises(AccessError):
            self.followup.with_user(self.dispatcher).review_opinion = "Well done me."

    def test_a_superior_writes_it_before_the_review(self):
        self.followup.with_user(self.head).review_opinion = "Well asked."
        self.assertEqual(self.followup.review_opinion, "Well asked.")

    def test_after_the_review_it_stands(self):
        self.followup.with_user(self.head).action_review()
        with self.assertRaises(AccessError):
            self.followup.with_user(self.head).review_opinion = "Or not."


@freeze_time(NOW)
class TestTakingOver(HuifangCommon):
    def take_over(self, followup):
        """Return the follow-up in the hands of its surveyor."""
        record = followup.with_user(followup.user_id)
        record.action_start()
        return record

    def test_who_calls_before_the_mail_is_sent_stops_the_mail(self):
        record = self.take_over(self.plan_ticket())
        self.assertEqual((record.state, record.channel), ("in_progress", "phone"))
        self.run_cron("contact")
        self.assertFalse(record.attempt_ids)

    def test_what_is_taken_over_stays_on_the_surveyors_list(self):
        record = self.take_over(self.plan_ticket())
        self.assertEqual(record.activity_ids.user_id, record.user_id)

    def test_a_call_about_a_mail_counts_as_a_call(self):
        followup = self.answer_by_staff(self.contact_ticket())
        self.assertEqual(followup.channel, "phone")
        self.assertEqual(followup.attempt_ids.sorted("id")[-1].channel, "phone")

    def test_a_visit_stays_a_visit(self):
        self.household.preferred_channel = "visit"
        self.assertEqual(self.answer_by_staff(self.plan_ticket()).channel, "visit")

    def test_a_visit_is_not_finished_without_the_customers_signature(self):
        self.household.preferred_channel = "visit"
        followup = self.plan_ticket()
        with self.assertRaisesRegex(UserError, "sign"):
            self.answer_by_staff(followup, signature=False)
        self.answer_by_staff(followup)
        self.assertTrue(followup.signature)

    def test_a_call_needs_no_signature(self):
        followup = self.answer_by_staff(self.plan_ticket(), signature=False)
        self.assertEqual((followup.channel, followup.state), ("phone", "done"))

    def test_a_signature_stands_once_given(self):
        self.household.preferred_channel = "visit"
        followup = self.answer_by_staff(self.plan_ticket())
        with self.assertRaises(AccessError):
            followup.with_user(self.head).signature = False

    def test_the_overall_evaluation_is_asked_by_staff_as_well(self):
        record = self.take_over(self.plan_ticket())
        record.line_ids[0].level = "satisfied"
        record.is_resolved = "yes"
        self.assertFalse(record.line_ids[0].aspect_id.is_overall)
        with self.assertRaises(UserError):
            record.action_done()


@freeze_time(NOW)
class TestChangingTheChannel(HuifangCommon):
    def call(self, **values):
        """Return a phone follow-up as its surveyor sees it."""
        self.household.preferred_channel = "phone"
        followup = self.contact_ticket(**values)
        return followup.with_user(followup.user_id)

    def test_a_customer_who_wants_a_message_gets_a_link(self):
        record = self.call()
        record.channel = "message"
        self.assertTrue(record.answer_url)
        self.assertTrue(record.answer_qr)
        self.assertEqual(len(record.activity_ids), 1)

    def test_a_customer_who_wants_a_mail_gets_one_and_the_task_is_gone(self):
        record = self.call()
        record.channel = "email"
        self.run_cron("contact")
        self.assertEqual(record.attempt_ids.mapped("outcome"), ["sent"])
        self.assertFalse(record.activity_ids)

    def test_no_mail_is_sent_at_night_because_somebody_wants_it_so(self):
        record = self.call()
        with freeze_time(NIGHT):
            record.channel = "email"
            self.run_cron("contact")
        self.assertFalse(record.attempt_ids)
        with freeze_time(record.planned_date):
            self.run_cron("contact")
        self.assertEqual(record.attempt_ids.mapped("outcome"), ["sent"])

    def test_changing_to_and_fro_sends_no_heap_of_mails(self):
        record = self.call()
        for channel in ("email", "phone", "email", "phone", "email"):
            record.channel = channel
            self.run_cron("contact")
        self.assertEqual(record.attempt_ids.mapped("outcome"), ["sent"])

    def test_a_mail_that_became_a_call_does_not_expire(self):
        followup = self.contact_ticket()
        followup.with_user(followup.user_id).channel = "phone"
        with freeze_time(NOW + timedelta(days=15)):
            self.run_cron("expire")
        self.assertEqual(followup.state, "in_progress")

    def test_who_is_called_instead_gets_no_reminder(self):
        followup = self.contact_ticket()
        followup.with_user(followup.user_id).channel = "phone"
        self.assertFalse(followup.reminder_date)
        self.assertEqual(len(followup.activity_ids), 1)

    def test_a_way_that_does_not_reach_the_customer_is_refused(self):
        record = self.call()
        self.household.email = False
        with self.assertRaises(UserError):
            record.channel = "email"

    def test_an_address_lost_since_the_planning_becomes_a_call(self):
        followup = self.plan_ticket()
        self.household.email = False
        followup._contact()
        self.assertEqual((followup.state, followup.channel), ("in_progress", "phone"))


@freeze_time(NOW)
class TestWhoLeaves(HuifangCommon):
    def leave(self, followup):
        """Run the scheduled action after the surveyor has left the company."""
        person = followup.user_id
        person.active = False
        self.run_cron("contact")
        return person

    def setUp(self):
        super().setUp()
        self.household.preferred_channel = "phone"

    def test_planned_work_goes_to_somebody_who_is_there(self):
        followup = self.plan_ticket()
        person = self.leave(followup)
        self.assertNotEqual(followup.user_id, person)
        self.assertEqual(followup.activity_ids.user_id, followup.user_id)

    def test_work_under_way_goes_with_its_task(self):
        followup = self.contact_ticket()
        person = self.leave(followup)
        self.assertNotEqual(followup.user_id, person)
        self.assertEqual(followup.activity_ids.user_id, followup.user_id)

    def test_who_left_the_office_leaves_the_work_too(self):
        followup = self.contact_ticket()
        self.office.dispatcher_ids -= followup.user_id
        self.run_cron("contact")
        self.assertIn(followup.user_id, self.office.dispatcher_ids)

    def test_where_nobody_is_left_the_work_says_so(self):
        followup = self.contact_ticket()
        self.office.dispatcher_ids = False
        self.office.head_id = False
        self.function.supervisor_id = False
        self.run_cron("contact")
        self.assertTrue(followup.queue_error)

    def test_work_handed_over_by_hand_takes_its_task_along(self):
        followup = self.contact_ticket()
        others = self.office.dispatcher_ids - followup.user_id
        followup.with_user(self.head).user_id = others
        self.assertEqual(followup.activity_ids.user_id, others)
