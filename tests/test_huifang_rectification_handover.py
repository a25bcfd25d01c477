"""People leave, offices close, two act at once: no open work gets lost (E1, E3)."""

from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time

from .common import NOW, PNG
from .test_huifang_rectification import RectificationCommon

TASK = "huifang_followup.mail_activity_type_rectification"


@freeze_time(NOW)
class TestLeaving(RectificationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.create_user("worker")

    def give_to_worker(self):
        rectification = self.rectify()
        rectification.responsible_id = self.worker
        return rectification

    def hand_over(self):
        self.run_cron("notify_rectifications")
        self.env.invalidate_all()

    def assert_is_task_of(self, rectification, user):
        task = rectification.activity_search([TASK])
        self.assertEqual(len(task), 1)
        self.assertEqual(task.user_id, user)

    def test_the_work_of_an_archived_employee_goes_to_the_supervisor(self):
        rectification = self.give_to_worker()
        self.worker.action_archive()
        self.hand_over()
        self.assertEqual(rectification.responsible_id, self.supervisor)
        self.assert_is_task_of(rectification, self.supervisor)

    def test_the_work_of_a_deleted_employee_too(self):
        rectification = self.give_to_worker()
        self.worker.unlink()
        self.env.invalidate_all()
        self.hand_over()
        self.assertEqual(rectification.responsible_id, self.supervisor)
        self.assert_is_task_of(rectification, self.supervisor)

    def test_where_the_supervisor_has_left_too_the_head_gets_it(self):
        rectification = self.give_to_worker()
        (self.worker + self.supervisor).action_archive()
        self.hand_over()
        self.assert_is_task_of(rectification, self.head)

    def test_whoever_did_the_work_stays_barred_after_leaving(self):
        rectification = self.finish(self.give_to_worker())
        self.worker.action_archive()
        self.assertIn(self.worker, rectification._get_barred_people())

    def test_what_the_verifier_left_behind_is_verified_by_somebody_else(self):
        rectification = self.finish(self.rectify())
        verifier = rectification.activity_search([TASK]).user_id
        verifier.action_archive()
        self.assertFalse(rectification.activity_search([TASK]))
        self.hand_over()
        successor = rectification.activity_search([TASK]).user_id
        self.assertTrue(successor.active)
        self.assertTrue(rectification.with_user(successor).can_verify)

    def test_a_decision_left_behind_is_asked_for_again(self):
        rectification = self.rectify()
        self.ask_again(rectification)._set_dropped("unreachable")
        self.assert_is_task_of(rectification, self.head)
        self.head.action_archive()
        self.hand_over()
        self.assert_is_task_of(rectification, rectification._get_decider())
        self.assertNotEqual(rectification._get_decider(), self.head)

    def test_while_the_customer_is_asked_nobody_decides(self):
        rectification = self.rectify()
        self.ask_again(rectification)
        self.hand_over()
        self.assertFalse(rectification.activity_search([TASK]))

    def test_a_made_up_acceptance_is_looked_at_again(self):
        rectification = self.rectify()
        followup = self.answer(followup=self.ask_again(rectification))
        self.assertEqual(rectification.state, "closed")
        check = self.draw_check(followup).with_user(self.reviewer)
        check.note = "She was never asked."
        check.action_not_genuine()
        self.assert_is_task_of(rectification, self.head)

    def test_a_task_ticked_off_before_the_work_is_done_comes_back(self):
        rectification = self.give_to_worker()
        rectification.activity_search([TASK]).action_feedback()
        self.hand_over()
        self.assert_is_task_of(rectification, self.worker)

    def test_who_is_still_there_keeps_task_and_responsibility(self):
        rectification = self.give_to_worker()
        task = rectification.activity_search([TASK])
        self.hand_over()
        self.assertEqual(rectification.activity_search([TASK]), task)
        self.assertEqual(rectification.responsible_id, self.worker)

    def test_where_nobody_is_left_it_says_so_and_goes_on_later(self):
        rectification = self.give_to_worker()
        self.env.ref("huifang_followup.group_company_manager").user_ids = False
        (self.worker + self.supervisor + self.head).active = False
        self.hand_over()
        self.assertIn("Name somebody", rectification.queue_error)
        self.office.head_id = self.manager
        with freeze_time(NOW + timedelta(hours=2)):
            self.hand_over()
        self.assert_is_task_of(rectification, self.manager)
        self.assertFalse(rectification.queue_error)


@freeze_time(NOW)
class TestClosingAnOffice(RectificationCommon):
    def test_open_rectifications_keep_an_office_open(self):
        rectification = self.create_by_hand()
        with self.assertRaises(ValidationError) as refused:
            self.office.with_user(self.manager).action_archive()
        self.assertIn("1 rectifications", str(refused.exception))
        self.end(rectification, outcome="cancelled")
        self.office.with_user(self.manager).action_archive()
        self.assertFalse(self.office.active)

    def test_open_followups_keep_an_office_open(self):
        followup = self.close_ticket()
        with self.assertRaises(ValidationError):
            self.office.with_user(self.manager).action_archive()
        followup._set_dropped("exempted")
        self.office.with_user(self.manager).action_archive()
        self.assertFalse(self.office.active)

    def test_an_archived_office_is_opened_again(self):
        self.office.action_archive()
        self.office.with_user(self.manager).action_unarchive()
        self.assertTrue(self.office.active)


@freeze_time(NOW)
class TestCustomerAndHeadAtOnce(RectificationCommon):
    """Whoever was first decides; what the other did is on record."""

    def accept(self, rectification):
        followup = rectification.followup_ids.sorted("round")[-1:]
        return followup, followup._accept_work("Zhang San", PNG)

    def test_the_customer_accepts_then_the_head_closes(self):
        rectification = self.verify(self.rectify())
        followup, taken = self.accept(rectification)
        self.assertTrue(taken)
        self.end(rectification)
        followup._process_answers()
        self.assertEqual(rectification.state, "closed")
        self.assertEqual(rectification.close_reason, "He moved.")
        self.assertEqual((followup.state, followup.is_resolved), ("done", "yes"))
        self.assertFalse(followup.rectification_ids)

    def test_the_head_closes_then_the_customer_accepts(self):
        rectification = self.verify(self.rectify())
        self.end(rectification)
        followup, taken = self.accept(rectification)
        self.assertFalse(taken)
        self.assertEqual(followup.drop_reason, "settled")
        self.assertEqual(rectification.close_reason, "He moved.")

    def test_the_customer_rejects_then_the_head_closes(self):
        rectification = self.verify(self.rectify())
        followup = rectification.followup_ids
        followup._reject_work("Still wet.")
        self.end(rectification)
        followup._process_answers()
        self.assertEqual(rectification.state, "closed")
        again = followup.rectification_ids
        self.assertEqual(again.state, "new")
        self.assertIn("Still wet.", again.problem)

    def test_an_answer_held_back_says_nothing_about_the_work_done_since(self):
        for is_good in (True, False):
            with self.subTest(is_good=is_good):
                rectification = self.verify(self.rectify())
                followup = rectification.followup_ids
                if is_good:
                    followup._accept_work("Zhang San", PNG)
                else:
                    followup._reject_work("Still wet.")
                self.send_back(rectification)
                self.verify(rectification)
                followup._process_answers()
                self.assertEqual(rectification.state, "to_accept")
                self.assertEqual(
                    rectification.rejection_ids.mapped("source"), ["office"]
                )
                self.assertIn(followup.name, rectification.message_ids[0].body)

    def test_the_office_takes_back_what_the_customer_has_just_accepted(self):
        rectification = self.verify(self.rectify())
        followup, _taken = self.accept(rectification)
        self.send_back(rectification)
        followup._process_answers()
        self.assertEqual(rectification.state, "in_progress")
        self.assertEqual(rectification.rejection_ids.source, "office")
        self.assertEqual(followup.state, "done")
