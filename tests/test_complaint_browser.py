"""A complaint from the telephone to the answer, each hand at its own screen (F)."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase

from .common import HuifangCommon


class TestComplaintScreens(HuifangCommon, HttpCase):
    def play(self, name, record, user):
        """Have a user take a step on a record's own page."""
        self.start_tour(f"/odoo/{record._name}/{record.id}", name, login=user.login)
        self.env.invalidate_all()

    def test_a_dispatcher_registers_it_and_the_head_finds_it_not_valid(self):
        self.team.user_ids += self.dispatcher
        self.start_tour(
            "/odoo/helpdesk.ticket/new",
            "huifang_dispatcher_registers_tour",
            login=self.dispatcher.login,
        )
        ticket = self.env["helpdesk.ticket"].search([], order="id desc", limit=1)
        self.assertEqual(ticket.name, "Stairs never clean")
        self.assertEqual(ticket.first_asked_id, self.dispatcher)
        urgent = ticket.received_date + timedelta(hours=2)
        self.assertEqual(ticket.reply_deadline, urgent)

        self.play("huifang_head_finds_invalid_tour", ticket, self.head)
        self.assertEqual((ticket.validity, ticket.judge_id), ("invalid", self.head))
        self.assertGreater(ticket.explanation_deadline, fields.Datetime.now())

    def test_the_sheet_goes_through_the_right_hands_to_the_answer(self):
        worker = self.create_user("worker")
        ticket = self.create_ticket(
            feedback_type="complaint", category_id=self.category("leak").id
        )
        self.play("huifang_sheet_handler_tour", ticket, self.handler)
        sheet = ticket.sheet_ids
        self.assertEqual(sheet.superior_id, self.supervisor)
        self.play("huifang_sheet_superior_tour", sheet, self.supervisor)
        self.play("huifang_sheet_department_tour", sheet, self.supervisor)
        self.play("huifang_sheet_worker_tour", sheet.work_order_ids, worker)
        self.play("huifang_sheet_answer_tour", sheet, self.handler)
        self.assertEqual(sheet.state, "answered")
        self.assertEqual(
            sheet.opinion_ids.signer_id,
            self.handler | self.supervisor | worker,
        )
        self.assertTrue(ticket.replied_date)
