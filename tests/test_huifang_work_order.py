"""What to do, by whom, until when; overdue work goes up (F4)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW
from .test_huifang_escalation_sheet import WORK_TASK, SheetCommon

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@freeze_time(NOW)
class TestWorkOrder(SheetCommon):
    def setUp(self):
        super().setUp()
        self.order = self.bring_to("work_order").work_order_ids

    def test_whoever_does_the_work_sees_the_order_and_nothing_else(self):
        order = self.order.with_user(self.worker)
        self.assertTrue(order.read(["name", "task", "deadline"]))
        for record in (self.order.sheet_id, self.order.sheet_id.opinion_ids):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.with_user(self.worker).read(["display_name"])

    def test_the_handler_reads_what_was_ordered_and_reports_nothing(self):
        order = self.order.with_user(self.handler)
        self.assertTrue(order.read(["task", "result"]))
        with self.assertRaises(AccessError):
            order.result = "Done."
        with self.assertRaises(AccessError):
            order.action_done()

    def test_the_worker_writes_the_result_and_nothing_else(self):
        order = self.order.with_user(self.worker)
        order.result = "Half of it."
        for values in (
            {"task": "Less."},
            {"deadline": NOW + 9 * DAY},
            {"user_id": self.handler.id},
            {"state": "done"},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                order.write(values)

    def test_no_work_is_done_without_a_result_or_twice(self):
        with self.assertRaisesRegex(UserError, "what came of it"):
            self.report(self.order, result="  ")
        self.report(self.order)
        with self.assertRaisesRegex(UserError, "ended already"):
            self.order.with_user(self.worker).action_done()
        self.assertEqual(len(self.order.sheet_id.opinion_ids), 4)

    def test_the_department_gives_it_to_somebody_else_with_the_task(self):
        other = self.create_user("other")
        order = self.order.with_user(self.cleaner)
        order.write({"user_id": other.id, "deadline": NOW + 5 * DAY})
        self.assertEqual(self.get_told(self.order, WORK_TASK), other)
        self.assertEqual(str(self.order.activity_ids.date_deadline), "2026-03-09")

    def test_where_the_worker_has_left_the_decider_has_the_task(self):
        self.worker.action_archive()
        self.assertEqual(self.get_told(self.order, WORK_TASK), self.head)
        self.report(self.order, self.head)
        self.assertEqual(self.order.state, "done")

    def test_an_order_says_what_and_is_due_in_the_future(self):
        for values in ({"task": "  "}, {"deadline": NOW}):
            sheet = self.bring_to("department")
            with self.subTest(values), self.assertRaises(UserError):
                self.order_work(sheet, **values)

    def test_only_the_department_orders_and_at_its_step_only(self):
        sheet = self.bring_to("department")
        for user in (self.supervisor, self.head, self.dispatcher, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.order_work(sheet, user)
        with self.assertRaises(UserError):
            self.order_work(self.bring_to("superior"))

    def test_orders_are_kept(self):
        with self.assertRaises(UserError):
            self.order.unlink()

    # === OVERDUE === #

    def escalate(self, moment):
        with freeze_time(moment):
            self.run_cron("escalate_work_order")

    def test_overdue_work_goes_up_once_per_level(self):
        due = self.order.deadline
        people = (self.worker, self.cleaner, self.head)
        for hours, count in ((-1, 0), (0, 1), (24, 2), (71, 2), (72, 3), (999, 3)):
            self.escalate(due + hours * HOUR)
            with self.subTest(hours):
                told = self.get_told(self.order)
                self.assertEqual(told, self.env["res.users"].union(*people[:count]))

    def test_done_work_is_overdue_no_more(self):
        self.escalate(self.order.deadline + HOUR)
        self.report(self.order)
        self.assertFalse(self.order.activity_ids)
        self.escalate(self.order.deadline + 9 * DAY)
        self.assertFalse(self.order.activity_ids)

    def test_more_time_ends_what_was_said_about_the_delay(self):
        late = self.order.deadline + HOUR
        self.escalate(late)
        with freeze_time(late):
            self.order.with_user(self.cleaner).deadline = late + DAY
        self.assertFalse(self.get_told(self.order))
        with freeze_time(late), self.assertRaises(UserError):
            self.order.with_user(self.cleaner).deadline = late - DAY
