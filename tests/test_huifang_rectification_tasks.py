"""Who is told that a rectification waits, and until when (E1, E5)."""

from odoo.tests import Form, freeze_time

from .common import NOW
from .test_huifang_rectification import RectificationCommon


@freeze_time(NOW)
class TestTasks(RectificationCommon):
    def plan(self, rectification):
        """Make the plan as the responsible person."""
        work = rectification.with_user(rectification.responsible_id)
        work.write({"cause_category": "people", "measure": "Washer."})
        work.action_plan()
        return work

    def assert_task(self, rectification, user, deadline):
        self.assertEqual(len(rectification.activity_ids), 1)
        self.assertEqual(rectification.activity_ids.user_id, user)
        self.assertEqual(rectification.activity_ids.date_deadline, deadline)

    def test_the_responsible_person_has_to_plan_first(self):
        rectification = self.rectify()
        self.assert_task(rectification, self.supervisor, rectification.plan_deadline)

    def test_once_planned_the_work_is_due(self):
        rectification = self.rectify()
        self.plan(rectification)
        self.assert_task(rectification, self.supervisor, rectification.deadline)

    def test_once_started_the_work_is_due(self):
        rectification = self.rectify()
        rectification.with_user(self.supervisor).action_start()
        self.assert_task(rectification, self.supervisor, rectification.deadline)

    def test_once_finished_somebody_without_a_part_in_it_has_to_verify(self):
        rectification = self.finish(self.rectify())
        task = rectification.activity_ids
        self.assertEqual(len(task), 1)
        self.assertIn("verify", task.summary)
        self.assertTrue(rectification.with_user(task.user_id).can_verify)

    def test_where_all_had_a_part_in_it_the_head_learns_of_it(self):
        self.office.dispatcher_ids = False
        rectification = self.rectify()
        rectification.with_user(self.head).responsible_id = self.head
        self.cleaner.active = False
        self.finish(rectification)
        self.assertEqual(rectification.activity_ids.user_id, self.supervisor)

    def test_once_verified_nobody_has_a_task(self):
        self.assertFalse(self.verify(self.rectify()).activity_ids)

    def test_work_noted_by_hand_falls_to_the_functions_supervisor(self):
        form = Form(self.env["huifang.rectification"].with_user(self.dispatcher))
        form.office_id = self.office
        form.function_id = self.function
        form.problem = "Dirty stairs"
        self.assertEqual(form.save().activity_ids.user_id, self.supervisor)

    def test_work_sent_back_is_due_when_the_work_was(self):
        rectification = self.finish(self.rectify())
        self.send_back(rectification, self.dispatcher)
        self.assert_task(rectification, self.supervisor, rectification.deadline)

    def test_work_sent_back_by_the_customer_is_a_task_again(self):
        rectification = self.rectify()
        self.answer(followup=self.ask_again(rectification), c="unsatisfied")
        self.assert_task(rectification, self.supervisor, rectification.deadline)

    def test_the_task_goes_along_to_another_responsible_person(self):
        rectification = self.rectify()
        rectification.with_user(self.head).responsible_id = self.dispatcher
        self.assert_task(rectification, self.dispatcher, rectification.plan_deadline)

    def test_whoever_becomes_responsible_later_gets_the_task(self):
        self.cleaning.supervisor_id = False
        self.office.head_id = False
        rectification = self.create_by_hand(self.dispatcher, responsible_id=False)
        self.assertTrue(rectification.activity_ids.user_id)
        rectification.with_user(self.manager).responsible_id = self.cleaner
        self.assert_task(rectification, self.cleaner, rectification.plan_deadline)

    def test_somebody_who_has_left_gets_no_task(self):
        rectification = self.finish(self.rectify())
        self.supervisor.active = False
        self.send_back(rectification, self.dispatcher)
        self.assert_task(rectification, self.head, rectification.deadline)

    def test_the_head_decides_about_one_no_customer_can_be_asked_about(self):
        rectification = self.verify(self.create_by_hand())
        self.assertEqual(rectification.activity_ids.user_id, self.head)

    def test_a_manager_stands_in_for_a_missing_head(self):
        rectification = self.create_by_hand()
        for head in (self.env["res.users"], self.head):
            self.office.head_id = head
            self.head.active = False
            decider = rectification._get_decider()
            with self.subTest(head=head.login):
                self.assertTrue(decider.active)
                self.assertTrue(
                    decider.has_group("huifang_followup.group_company_manager")
                )

    def test_the_supervisor_is_told_where_there_is_nobody_above(self):
        rectification = self.create_by_hand()
        self.office.head_id = False
        self.env.ref("huifang_followup.group_company_manager").user_ids = False
        self.assertEqual(rectification._get_decider(), self.cleaner)

    def test_the_head_is_not_asked_to_decide_about_work_under_way(self):
        rectification = self.rectify()
        rectification._ask_head()
        self.assertEqual(rectification.activity_ids.user_id, self.supervisor)
