"""The same problem reported several times counts once; all are answered (F6)."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time

from .common import NOW
from .test_helpdesk_ticket_reply import ReplyCommon


@freeze_time(NOW)
class TestMarking(ReplyCommon):
    def setUp(self):
        super().setUp()
        self.main, self.twin = self.create_complaint(), self.create_complaint()

    def test_a_ticket_is_no_duplicate_of_itself(self):
        with self.assertRaisesRegex(ValidationError, "itself"):
            self.twin.duplicate_id = self.twin

    def test_there_are_no_chains_from_above(self):
        self.twin.duplicate_id = self.main
        third = self.create_complaint()
        with self.assertRaisesRegex(ValidationError, f"Choose {self.main.number}"):
            third.duplicate_id = self.twin

    def test_nor_from_below(self):
        self.twin.duplicate_id = self.main
        third = self.create_complaint()
        with self.assertRaisesRegex(ValidationError, "duplicates of its own"):
            self.main.duplicate_id = third

    def test_nor_loops(self):
        self.twin.duplicate_id = self.main
        with self.assertRaises(ValidationError):
            self.main.duplicate_id = self.twin

    def test_both_belong_to_one_company(self):
        abroad = self.env["res.company"].create({"name": "Abroad"})
        foreign = self.create_complaint(team_id=False, company_id=abroad.id)
        with self.assertRaisesRegex(ValidationError, "another company"):
            self.twin.duplicate_id = foreign

    def test_marking_drops_the_follow_up_that_is_pending(self):
        self.twin.stage_id = self.done_stage
        followup = self.twin.followup_ids
        followup._plan()
        self.twin.duplicate_id = self.main
        self.assertEqual(followup.drop_reason, "duplicate")

    def test_an_answer_that_is_there_stays(self):
        self.twin.stage_id = self.done_stage
        followup = self.twin.followup_ids
        followup._plan()
        self.answer_by_staff(followup)
        self.twin.duplicate_id = self.main
        self.assertEqual(followup.state, "done")

    def test_whoever_did_the_work_does_not_get_out_of_being_asked_about(self):
        self.twin.user_id = self.handler
        self.twin.stage_id = self.done_stage
        with self.assertRaises(AccessError):
            self.twin.with_user(self.handler).duplicate_id = self.main
        self.assertEqual(self.twin.followup_ids.state, "new")

    def test_a_mark_is_taken_away_by_button(self):
        self.twin.duplicate_id = self.main
        self.twin.with_user(self.handler).action_unmark_duplicate()
        self.assertFalse(self.twin.duplicate_id)
        self.assertFalse(self.main.duplicate_ids)

    def test_but_not_by_those_who_may_not_change_the_ticket(self):
        self.twin.duplicate_id = self.main
        for user in (self.reviewer, self.dispatcher):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.twin.with_user(user).action_unmark_duplicate()

    def test_without_the_main_ticket_the_others_are_problems_of_their_own(self):
        self.twin.duplicate_id = self.main
        self.main.unlink()
        self.assertFalse(self.twin.duplicate_id)


@freeze_time(NOW)
class TestAnsweringAll(ReplyCommon):
    def setUp(self):
        super().setUp()
        self.main = self.create_complaint(user_id=self.handler.id)
        neighbour = self.create_household(name="Li Si", email="li@example.com")
        self.twin = self.create_complaint(
            partner_id=neighbour.id, duplicate_id=self.main.id
        )

    def answer_all(self, user, text="The pump is repaired."):
        main = self.main.with_user(user)
        wizard = Form.from_action(main.env, main.action_answer_all())
        self.assertEqual(wizard.reporter_count, 2)
        wizard.text = text
        wizard.save().action_answer()

    def test_everybody_gets_the_answer_on_the_own_ticket(self):
        self.answer_all(self.handler)
        for ticket in self.main | self.twin:
            message = ticket.message_ids[0]
            self.assertIn("The pump is repaired.", message.body)
            self.assertEqual(message.author_id, self.handler.partner_id)
            self.assertEqual(message.partner_ids, ticket.partner_id)
            self.assertEqual(ticket.replied_date, NOW)

    def test_it_takes_words_and_the_right_to_change_the_ticket(self):
        with self.assertRaises(UserError):
            self.answer_all(self.handler, "  ")
        with self.assertRaises(AccessError):
            self.answer_all(self.dispatcher)
        self.assertFalse(self.twin.replied_date)

    def test_whoever_reported_it_again_waits_until_the_matter_is_closed(self):
        self.twin.stage_id = self.cancelled_stage
        self.assertTrue(self.twin.answer_due_date)
        with freeze_time(NOW + timedelta(days=9)):
            self.run_cron("escalate_reply")
        self.assertTrue(self.get_told(self.twin))
        self.main.stage_id = self.done_stage
        self.assertFalse(self.twin.answer_due_date)
        self.assertFalse(self.twin.activity_ids)

    def test_the_form_lists_who_else_reported_it(self):
        form = Form(self.main.with_user(self.handler))
        self.assertEqual(len(form.duplicate_ids), 1)
        self.assertEqual(self.main.duplicate_ids.partner_id.name, "Li Si")

    def test_a_mark_with_a_new_ticket_counts_too(self):
        third = self.env["helpdesk.ticket"].create(
            {
                "name": "Again",
                "description": "Again.",
                "duplicate_id": self.main.id,
                "team_id": self.team.id,
                "tag_ids": [Command.clear()],
            }
        )
        self.assertIn(third, self.main.duplicate_ids)
