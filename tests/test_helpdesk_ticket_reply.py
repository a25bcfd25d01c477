"""By when a customer is answered, and what happens when it is late (F2)."""

from datetime import datetime, timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ESCALATION = "huifang_followup.mail_activity_type_escalation"
REPLY = "huifang_followup.mail_activity_type_reply"

# Work ends at five in the afternoon in Shanghai, Friday and Monday included.
THURSDAY, FRIDAY = datetime(2026, 3, 5, 9), datetime(2026, 3, 6, 9)
MONDAY = datetime(2026, 3, 9, 9)


class ReplyCommon(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hours = [
            Command.create(
                {
                    "name": str(day),
                    "dayofweek": str(day),
                    "day_period": period,
                    "hour_from": hour,
                    "hour_to": end,
                }
            )
            for day in range(5)
            for period, hour, end in (("morning", 9, 12), ("afternoon", 13, 17))
        ]
        cls.working_hours = cls.env["resource.calendar"].create(
            {"name": "Office", "tz": "Asia/Shanghai", "attendance_ids": hours}
        )
        cls.office.working_calendar_id = cls.working_hours

    @classmethod
    def create_complaint(cls, **values):
        """Return a repair complaint that came in just now by portal, nobody asked."""
        defaults = {
            "feedback_type": "complaint",
            "category_id": cls.category("leak").id,
            "user_id": False,
        }
        return cls.create_ticket(**defaults | values)

    @classmethod
    def post(cls, ticket, user, **values):
        """Write on the ticket, to the customer unless said otherwise."""
        defaults = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        values = {"body": "Hello."} | defaults | values
        return ticket.with_user(user).message_post(**values)

    @classmethod
    def get_told(cls, records, task=ESCALATION):
        """Return who has a task of a kind, in the order they got it."""
        kind = cls.env.ref(task)
        tasks = records.activity_ids.filtered(lambda a: a.activity_type_id == kind)
        return tasks.sorted("id").user_id


@freeze_time(NOW)
class TestDeadline(ReplyCommon):
    def test_an_answer_is_due_when_work_ends_two_working_days_later(self):
        self.assertEqual(self.create_complaint().reply_deadline, FRIDAY)

    def test_what_is_urgent_is_due_two_hours_later_night_or_not(self):
        with freeze_time(NOW + 12 * HOUR):
            ticket = self.create_complaint(urgency="urgent")
        self.assertEqual(ticket.reply_deadline, NOW + 14 * HOUR)

    def test_the_wish_of_the_customer_comes_first(self):
        wish = NOW + 5 * DAY
        ticket = self.create_complaint(urgency="urgent", promised_reply_date=wish)
        self.assertEqual(ticket.reply_deadline, wish)

    def test_weekends_and_public_holidays_do_not_count(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.working_hours.id,
                "date_from": "2026-03-05 16:00:00",
                "date_to": "2026-03-06 15:59:59",
            }
        )
        self.assertEqual(self.create_complaint().reply_deadline, MONDAY)

    def test_an_office_without_hours_of_its_own_has_the_companys(self):
        self.office.working_calendar_id = False
        self.company.resource_calendar_id = self.working_hours
        self.assertEqual(self.create_complaint().reply_deadline, FRIDAY)

    def test_an_office_may_have_standards_of_its_own(self):
        self.office.write({"use_company_standards": False, "standard_reply_days": 1})
        self.assertEqual(self.create_complaint().reply_deadline, THURSDAY)

    def test_hours_that_are_never_open_keep_nobody_from_writing_in(self):
        self.working_hours.attendance_ids = False
        self.assertEqual(self.create_complaint().reply_deadline, NOW + 2 * DAY)

    def test_suggestions_and_inquiries_are_answered_praise_and_plain_tickets_not(self):
        for feedback, deadline in (
            ("suggestion", FRIDAY),
            ("inquiry", FRIDAY),
            ("praise", False),
            (False, False),
        ):
            with self.subTest(feedback):
                ticket = self.create_complaint(feedback_type=feedback)
                self.assertEqual(ticket.reply_deadline, deadline)

    def test_whoever_is_anonymous_cannot_be_answered(self):
        self.assertFalse(self.create_complaint(is_anonymous=True).reply_deadline)

    def test_a_ticket_that_turns_out_urgent_is_due_from_when_it_came_in(self):
        ticket = self.create_complaint()
        with freeze_time(NOW + DAY):
            ticket.urgency = "urgent"
        self.assertEqual(ticket.reply_deadline, NOW + 2 * HOUR)

    def test_what_is_not_valid_is_explained_within_a_working_day(self):
        ticket = self.create_complaint()
        ticket.replied_date = NOW
        with freeze_time(NOW + DAY):
            ticket._set_validity("invalid", "It was the neighbour's tap.")
        self.assertEqual(ticket.explanation_deadline, FRIDAY)
        self.assertEqual(ticket.answer_due_date, FRIDAY)

    @mute_logger("odoo.sql_db")
    def test_no_answer_is_wished_for_before_the_customer_wrote_in(self):
        with self.assertRaisesRegex(Exception, "wish_after_receipt"):
            self.create_complaint(promised_reply_date=NOW - HOUR)
            self.env.flush_all()


@freeze_time(NOW)
class TestAnswer(ReplyCommon):
    def note(self, ticket, user=None, **values):
        """Note an answer by the dialogue."""
        wizard = self.env["helpdesk.ticket.reply"].with_user(user or self.handler)
        values = {"ticket_id": ticket.id, "text": "Explained it."} | values
        return wizard.create(values).action_note()

    def test_a_message_by_staff_to_the_customer_is_the_answer(self):
        ticket = self.create_complaint()
        self.post(ticket, self.handler)
        self.assertEqual((ticket.replied_date, ticket.reply_way), (NOW, "message"))
        self.assertFalse(ticket.answer_due_date)

    def test_notes_and_what_the_customer_writes_are_none(self):
        ticket = self.create_complaint()
        customer = self.create_user(
            "customer", groups="base.group_portal", partner_id=self.household.id
        )
        self.post(ticket, self.handler, subtype_xmlid="mail.mt_note")
        self.post(ticket, customer)
        self.assertFalse(ticket.replied_date)

    def test_mails_of_the_stages_are_none(self):
        ticket = self.create_complaint()
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_awaiting")
        self.env.cr.precommit.run()
        self.assertFalse(ticket.replied_date)

    def test_the_first_answer_stays_the_first(self):
        ticket = self.create_complaint()
        self.post(ticket, self.handler)
        with freeze_time(NOW + DAY):
            self.post(ticket, self.handler)
        self.assertEqual(ticket.replied_date, NOW)

    def test_a_call_is_noted_with_when_how_and_what(self):
        ticket = self.create_complaint()
        with freeze_time(NOW + 3 * HOUR):
            self.note(ticket, way="talk", date=NOW + HOUR)
        self.assertEqual(ticket.replied_date, NOW + HOUR)
        self.assertEqual(ticket.reply_way, "talk")
        self.assertIn("Explained it.", ticket.message_ids[0].body)

    def test_no_answer_was_given_before_the_question_or_tomorrow_or_in_silence(self):
        ticket = self.create_complaint()
        for values in ({"date": NOW - HOUR}, {"date": NOW + DAY}, {"text": "  "}):
            with self.subTest(values), self.assertRaises(UserError):
                self.note(ticket, **values)
        self.assertFalse(ticket.replied_date)

    def test_whoever_may_not_change_the_ticket_notes_nothing(self):
        stranger = self.create_user(
            "stranger", groups="helpdesk_mgmt.group_helpdesk_user_own"
        )
        with self.assertRaises(AccessError):
            self.note(self.create_complaint(), stranger)

    def test_nobody_writes_the_dates_by_hand(self):
        ticket = self.create_complaint().with_user(self.handler)
        for name in ("received_date", "replied_date", "explained_date"):
            with self.subTest(name), self.assertRaises(AccessError):
                ticket.write({name: NOW})
        for name in ("reply_deadline", "answer_due_date", "escalated_deadline"):
            with self.subTest(name), self.assertRaises(AccessError):
                ticket.write({name: NOW + DAY})

    def test_the_customer_reads_none_of_it_in_the_portal(self):
        customer = self.create_user(
            "customer", groups="base.group_portal", partner_id=self.household.id
        )
        ticket = self.create_complaint().with_user(customer)
        self.assertTrue(ticket.read(["name"]))
        for name in ("reply_deadline", "responsible_id", "cause_party", "validity"):
            with self.subTest(name), self.assertRaises(AccessError):
                ticket.read([name])

    def test_closing_does_not_end_the_wait_for_an_explanation(self):
        ticket = self.create_complaint()
        self.post(ticket, self.handler)
        ticket._set_validity("invalid", "Not ours.")
        ticket.stage_id = self.done_stage
        self.assertEqual(ticket.answer_due_date, ticket.explanation_deadline)
        with freeze_time(ticket.explanation_deadline + DAY):
            self.post(ticket, self.handler)
        self.assertFalse(ticket.answer_due_date)
        self.assertTrue(ticket.is_reply_late)

    def test_an_answer_from_before_does_not_explain_what_was_found_later(self):
        ticket = self.create_complaint()
        self.post(ticket, self.handler)
        with freeze_time(NOW + DAY):
            ticket._set_validity("invalid", "Not ours.")
            self.note(ticket, date=NOW + HOUR)
            self.assertTrue(ticket.answer_due_date)
            self.post(ticket, self.handler)
        self.assertEqual(ticket.explained_date, NOW + DAY)
        self.assertEqual(ticket.replied_date, NOW)
        self.assertFalse(ticket.answer_due_date)

    # === LATE === #

    def test_an_answer_after_it_was_due_is_late(self):
        ticket = self.create_complaint()
        with freeze_time(FRIDAY):
            self.post(ticket, self.handler)
        self.assertFalse(ticket.is_reply_late)
        ticket.replied_date = False
        with freeze_time(FRIDAY + timedelta(seconds=1)):
            self.post(ticket, self.handler)
        self.assertTrue(ticket.is_reply_late)

    def test_an_explanation_after_it_was_due_is_late(self):
        ticket = self.create_complaint()
        self.post(ticket, self.handler)
        ticket._set_validity("invalid", "Not ours.")
        with freeze_time(FRIDAY):
            self.post(ticket, self.handler)
        self.assertTrue(ticket.is_reply_late)

    def test_closing_without_an_answer_is_late_once_it_was_due(self):
        in_time, late = self.create_complaint(), self.create_complaint()
        in_time.stage_id = self.done_stage
        with freeze_time(MONDAY):
            late.stage_id = self.done_stage
        self.assertFalse(in_time.is_reply_late)
        self.assertTrue(late.is_reply_late)

    def test_a_cancelled_ticket_owed_no_answer(self):
        ticket = self.create_complaint()
        with freeze_time(MONDAY):
            ticket.stage_id = self.cancelled_stage
        self.assertFalse(ticket.is_reply_late)
        self.assertFalse(ticket.answer_due_date)

    def test_the_filter_finds_what_is_late_answered_or_not(self):
        late, answered, open_ = (self.create_complaint() for _ in range(3))
        open_.promised_reply_date = MONDAY + DAY
        with freeze_time(MONDAY):
            self.post(answered, self.handler)
            found = self.env["helpdesk.ticket"].search(
                ["|", ("is_reply_late", "=", True), ("answer_due_date", "<", "now")]
            )
        self.assertEqual(found & (late | answered | open_), late | answered)


@freeze_time(NOW)
class TestTasks(ReplyCommon):
    def test_what_nobody_was_asked_personally_is_given_to_somebody(self):
        ticket = self.create_complaint()
        self.assertEqual(self.get_told(ticket, REPLY), self.supervisor)
        self.assertEqual(str(ticket.activity_ids.date_deadline), "2026-03-06")

    def test_whoever_wrote_it_down_knows_of_it(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.assertFalse(self.get_told(ticket, REPLY))

    def test_the_task_ends_with_the_answer_or_the_ticket(self):
        answered, closed, cancelled = (self.create_complaint() for _ in range(3))
        answered._note_reply("phone", NOW)
        closed.stage_id = self.done_stage
        cancelled.stage_id = self.cancelled_stage
        self.assertFalse((answered | closed | cancelled).activity_ids)


@freeze_time(NOW)
class TestEscalation(ReplyCommon):
    """Late answers go up, each level once, also when a run was missed."""

    def escalate(self, moment):
        with freeze_time(moment):
            self.run_cron("escalate_reply")

    def test_nobody_is_told_before_it_is_due(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.escalate(FRIDAY - HOUR)
        self.assertFalse(self.get_told(ticket))

    def test_each_level_is_told_once(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        people = (self.handler, self.supervisor, self.head)
        for hours, count in ((0, 1), (23, 1), (24, 2), (71, 2), (72, 3), (900, 3)):
            self.escalate(FRIDAY + hours * HOUR)
            with self.subTest(hours):
                told = self.get_told(ticket)
                self.assertEqual(told, self.env["res.users"].union(*people[:count]))
                self.assertEqual(len(ticket.activity_ids), count)

    def test_after_a_missed_run_all_are_told_at_once(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.escalate(FRIDAY + 30 * DAY)
        self.assertEqual(
            self.get_told(ticket), self.handler | self.supervisor | self.head
        )

    def test_the_answer_takes_the_tasks_away_and_stops_it(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.escalate(FRIDAY + HOUR)
        with freeze_time(FRIDAY + 2 * HOUR):
            self.post(ticket, self.handler)
        self.assertFalse(ticket.activity_ids)
        self.escalate(FRIDAY + 30 * DAY)
        self.assertFalse(ticket.activity_ids)

    def test_a_closed_ticket_is_late_no_longer_and_a_reopened_one_again(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        ticket.stage_id = self.done_stage
        self.escalate(FRIDAY + HOUR)
        self.assertFalse(ticket.activity_ids)
        ticket.stage_id = self.new_stage
        self.escalate(FRIDAY + HOUR)
        self.assertEqual(self.get_told(ticket), self.handler)

    def test_a_wish_that_is_put_off_starts_over(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.escalate(FRIDAY + HOUR)
        ticket.promised_reply_date = MONDAY
        self.escalate(MONDAY - HOUR)
        self.assertEqual(len(ticket.activity_ids), 1)
        self.escalate(MONDAY + HOUR)
        self.assertEqual(ticket.escalated_deadline, MONDAY)

    def test_where_the_first_person_has_left_somebody_else_is_told(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.handler.active = False
        self.escalate(FRIDAY + HOUR)
        self.assertEqual(self.get_told(ticket), self.supervisor)

    def test_the_task_says_when_it_was_due_on_the_offices_clock(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.escalate(FRIDAY + HOUR)
        self.assertIn("5:00", ticket.activity_ids.summary)

    def test_the_office_says_how_soon_each_level_is_told(self):
        self.company.write(
            {"escalation_supervisor_hours": 1, "escalation_head_hours": 2}
        )
        ticket = self.create_complaint(user_id=self.handler.id)
        self.escalate(FRIDAY + 2 * HOUR)
        self.assertIn(self.head, self.get_told(ticket))


@freeze_time(NOW)
class TestReplyForm(ReplyCommon):
    def test_the_handler_notes_a_call_by_the_button(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        wizard = Form(
            self.env["helpdesk.ticket.reply"]
            .with_user(self.handler)
            .with_context(default_ticket_id=ticket.id)
        )
        wizard.text = "Explained it."
        wizard.save().action_note()
        self.assertEqual(ticket.reply_way, "phone")
