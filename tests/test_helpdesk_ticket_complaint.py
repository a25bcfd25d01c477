"""Whether a complaint is valid, who says so, and who answers the customer (F1, F3)."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon
from .test_helpdesk_ticket_reply import ReplyCommon


@freeze_time(NOW)
class TestValidity(ReplyCommon):
    def find_invalid(self, ticket, user, reason="It was the neighbour's tap."):
        """Find a complaint not valid by button and dialogue."""
        ticket = ticket.with_user(user)
        wizard = Form.from_action(ticket.env, ticket.action_find_invalid())
        wizard.reason = reason
        wizard.save().action_invalidate()

    def test_supervisor_head_and_manager_find_it_valid_or_not(self):
        for user in (self.supervisor, self.head, self.manager):
            ticket = self.create_complaint()
            with self.subTest(user.login):
                ticket.with_user(user).action_find_valid()
                self.assertEqual((ticket.validity, ticket.judge_id), ("valid", user))
                self.find_invalid(ticket, user)
                self.assertEqual(ticket.validity, "invalid")
                self.assertEqual(ticket.invalid_reason, "It was the neighbour's tap.")
                self.assertEqual((ticket.judge_id, ticket.judged_date), (user, NOW))

    def test_nobody_else_does_not_even_the_handler_or_another_supervisor(self):
        other = self.create_user("other")
        self.env["huifang.function"].create(
            {
                "name": "Cleaning",
                "office_id": self.office.id,
                "supervisor_id": other.id,
            }
        )
        for user in (self.handler, self.dispatcher, self.reviewer, other):
            ticket = self.create_complaint().with_user(user)
            with self.subTest(user.login):
                self.assertFalse(user != self.reviewer and ticket.can_judge)
                for action in (ticket.action_find_valid, ticket.action_find_invalid):
                    with self.assertRaises(AccessError):
                        action()

    def test_nobody_writes_it_by_hand(self):
        ticket = self.create_complaint()
        for user in (self.handler, self.manager):
            for values in ({"validity": "valid"}, {"invalid_reason": "Nothing."}):
                with self.subTest(user.login, **values), self.assertRaises(AccessError):
                    ticket.with_user(user).write(values)

    def test_it_is_not_valid_for_a_reason(self):
        ticket = self.create_complaint()
        with self.assertRaises(UserError):
            self.find_invalid(ticket, self.head, "   ")
        self.assertFalse(ticket.validity)

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_none_without_a_reason(self):
        with self.assertRaisesRegex(Exception, "invalid_has_reason"):
            self.create_complaint()._set_validity("invalid")
            self.env.flush_all()

    def test_only_a_complaint_is_valid_or_not(self):
        ticket = self.create_complaint(feedback_type="praise").with_user(self.head)
        self.assertFalse(ticket.can_judge)
        with self.assertRaises(UserError):
            ticket.action_find_valid()

    def test_a_finding_may_be_revised_and_the_earlier_stays_in_the_log(self):
        ticket = self.create_complaint()
        self.env.cr.precommit.run()
        self.find_invalid(ticket, self.supervisor)
        self.env.cr.precommit.run()
        ticket.with_user(self.head).action_find_valid()
        self.env.cr.precommit.run()
        self.assertFalse(ticket.explanation_deadline)
        self.assertFalse(ticket.invalid_reason)
        values = ticket.message_ids.sudo().tracking_value_ids
        self.assertIn("Not valid", values.mapped("new_value_char"))
        self.assertIn("Not valid", values.mapped("old_value_char"))

    def test_a_copy_has_a_life_of_its_own(self):
        ticket = self.create_complaint()
        self.find_invalid(ticket, self.head)
        ticket._note_reply("phone", NOW)
        with freeze_time(NOW + timedelta(days=1)):
            copy = ticket.with_user(self.handler).copy()
        self.assertFalse(copy.validity or copy.replied_date)
        self.assertEqual(copy.received_date, NOW + timedelta(days=1))


@freeze_time(NOW)
class TestFirstAsked(ReplyCommon):
    """The first person asked stays responsible for the answer 首问负责."""

    def test_whoever_writes_it_down_was_asked_first(self):
        self.team.user_ids += self.dispatcher
        tickets = self.env["helpdesk.ticket"].with_user(self.dispatcher)
        ticket = tickets.create(
            {
                "name": "Tap drips",
                "description": "It drips.",
                "team_id": self.team.id,
                "feedback_type": "complaint",
            }
        )
        self.assertEqual(ticket.first_asked_id, self.dispatcher)
        self.assertEqual(ticket.responsible_id, self.dispatcher)

    def test_whoever_takes_it_first_was_asked_first(self):
        ticket = self.create_complaint()
        self.assertFalse(ticket.first_asked_id)
        ticket.with_user(self.handler).assign_to_me()
        self.assertEqual(ticket.first_asked_id, self.handler)

    def test_giving_it_to_somebody_else_changes_nothing(self):
        self.team.user_ids += self.dispatcher
        ticket = self.create_complaint(user_id=self.handler.id)
        ticket.user_id = self.dispatcher
        ticket.user_id = False
        self.assertEqual(ticket.first_asked_id, self.handler)
        self.assertEqual(ticket.responsible_id, self.handler)

    def test_nobody_changes_it_by_hand(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        for user in (self.handler, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                ticket.with_user(user).first_asked_id = self.head

    def test_it_stays_in_sight_when_somebody_else_works_on_it(self):
        first = self.create_user(
            "first", groups="helpdesk_mgmt.group_helpdesk_user_own"
        )
        self.team.user_ids += first
        ticket = self.create_complaint(user_id=first.id)
        ticket.user_id = self.handler
        ticket.message_unsubscribe(first.partner_id.ids)
        self.assertTrue(ticket.with_user(first).read(["name"]))
        self.post(ticket, first)
        self.assertTrue(ticket.replied_date)

    def test_a_customer_writes_to_nobody_in_particular(self):
        customer = self.create_user(
            "customer", groups="base.group_portal", partner_id=self.household.id
        )
        tickets = self.env["helpdesk.ticket"].with_user(customer).sudo()
        ticket = tickets.create({"name": "Noise", "description": "Loud."})
        self.assertFalse(ticket.first_asked_id)


@freeze_time(NOW)
class TestResponsibility(ReplyCommon):
    """The office's table, for what comes in without anybody being asked (F3)."""

    def setUp(self):
        super().setUp()
        self.clerk = self.create_user("clerk")

    def set_responsible(self, user, function=None, feedback_type="complaint"):
        return self.env["huifang.responsibility"].create(
            {
                "office_id": self.office.id,
                "function_id": function and function.id,
                "feedback_type": feedback_type,
                "user_id": user.id,
            }
        )

    def test_the_table_names_who_answers_which_feedback(self):
        self.set_responsible(self.clerk)
        self.set_responsible(self.dispatcher, feedback_type="inquiry")
        self.assertEqual(self.create_complaint().responsible_id, self.clerk)
        inquiry = self.create_complaint(feedback_type="inquiry")
        self.assertEqual(inquiry.responsible_id, self.dispatcher)

    def test_a_function_of_its_own_comes_before_all_the_others(self):
        self.set_responsible(self.dispatcher)
        self.set_responsible(self.clerk, self.function)
        self.assertEqual(self.create_complaint().responsible_id, self.clerk)
        other = self.create_complaint(category_id=False)
        self.assertEqual(other.responsible_id, self.dispatcher)

    def test_without_a_line_it_is_the_supervisor_then_the_head(self):
        self.assertEqual(self.create_complaint().responsible_id, self.supervisor)
        other = self.create_complaint(category_id=False)
        self.assertEqual(other.responsible_id, self.head)

    def test_whoever_has_left_is_passed_over(self):
        self.set_responsible(self.clerk)
        self.clerk.active = False
        self.assertEqual(self.create_complaint().responsible_id, self.supervisor)

    @mute_logger("odoo.sql_db")
    def test_there_is_one_person_for_each(self):
        self.set_responsible(self.clerk)
        with self.assertRaisesRegex(Exception, "one_person"):
            self.set_responsible(self.dispatcher)

    def test_a_function_is_one_of_the_office(self):
        elsewhere = self.create_office(name="Hillside")
        with self.assertRaises(ValidationError):
            self.set_responsible(self.clerk, elsewhere.function_ids)

    def test_a_head_keeps_the_table_of_the_own_office(self):
        lines = self.env["huifang.responsibility"].with_user(self.head)
        values = {"office_id": self.office.id, "user_id": self.clerk.id}
        line = lines.create(values)
        line.user_id = self.dispatcher
        line.unlink()
        elsewhere = self.create_office(name="Hillside", head_id=False)
        with self.assertRaises(AccessError):
            lines.create({**values, "office_id": elsewhere.id})


@freeze_time(NOW)
class TestForm(HuifangCommon):
    def test_a_dispatcher_registers_a_complaint_on_the_form(self):
        self.team.user_ids += self.dispatcher
        form = Form(self.env["helpdesk.ticket"].with_user(self.dispatcher))
        form.name = "Lift stuck"
        form.description = "Again."
        form.team_id = self.team
        form.partner_id = self.household
        form.feedback_type = "complaint"
        form.severity = "important"
        form.urgency = "urgent"
        form.cause_party = "outside"
        ticket = form.save()
        self.assertEqual(ticket.first_asked_id, self.dispatcher)
        self.assertEqual(ticket.reply_deadline, NOW + timedelta(hours=2))

    def test_the_duplicates_dialogue_opens_for_whoever_works_on_own_tickets(self):
        self.team.user_ids = [Command.link(self.dispatcher.id)]
        values = {"user_id": self.dispatcher.id, "feedback_type": "complaint"}
        main, twin = (
            self.create_ticket(**values).with_user(self.dispatcher) for _ in range(2)
        )
        wizard = Form.from_action(twin.env, twin.action_open_duplicate_wizard())
        wizard.duplicate_of_id = main
        wizard.save().action_confirm()
        self.assertEqual(twin.duplicate_id, main)
