"""An unsolved problem opens its ticket again; a new need becomes a ticket (C8, C9)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW, HuifangCommon


class TicketCommon(HuifangCommon):
    def setUp(self):
        super().setUp()
        self.company.followup_gap_days = 0
        self.household.preferred_channel = "phone"

    def answer(self, resolved="yes", needs=False, **values):
        """Return an answered follow-up as one of the office's dispatchers sees it."""
        followup = self.plan_ticket(**values)
        record = followup.with_user(followup.user_id)
        record.action_start()
        record.new_needs = needs
        self.answer_by_staff(followup, resolved=resolved)
        return followup.with_user(self.dispatcher)


@freeze_time(NOW)
class TestReopening(TicketCommon):
    def test_a_problem_that_was_not_solved_opens_the_ticket_again(self):
        for resolved in ("no", "recurred"):
            followup = self.answer(resolved)
            self.assertTrue(followup.can_reopen_ticket)
            followup.action_reopen_ticket()
            ticket = followup.ticket_id
            self.assertEqual((ticket.closed, ticket.closed_date), (False, False))

    def test_the_answer_stays(self):
        followup = self.answer("no")
        ratings = followup.line_ids.mapped("level")
        followup.action_reopen_ticket()
        self.assertEqual((followup.state, followup.is_resolved), ("done", "no"))
        self.assertEqual(followup.line_ids.mapped("level"), ratings)

    def test_closed_again_it_is_asked_about_again(self):
        followup = self.answer("no")
        followup.action_reopen_ticket()
        followup.sudo().ticket_id.stage_id = self.done_stage
        again = followup.sudo().ticket_id.followup_ids - followup
        self.assertEqual(again.mapped("closing_number"), [2])

    def test_whoever_handled_it_is_told_why_but_not_what_was_said(self):
        followup = self.answer("recurred")
        followup.action_reopen_ticket()
        message = followup.sudo().ticket_id.message_ids[:1]
        self.assertIn("came back", message.body)
        self.assertIn(self.handler.partner_id, message.partner_ids)

    def test_a_solved_problem_opens_nothing(self):
        followup = self.answer("yes")
        with self.assertRaisesRegex(UserError, "not solved"):
            followup.action_reopen_ticket()

    def test_what_is_open_already_is_not_opened_once_more(self):
        followup = self.answer("no")
        followup.action_reopen_ticket()
        self.assertFalse(followup.can_reopen_ticket)
        with self.assertRaises(UserError):
            followup.action_reopen_ticket()

    def test_whoever_did_the_work_does_not_decide_it(self):
        self.office.dispatcher_ids += self.handler
        with self.assertRaises(AccessError):
            self.answer("no").with_user(self.handler).action_reopen_ticket()


@freeze_time(NOW)
class TestNewNeeds(TicketCommon):
    def test_one_click_makes_a_ticket_of_them(self):
        followup = self.answer(needs="A bench at gate 3.\nIn the shade.")
        followup.action_create_ticket()
        ticket = followup.need_ticket_id
        self.assertEqual(ticket.name, "A bench at gate 3.")
        self.assertIn("In the shade.", ticket.description)
        self.assertEqual(
            (ticket.partner_id, ticket.team_id, ticket.feedback_type),
            (self.household, self.team, "suggestion"),
        )
        self.assertEqual(ticket.need_followup_ids, followup)

    def test_two_clicks_make_one_and_open_it(self):
        followup = self.answer(needs="A bench.")
        opened = [followup.action_create_ticket()["res_id"] for _ in range(2)]
        self.assertEqual(opened, followup.need_ticket_id.ids * 2)

    def test_its_maker_may_open_it_though_the_team_has_no_office(self):
        followup = self.answer(needs="A bench.")
        self.team.office_id = False
        followup.action_create_ticket()
        self.assertTrue(followup.need_ticket_id.has_access("read"))

    def test_no_needs_make_no_ticket(self):
        with self.assertRaisesRegex(UserError, "no new needs"):
            self.answer().action_create_ticket()

    def test_a_record_under_way_is_finished_first(self):
        followup = self.contact_ticket()
        record = followup.with_user(followup.user_id)
        record.new_needs = "A bench."
        with self.assertRaisesRegex(UserError, "Finish"):
            record.action_create_ticket()

    def test_where_the_ticket_was_deleted_another_may_be_made(self):
        followup = self.answer(needs="A bench.")
        followup.action_create_ticket()
        followup.sudo().need_ticket_id.unlink()
        self.assertFalse(followup.need_ticket_id)
        followup.action_create_ticket()
        self.assertTrue(followup.need_ticket_id)
