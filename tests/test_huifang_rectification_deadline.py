"""What is past due goes up, each level once; the head moves deadlines (E5)."""

from datetime import date, timedelta
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import NOW
from .test_huifang_rectification import RectificationCommon

ESCALATION = "huifang_followup.mail_activity_type_escalation"
# The plan is due on 7 March, the work on 3 April, each to the end of the day.
PLAN_OVER = fields.Datetime.to_datetime("2026-03-07 16:00:00")
WORK_OVER = fields.Datetime.to_datetime("2026-04-03 16:00:00")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Killed(BaseException):
    """The process ends in the middle of its work."""


class EscalationCommon(RectificationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.create_user("worker")

    def give_to_worker(self, **levels):
        """Return a rectification whose responsible is none of the superiors."""
        rectification = self.rectify(**levels)
        rectification.responsible_id = self.worker
        return rectification

    def plan(self, rectification):
        work = rectification.with_user(rectification.responsible_id)
        work.write({"cause_category": "people", "measure": "Washer."})
        work.action_plan()
        return rectification

    def escalate_at(self, moment):
        with freeze_time(moment):
            self.run_cron("escalate_rectifications")
        self.env.invalidate_all()

    def get_told(self, rectification):
        return rectification.activity_search([ESCALATION]).user_id

    def postpone(self, rectification, user=None, **values):
        """Move the deadlines as the head does."""
        defaults = {
            "rectification_id": rectification.id,
            "plan_deadline": rectification.state == "new" and "2026-03-20",
            "deadline": "2026-05-01",
            "reason": "The pump is on order.",
        }
        postponements = self.env["huifang.rectification.postponement"]
        return postponements.with_user(user or self.head).create(defaults | values)


@freeze_time(NOW)
class TestEscalation(EscalationCommon):
    def test_before_the_end_of_the_day_nobody_is_told(self):
        rectification = self.give_to_worker()
        self.escalate_at(PLAN_OVER - MINUTE)
        self.assertFalse(self.get_told(rectification))

    def test_a_missing_plan_goes_up_level_by_level(self):
        rectification = self.give_to_worker()
        people = [self.worker, self.supervisor, self.head]
        for hours, levels in ((0, 1), (23, 1), (24, 2), (71, 2), (72, 3)):
            self.escalate_at(PLAN_OVER + timedelta(hours=hours))
            with self.subTest(hours=hours):
                told = self.env["res.users"].union(*people[:levels])
                self.assertEqual(self.get_told(rectification), told)
                self.assertEqual(rectification.escalation_level, levels)

    def test_after_missed_runs_all_who_must_know_are_told_once(self):
        rectification = self.give_to_worker()
        for _ in range(2):
            self.escalate_at(PLAN_OVER + 10 * DAY)
        told = rectification.activity_search([ESCALATION])
        self.assertEqual(len(told), 3)
        self.assertEqual(told.user_id, self.worker + self.supervisor + self.head)

    def test_each_level_is_told_once_however_often_it_runs(self):
        rectification = self.give_to_worker()
        for hour in range(3):
            self.escalate_at(PLAN_OVER + timedelta(hours=hour))
        rectification.activity_search([ESCALATION]).action_feedback()
        self.escalate_at(PLAN_OVER + timedelta(hours=4))
        self.assertFalse(self.get_told(rectification))

    def test_work_past_due_goes_up_from_the_beginning(self):
        rectification = self.plan(self.give_to_worker())
        self.escalate_at(PLAN_OVER + 9 * DAY)
        self.assertFalse(self.get_told(rectification))
        self.escalate_at(WORK_OVER)
        self.assertEqual(self.get_told(rectification), self.worker)
        self.escalate_at(WORK_OVER + DAY)
        self.assertEqual(self.get_told(rectification), self.worker + self.supervisor)

    def test_without_a_plan_the_end_is_told_of_too(self):
        rectification = self.give_to_worker()
        self.escalate_at(PLAN_OVER + 4 * DAY)
        self.escalate_at(WORK_OVER)
        tasks = rectification.activity_search([ESCALATION], user_id=self.worker.id)
        self.assertIn("The work was due", tasks.summary)
        self.assertEqual(len(rectification.activity_search([ESCALATION])), 3)
        self.escalate_at(WORK_OVER + 4 * DAY)
        tasks = rectification.activity_search([ESCALATION])
        self.assertEqual(len(tasks), 3)
        self.assertFalse([s for s in tasks.mapped("summary") if "plan" in s])

    def test_the_plan_ends_what_was_said_about_the_plan(self):
        rectification = self.give_to_worker()
        self.escalate_at(PLAN_OVER)
        self.plan(rectification)
        self.assertFalse(self.get_told(rectification))

    def test_late_work_stays_late_when_it_begins(self):
        rectification = self.plan(self.give_to_worker())
        self.escalate_at(WORK_OVER)
        rectification.with_user(self.worker).action_start()
        self.assertEqual(self.get_told(rectification), self.worker)
        self.finish(rectification)
        self.assertFalse(self.get_told(rectification))

    def test_what_waits_for_the_customer_goes_up_no_more(self):
        rectification = self.verify(self.give_to_worker())
        self.escalate_at(WORK_OVER + 9 * DAY)
        self.assertFalse(self.get_told(rectification))

    def test_late_work_sent_back_does_not_tell_the_same_people_again(self):
        rectification = self.plan(self.give_to_worker())
        self.escalate_at(WORK_OVER)
        self.finish(rectification)._set_rejected()
        self.escalate_at(WORK_OVER + MINUTE)
        self.assertFalse(self.get_told(rectification))
        self.escalate_at(WORK_OVER + DAY)
        self.assertEqual(self.get_told(rectification), self.supervisor)

    def test_somebody_in_two_roles_is_told_once(self):
        rectification = self.rectify()
        self.assertEqual(rectification.responsible_id, self.supervisor)
        self.escalate_at(PLAN_OVER + 9 * DAY)
        told = rectification.activity_search([ESCALATION])
        self.assertEqual(told.user_id, self.supervisor + self.head)
        self.assertEqual(len(told), 2)

    def test_whoever_has_left_is_passed_over(self):
        rectification = self.give_to_worker()
        (self.worker + self.supervisor).active = False
        self.escalate_at(PLAN_OVER + 9 * DAY)
        self.assertEqual(self.get_told(rectification), self.head)

    def test_who_takes_late_work_over_takes_the_warning_over(self):
        rectification = self.give_to_worker()
        self.escalate_at(PLAN_OVER)
        rectification.with_user(self.head).responsible_id = self.dispatcher
        self.assertEqual(self.get_told(rectification), self.dispatcher)

    def test_each_is_told_in_the_own_language(self):
        self.supervisor.lang = "zh_CN"
        rectification = self.give_to_worker()
        self.escalate_at(PLAN_OVER + DAY)
        tasks = rectification.activity_search([ESCALATION]).grouped("user_id")
        self.assertIn("03/07/2026", tasks[self.worker].summary)
        self.assertIn("2026/03/07", tasks[self.supervisor].summary)

    def test_hours_made_longer_by_the_company_wait_longer(self):
        rectification = self.give_to_worker()
        self.escalate_at(PLAN_OVER)
        self.company.write(
            {"escalation_supervisor_hours": 48, "escalation_head_hours": 96}
        )
        self.escalate_at(PLAN_OVER + DAY)
        self.assertEqual(self.get_told(rectification), self.worker)
        self.assertEqual(rectification.escalation_date, PLAN_OVER + 2 * DAY)

    def test_the_office_clock_says_when_the_day_is_over_also_when_clocks_change(self):
        self.office._get_contact_calendar().tz = "Europe/Berlin"
        rectification = self.plan(self.give_to_worker())
        for day, end in (
            ("2026-03-29", "2026-03-29 22:00:00"),
            ("2026-10-25", "2026-10-25 23:00:00"),
        ):
            rectification.deadline = day
            with self.subTest(day=day):
                self.assertEqual(str(rectification.escalation_date), end)


@freeze_time(NOW)
class TestManyAtOnce(EscalationCommon):
    """A run in batches, killed in the middle, loses and doubles nothing."""

    def create_late(self, count):
        values = {
            "office_id": self.office.id,
            "function_id": self.function.id,
            "responsible_id": self.worker.id,
            "problem": "Dust.",
        }
        return self.env["huifang.rectification"].create([values] * count)

    def count_told(self, rectifications):
        told = rectifications.activity_search([ESCALATION])
        return sorted(told.mapped(lambda task: (task.res_id, task.user_id.id)))

    def test_all_are_told_of_however_many(self):
        late = self.create_late(30)
        next_batch = type(late)._next_batch

        def take_seven(records, domain, limit):
            return next_batch(records, domain, limit=7)

        with patch.object(type(late), "_next_batch", take_seven):
            self.escalate_at(PLAN_OVER)
        self.assertEqual(len(self.count_told(late)), 30)

    def test_a_killed_run_goes_on_where_it_was(self):
        late = self.create_late(12)
        with freeze_time(PLAN_OVER):
            late[:5]._escalate()
        with (
            patch.object(type(late), "_tell_of_delay", side_effect=Killed),
            self.assertRaises(Killed),
            self.env.cr.savepoint(),
            freeze_time(PLAN_OVER),
        ):
            late[5:]._escalate()
        self.env.invalidate_all()
        for _ in range(2):
            self.escalate_at(PLAN_OVER)
        self.assertEqual(self.count_told(late), [(r.id, self.worker.id) for r in late])

    def test_one_that_fails_stops_no_other(self):
        late = self.create_late(3)
        summary = type(late)._get_escalation_summary

        def fail(record):
            if record == late[1]:
                raise UserError("No.")
            return summary(record)

        with (
            patch.object(type(late), "_get_escalation_summary", fail),
            mute_logger("odoo.addons.huifang_followup.models.huifang_queue_mixin"),
        ):
            self.escalate_at(PLAN_OVER)
        self.assertEqual(len(self.count_told(late)), 2)
        self.assertEqual(late[1].queue_error, "No.")
        self.escalate_at(PLAN_OVER + timedelta(hours=2))
        self.assertEqual(len(self.count_told(late)), 3)

    def test_telling_of_many_costs_hardly_more_queries_than_of_few(self):
        few, many = self.create_late(5), self.create_late(50)
        spent = []
        for late in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with freeze_time(PLAN_OVER):
                late.with_context(mail_activity_quick_update=True)._escalate()
                self.env.flush_all()
            spent.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(spent[1], spent[0] + 10)


@freeze_time(NOW)
class TestPostponing(EscalationCommon):
    def test_the_head_moves_both_deadlines_for_a_reason_that_is_kept(self):
        rectification = self.give_to_worker()
        moved = self.postpone(rectification)
        self.assertEqual(str(rectification.plan_deadline), "2026-03-20")
        self.assertEqual(str(rectification.deadline), "2026-05-01")
        self.assertEqual(str(moved.previous_deadline), "2026-04-03")
        self.assertEqual(str(moved.previous_plan_deadline), "2026-03-07")
        self.assertEqual((moved.signer_id, moved.signed_date), (self.head, NOW))

    def test_nobody_changes_or_deletes_what_was_moved(self):
        moved = self.postpone(self.give_to_worker())
        for user in (self.head, self.manager):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    moved.with_user(user).reason = "Holidays."
                with self.assertRaises(AccessError):
                    moved.with_user(user).unlink()

    def test_it_goes_up_afresh_from_the_new_deadline(self):
        rectification = self.give_to_worker()
        self.escalate_at(PLAN_OVER + 9 * DAY)
        with freeze_time(PLAN_OVER + 10 * DAY):
            self.postpone(rectification)
        self.assertFalse(self.get_told(rectification))
        self.escalate_at(PLAN_OVER + 12 * DAY)
        self.assertFalse(self.get_told(rectification))
        self.escalate_at("2026-03-20 16:00:00")
        self.assertEqual(self.get_told(rectification), self.worker)

    def test_the_task_is_due_when_the_work_is(self):
        rectification = self.plan(self.give_to_worker())
        self.postpone(rectification)
        task = rectification.activity_ids
        self.assertEqual(task.date_deadline, rectification.deadline)

    def test_nobody_else_moves_it(self):
        rectification = self.give_to_worker()
        for user in (self.worker, self.dispatcher, self.supervisor, self.reviewer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.postpone(rectification, user)

    def test_a_head_of_another_office_moves_nothing_here(self):
        stranger = self.create_user("stranger")
        self.create_office(name="Hilltop", head_id=stranger.id)
        with self.assertRaises(AccessError):
            self.postpone(self.give_to_worker(), stranger)

    def test_it_takes_a_reason_and_days_to_come(self):
        rectification = self.give_to_worker()
        for values in (
            {"reason": "  "},
            {"deadline": "2026-04-02"},
            {"deadline": "2026-04-03", "plan_deadline": "2026-03-07"},
            {"plan_deadline": "2026-03-06"},
            {"plan_deadline": False},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self.postpone(rectification, **values)
        with freeze_time("2026-05-02 02:30:00"), self.assertRaises(UserError):
            self.postpone(rectification)
        self.assertEqual(rectification.deadline, date(2026, 4, 3))

    def test_work_that_is_done_has_no_deadline_to_move(self):
        rectification = self.finish(self.give_to_worker())
        with self.assertRaises(UserError) as refused:
            self.postpone(rectification)
        self.assertIn("nothing is left to move", str(refused.exception))

    def test_the_dialogue_shows_what_stands_now(self):
        rectification = self.give_to_worker()
        context = {"default_rectification_id": rectification.id}
        postponements = self.env["huifang.rectification.postponement"]
        form = Form(postponements.with_user(self.head).with_context(**context))
        self.assertEqual(str(form.previous_deadline), "2026-04-03")
        form.plan_deadline = "2026-03-10"
        form.deadline = "2026-04-10"
        form.reason = "Rain."
        form.save()
        self.assertEqual(str(rectification.deadline), "2026-04-10")


@freeze_time(NOW)
class TestLevelsAtAnyTime(EscalationCommon):
    """Whenever the runs come, the same people know in the end, each told once."""

    @settings(max_examples=25, deadline=None)
    @given(
        runs=st.lists(st.integers(min_value=0, max_value=120), max_size=6),
        supervisor_hours=st.integers(min_value=0, max_value=48),
        more=st.integers(min_value=0, max_value=48),
    )
    def test_levels_are_as_counted_by_hand(self, runs, supervisor_hours, more):
        hours = (0, supervisor_hours, supervisor_hours + more)
        with self.env.cr.savepoint() as savepoint:
            self.company.write(
                {
                    "escalation_supervisor_hours": hours[1],
                    "escalation_head_hours": hours[2],
                }
            )
            rectification = self.plan(self.give_to_worker())
            for run in sorted(runs):
                self.escalate_if_due(rectification, WORK_OVER + run * HOUR)
            last = max(runs, default=-1)
            people = (self.worker, self.supervisor, self.head)
            expected = [p.id for p, h in zip(people, hours, strict=True) if h <= last]
            told = rectification.activity_search([ESCALATION])
            self.assertEqual(sorted(a.user_id.id for a in told), sorted(expected))
            savepoint.rollback()

    def escalate_if_due(self, rectification, moment):
        """Do as the scheduled action does, without its transactions."""
        with freeze_time(moment):
            due = [("escalation_date", "<=", moment), ("id", "=", rectification.id)]
            rectification.search(due)._escalate()
