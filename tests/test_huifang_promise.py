"""What could not be answered on the spot is promised, and answered (C7)."""

from datetime import datetime, timedelta

from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon

# Promised for Friday, 6 March: late from midnight in Shanghai on.
THURSDAY = datetime(2026, 3, 4, 16, 0)
LATE = datetime(2026, 3, 6, 16, 0)


class PromiseCommon(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.household.preferred_channel = "phone"
        with freeze_time(NOW):
            cls.followup = cls.contact_ticket(category_id=cls.category("leak").id)
            cls.surveyor = cls.followup.user_id

    def answer(self, promise, user=None, **values):
        """Answer a promise as the one who has to, or as somebody else."""
        record = promise.with_user(user or promise.user_id)
        record.write({"answer": "In May.", "answer_channel": "phone"} | values)
        record.action_answer()
        return record


@freeze_time(NOW)
class TestPromising(PromiseCommon):
    def test_it_is_the_surveyors_to_answer_unless_said_otherwise(self):
        promise = self.create_promise(self.followup, self.surveyor)
        self.assertEqual((promise.user_id, promise.state), (self.surveyor, "open"))

    def test_whoever_answers_gets_the_task_for_the_promised_day(self):
        promise = self.create_promise(self.followup, user_id=self.supervisor.id)
        task = promise.activity_ids
        self.assertEqual(
            (task.user_id, task.date_deadline),
            (self.supervisor, promise.promised_date),
        )

    def test_the_day_ends_on_the_offices_clock(self):
        self.assertEqual(self.create_promise(self.followup).due_date, LATE)

    def test_today_may_be_promised_but_no_day_gone_by(self):
        self.create_promise(self.followup, promised_date="2026-03-04")
        with self.assertRaisesRegex(UserError, "later day"):
            self.create_promise(self.followup, promised_date="2026-03-03")

    def test_a_promise_about_nothing_is_refused(self):
        with self.assertRaisesRegex(UserError, "wants to know"):
            self.create_promise(self.followup, question="  ")

    def test_nothing_is_promised_where_nobody_was_asked(self):
        followup = self.close_ticket(is_anonymous=True)
        followup._plan()
        with self.assertRaisesRegex(UserError, "Nobody was asked"):
            self.create_promise(followup)

    def test_something_may_come_up_after_the_answer(self):
        self.answer_by_staff(self.followup)
        self.assertTrue(self.create_promise(self.followup, self.dispatcher))

    def test_whoever_did_the_work_promises_nothing_about_it(self):
        self.office.dispatcher_ids += self.handler
        with self.assertRaises(AccessError):
            self.create_promise(self.followup, self.handler)

    def test_the_next_surveyor_sees_what_the_household_waits_for(self):
        promise = self.create_promise(self.followup)
        later = self.plan_ticket().with_user(self.dispatcher)
        self.assertEqual(later.open_promise_ids, promise.with_user(self.dispatcher))


@freeze_time(NOW)
class TestKeeping(PromiseCommon):
    def setUp(self):
        super().setUp()
        self.promise = self.create_promise(self.followup, user_id=self.supervisor.id)

    def test_an_answer_in_time_keeps_it(self):
        self.answer(self.promise)
        self.assertEqual(
            (self.promise.state, self.promise.is_kept, self.promise.answerer_id),
            ("answered", True, self.supervisor),
        )
        self.assertFalse(self.promise.activity_ids)

    def test_the_last_minute_of_the_day_is_in_time(self):
        with freeze_time(LATE - timedelta(minutes=1)):
            self.answer(self.promise)
        self.assertTrue(self.promise.is_kept)

    def test_an_answer_on_the_day_after_is_late(self):
        with freeze_time(LATE):
            self.answer(self.promise)
        self.assertEqual(
            (self.promise.state, self.promise.is_kept), ("answered", False)
        )

    def test_an_answer_says_something_and_how_it_was_told(self):
        for values in ({"answer": " "}, {"answer_channel": False}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "was told"):
                self.answer(self.promise, **values)

    def test_it_is_answered_once(self):
        record = self.answer(self.promise)
        with self.assertRaisesRegex(UserError, "already"):
            record.action_answer()

    def test_an_answer_stands(self):
        record = self.answer(self.promise)
        with self.assertRaises(AccessError):
            record.answer = "In June."

    def test_question_and_day_stand_as_promised(self):
        for values in ({"promised_date": "2026-12-31"}, {"question": "Nothing?"}):
            with self.subTest(values), self.assertRaises(AccessError):
                self.promise.with_user(self.head).write(values)

    def test_no_promise_gets_lost(self):
        with self.assertRaises(UserError):
            self.promise.sudo().unlink()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(ForeignKeyViolation),
            self.cr.savepoint(),
        ):
            self.cr.execute(
                "DELETE FROM huifang_followup WHERE id = %s", [self.followup.id]
            )

    def test_it_may_be_passed_on_with_its_task(self):
        self.promise.with_user(self.supervisor).user_id = self.head
        self.assertEqual(self.promise.activity_ids.user_id, self.head)

    def test_somebody_without_a_role_answers_what_was_passed_on(self):
        engineer = self.create_user("engineer")
        self.assertFalse(self.promise.with_user(engineer).has_access("read"))
        self.promise.with_user(self.head).user_id = engineer
        self.answer(self.promise)
        self.assertEqual(self.promise.answerer_id, engineer)
        self.assertFalse(self.followup.with_user(engineer).has_access("read"))


@freeze_time(NOW)
class TestReminding(PromiseCommon):
    def setUp(self):
        super().setUp()
        self.promise = self.create_promise(self.followup, self.surveyor)

    def remind(self, moment):
        """Run the scheduled action; return who is told, and how."""
        before = self.env["mail.message"].search([])
        tasks = self.promise.activity_ids
        with freeze_time(moment):
            self.run_cron("promise")
        told = (self.env["mail.message"].search([]) - before).partner_ids
        return told.user_ids | (self.promise.activity_ids - tasks).user_id

    def test_nobody_is_reminded_before_the_day_before(self):
        self.assertFalse(self.remind(THURSDAY - timedelta(minutes=1)))

    def test_on_the_day_before_whoever_answers_is_reminded_once(self):
        self.assertEqual(self.remind(THURSDAY), self.surveyor)
        self.assertFalse(self.remind(THURSDAY + timedelta(hours=1)))

    def test_a_missed_run_is_caught_up(self):
        self.assertEqual(self.remind(LATE - timedelta(hours=1)), self.surveyor)

    def test_what_was_promised_by_who_leaves_is_the_heads_to_answer(self):
        self.surveyor.action_archive()
        self.assertEqual(self.promise.user_id, self.head)
        self.assertEqual(self.promise.activity_ids.user_id, self.head)
        self.assertEqual(self.remind(THURSDAY), self.head)

    def test_what_was_answered_is_reminded_of_no_more(self):
        self.answer(self.promise)
        self.assertFalse(self.remind(LATE))

    def test_once_it_is_late_it_goes_up_and_each_is_told_once(self):
        self.remind(THURSDAY)
        self.assertEqual(self.remind(LATE), self.surveyor)
        self.assertFalse(self.remind(LATE + timedelta(minutes=30)))
        self.assertEqual(
            self.remind(LATE + timedelta(days=30)), self.supervisor | self.head
        )

    def test_what_is_promised_for_tomorrow_needs_no_reminder(self):
        self.promise = self.create_promise(self.followup, promised_date="2026-03-05")
        self.assertFalse(self.promise.reminder_date)


@freeze_time(NOW)
class TestHandlingRate(PromiseCommon):
    """Four promises: one kept, one late, one overdue, one not due yet."""

    def setUp(self):
        super().setUp()
        kept, late, _overdue = (self.create_promise(self.followup) for _ in range(3))
        self.create_promise(self.followup, promised_date="2026-04-01")
        self.answer(kept)
        with freeze_time(LATE):
            self.answer(late)

    def read_rates(self, *groupby):
        domain = [("followup_id", "=", self.followup.id)]
        rates = ["answered_rate:avg", "kept_rate:avg"]
        with freeze_time(LATE):
            return self.env["huifang.promise"]._read_group(domain, groupby, rates)

    def test_handled_are_the_answered_of_all(self):
        [(handled, _kept)] = self.read_rates()
        self.assertEqual(handled, 50)

    def test_kept_are_those_in_time_of_what_is_due(self):
        [(_handled, kept)] = self.read_rates()
        self.assertAlmostEqual(kept, 100 / 3)

    def test_where_nothing_is_due_there_is_no_rate(self):
        rates = {m.month: kept for m, _, kept in self.read_rates("promised_date:month")}
        self.assertAlmostEqual(rates[3], 100 / 3)
        self.assertIs(rates[4], False)

    def test_the_pivot_offers_both_as_measures(self):
        described = self.env["huifang.promise"].fields_get(["kept_rate"])
        self.assertEqual(described["kept_rate"]["aggregator"], "avg")


@freeze_time(NOW)
class TestKeepingOnRecord(PromiseCommon):
    """An open promise keeps its follow-up from being anonymised or erased (I4)."""

    def anonymise(self, months):
        with freeze_time(NOW + timedelta(days=31 * months)):
            self.run_cron("anonymise")
        return bool(self.followup.anonymised_date)

    def setUp(self):
        super().setUp()
        self.promise = self.create_promise(self.followup)
        self.answer_by_staff(self.followup)

    def test_what_is_not_answered_is_kept(self):
        self.assertFalse(self.anonymise(40))

    def test_the_time_counts_from_the_answer(self):
        with freeze_time(NOW + timedelta(days=300)):
            self.answer(self.promise)
        self.assertFalse(self.anonymise(40))
        self.assertTrue(self.anonymise(50))
        self.assertFalse(self.promise.answer)
        self.assertEqual(self.promise.state, "answered")

    def test_an_open_promise_stands_in_the_way_of_an_erasure(self):
        customer = self.household.with_user(self.manager)
        obstacles = list(customer._list_erasure_obstacles(self.company))
        self.assertIn("pipe", obstacles[-1])
