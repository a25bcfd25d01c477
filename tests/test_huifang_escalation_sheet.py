"""A sheet goes from hand to hand, each of them signs, none is skipped (F4)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import NOW
from .test_helpdesk_ticket_reply import ReplyCommon

TASK = "huifang_followup.mail_activity_type_sheet"
WORK_TASK = "huifang_followup.mail_activity_type_work_order"


class SheetCommon(ReplyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cleaner = cls.create_user("cleaner")
        cls.cleaning = cls.env["huifang.function"].create(
            {
                "name": "Cleaning",
                "office_id": cls.office.id,
                "supervisor_id": cls.cleaner.id,
            }
        )
        cls.worker = cls.create_user("worker")

    @classmethod
    def create_sheet(cls, ticket=None, **values):
        """Return the sheet of the handler about a ticket of the handler."""
        ticket = ticket or cls.create_complaint(user_id=cls.handler.id)
        sheets = cls.env["huifang.escalation.sheet"].with_user(cls.handler)
        defaults = {"ticket_id": ticket.id, "remark": "The stairs are never clean."}
        return sheets.create(defaults | values)

    @classmethod
    def take(cls, sheet, user, action, remark=None, **values):
        """Write a remark on the sheet and press a button, as a user."""
        sheet = sheet.with_user(user)
        if remark or values:
            sheet.write({**({"remark": remark} if remark else {}), **values})
        return getattr(sheet, action)()

    @classmethod
    def order_work(cls, sheet, user=None, **values):
        """Return the work order the department issues."""
        defaults = {
            "sheet_id": sheet.id,
            "task": "Clean them every morning.",
            "user_id": cls.worker.id,
            "deadline": NOW + timedelta(days=2),
        }
        orders = cls.env["huifang.work.order"].with_user(user or cls.cleaner)
        return orders.create(defaults | values)

    @classmethod
    def report(cls, order, user=None, result="Done since Monday."):
        order = order.with_user(user or cls.worker)
        order.result = result
        order.action_done()

    @classmethod
    def bring_to(cls, state, **values):
        """Return a sheet that has come to a step."""
        sheet = cls.create_sheet(function_id=cls.cleaning.id, **values)
        steps = {
            "superior": lambda: cls.take(sheet, cls.handler, "action_submit"),
            "department": lambda: cls.take(
                sheet, cls.supervisor, "action_approve", "Cleaning, please."
            ),
            "work_order": lambda: cls.order_work(sheet),
            "result": lambda: cls.report(sheet.sudo().work_order_ids),
            "answered": lambda: cls.take(
                sheet, cls.handler, "action_answer", "They are clean now."
            ),
        }
        for name, step in steps.items():
            if sheet.state == state:
                break
            step()
            assert sheet.state == name, sheet.state
        return sheet.sudo()


@freeze_time(NOW)
class TestRoad(SheetCommon):
    def test_a_complaint_goes_through_all_hands_to_the_answer(self):
        sheet = self.bring_to("answered")
        signed = [(o.step, o.signer_id, o.text) for o in sheet.opinion_ids]
        self.assertEqual(
            signed,
            [
                ("draft", self.handler, "The stairs are never clean."),
                ("superior", self.supervisor, "Cleaning, please."),
                ("department", self.cleaner, "Clean them every morning."),
                ("work_order", self.worker, "Done since Monday."),
                ("result", self.handler, "They are clean now."),
            ],
        )
        ticket = sheet.ticket_id
        self.assertEqual((ticket.replied_date, ticket.reply_way), (NOW, "message"))
        self.assertIn("They are clean now.", ticket.message_ids[0].body)
        self.assertFalse((sheet | sheet).activity_ids)

    def test_sheet_and_order_have_numbers_of_their_own(self):
        sheet = self.bring_to("work_order")
        self.assertRegex(sheet.name, r"^CQ26\d{5}$")
        self.assertRegex(sheet.work_order_ids.name, r"^AP26\d{5}$")

    def test_the_form_proposes_superior_and_department(self):
        sheet = self.create_sheet()
        self.assertEqual(sheet.superior_id, self.supervisor)
        self.assertEqual(sheet.function_id, self.function)

    def test_the_superior_of_the_supervisor_is_the_head(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        sheets = self.env["huifang.escalation.sheet"].with_user(self.supervisor)
        self.assertEqual(sheets.create({"ticket_id": ticket.id}).superior_id, self.head)

    def test_each_step_waits_for_one_person_who_has_the_task(self):
        for state, person in (
            ("superior", self.supervisor),
            ("department", self.cleaner),
            ("result", self.handler),
        ):
            sheet = self.bring_to(state)
            with self.subTest(state):
                self.assertEqual(sheet.turn_id, person)
                self.assertEqual(self.get_told(sheet, TASK), person)
        sheet = self.bring_to("work_order")
        self.assertFalse(sheet.activity_ids)
        self.assertEqual(self.get_told(sheet.work_order_ids, WORK_TASK), self.worker)

    def test_the_first_person_asked_answers_though_somebody_else_wrote_the_sheet(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.team.user_ids += self.dispatcher
        ticket.user_id = self.dispatcher
        sheets = self.env["huifang.escalation.sheet"].with_user(self.dispatcher)
        sheet = sheets.create({"ticket_id": ticket.id}).sudo()
        sheet.state = "result"
        self.assertEqual(sheet.turn_id, self.handler)
        self.take(sheet, self.handler, "action_answer", "Done.")
        self.assertEqual(sheet.state, "answered")

    # === BACK AND OUT === #

    def test_whoever_does_not_agree_sends_it_back(self):
        for state, person, before in (
            ("superior", self.supervisor, "draft"),
            ("department", self.cleaner, "superior"),
            ("result", self.handler, "department"),
        ):
            sheet = self.bring_to(state)
            with self.subTest(state):
                self.take(sheet, person, "action_send_back", "Not so.")
                self.assertEqual(sheet.state, before)
                self.assertEqual(sheet.opinion_ids[-1].decision, "sent_back")
                self.assertTrue(self.get_told(sheet, TASK))

    def test_work_that_was_not_enough_is_ordered_again(self):
        sheet = self.bring_to("result")
        self.take(sheet, self.handler, "action_send_back", "Still dirty.")
        self.order_work(sheet)
        self.assertEqual(sheet.work_order_ids.mapped("state"), ["done", "issued"])

    def test_the_head_cancels_at_any_step_with_the_work_that_is_ordered(self):
        for state in ("draft", "superior", "department", "work_order", "result"):
            sheet = self.bring_to(state)
            with self.subTest(state):
                self.take(sheet, self.head, "action_cancel", "Settled otherwise.")
                self.assertEqual(sheet.state, "cancelled")
                self.assertNotIn("issued", sheet.work_order_ids.mapped("state"))
                self.assertFalse(sheet.activity_ids)
                self.assertFalse(sheet.work_order_ids.activity_ids)

    def test_the_handler_cancels_what_is_not_handed_in(self):
        self.take(self.create_sheet(), self.handler, "action_cancel")
        with self.assertRaises(AccessError):
            self.take(self.bring_to("superior"), self.handler, "action_cancel")

    # === WHAT IS REFUSED === #

    def test_only_whose_turn_it_is_takes_the_step(self):
        everybody = (self.handler, self.supervisor, self.cleaner, self.head)
        everybody += (self.dispatcher, self.reviewer, self.worker)
        for state, person, action in (
            ("draft", self.handler, "action_submit"),
            ("superior", self.supervisor, "action_approve"),
            ("department", self.cleaner, "action_send_back"),
            ("result", self.handler, "action_answer"),
        ):
            sheet = self.bring_to(state)
            sheet.remark = "Mine."
            for user in everybody:
                if user != person:
                    with self.subTest(state, user=user.login):
                        self.assertRaises(AccessError, self.take, sheet, user, action)
            self.assertEqual(sheet.state, state)

    def test_a_step_is_taken_once(self):
        sheet = self.bring_to("superior")
        with self.assertRaisesRegex(UserError, "With the superior"):
            self.take(sheet, self.handler, "action_submit")

    def test_nothing_goes_on_without_a_word(self):
        for state, person, action in (
            ("draft", self.handler, "action_submit"),
            ("superior", self.supervisor, "action_approve"),
            ("superior", self.supervisor, "action_send_back"),
            ("result", self.handler, "action_answer"),
            ("result", self.head, "action_cancel"),
        ):
            sheet = self.bring_to(state)
            sheet.remark = "   "
            with self.subTest(state), self.assertRaises(UserError):
                self.take(sheet, person, action)

    def test_the_superior_names_the_department(self):
        sheet = self.bring_to("superior")
        sheet.function_id = False
        with self.assertRaisesRegex(UserError, "department"):
            self.take(sheet, self.supervisor, "action_approve", "Yes.")

    def test_the_department_is_one_of_the_office(self):
        elsewhere = self.create_office(name="Hillside")
        with self.assertRaises(ValidationError):
            self.create_sheet(function_id=elsewhere.function_ids.id)

    def test_what_was_signed_stands(self):
        opinion = self.bring_to("superior").opinion_ids
        for user in (self.handler, self.supervisor, self.manager):
            for operation in (
                lambda record: record.write({"text": "Otherwise."}),
                lambda record: record.unlink(),
                lambda record: record.copy(),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    operation(opinion.with_user(user))

    def test_messages_and_files_stand_as_those_of_a_follow_up(self):
        sheet = self.bring_to("result")
        order = sheet.work_order_ids
        self.take(sheet, self.handler, "action_answer", "They are clean now.")
        for record in (sheet, order):
            note = record.with_user(self.head).message_post(body="Called.")
            file = self.env["ir.attachment"].create(
                {"name": "a", "raw": b"x", "res_model": record._name}
                | {"res_id": record.id}
            )
            for finding in (note, file):
                with self.subTest(finding._name), self.assertRaises(AccessError):
                    finding.with_user(self.manager).unlink()

    def test_nobody_writes_state_or_signer_by_hand(self):
        sheet = self.create_sheet()
        for values in ({"state": "answered"}, {"handler_id": self.head.id}):
            with self.subTest(values), self.assertRaises(AccessError):
                sheet.write(values)

    def test_a_ticket_one_cannot_read_gets_no_sheet(self):
        own = self.create_user("own", groups="helpdesk_mgmt.group_helpdesk_user_own")
        ticket = self.create_complaint(user_id=self.handler.id)
        sheets = self.env["huifang.escalation.sheet"].with_user(own)
        with self.assertRaises(AccessError):
            sheets.create({"ticket_id": ticket.id})

    def test_a_ticket_without_an_office_says_what_is_missing(self):
        stranger = self.create_household(office_id=False)
        team = self.create_team(self.office, office_id=False)
        ticket = self.create_complaint(
            user_id=self.handler.id, team_id=team.id, partner_id=stranger.id
        )
        with self.assertRaisesRegex(UserError, "which office answers"):
            self.create_sheet(ticket)

    @mute_logger("odoo.sql_db")
    def test_a_ticket_has_one_open_sheet(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        self.create_sheet(ticket)
        with self.assertRaisesRegex(Exception, "one_open"):
            self.create_sheet(ticket)

    def test_sheet_and_ticket_are_kept(self):
        sheet = self.create_sheet().sudo()
        with self.assertRaises(UserError):
            sheet.unlink()
        with self.assertRaisesRegex(UserError, "archive"):
            sheet.ticket_id.unlink()

    # === WHO HAS LEFT === #

    def test_where_somebody_has_left_the_decider_takes_the_step(self):
        for state, person in (
            ("superior", self.supervisor),
            ("department", self.cleaner),
        ):
            sheet = self.bring_to(state)
            person.action_archive()
            with self.subTest(state):
                self.assertEqual(sheet.turn_id, self.head)
                self.assertEqual(self.get_told(sheet, TASK), self.head)
            person.active = True

    def test_a_new_supervisor_has_the_task(self):
        sheet = self.bring_to("department")
        self.cleaning.supervisor_id = self.dispatcher
        self.assertEqual(self.get_told(sheet, TASK), self.dispatcher)

    def test_the_decider_goes_on_in_that_stead(self):
        sheet = self.bring_to("superior")
        self.supervisor.action_archive()
        self.take(sheet, self.head, "action_approve", "I say yes.")
        self.assertEqual(sheet.opinion_ids[-1].signer_id, self.head)


@freeze_time(NOW)
class TestForms(SheetCommon):
    def test_handler_superior_and_department_by_their_forms(self):
        ticket = self.create_complaint(user_id=self.handler.id)
        sheets = self.env["huifang.escalation.sheet"].with_user(self.handler)
        form = Form(sheets.with_context(default_ticket_id=ticket.id))
        self.assertEqual(form.superior_id, self.supervisor)
        form.remark = "The stairs are never clean."
        sheet = form.save()
        sheet.action_submit()
        form = Form(sheet.with_user(self.supervisor))
        form.function_id = self.cleaning
        form.remark = "Cleaning, please."
        form.save().action_approve()
        orders = self.env["huifang.work.order"].with_user(self.cleaner)
        form = Form(orders.with_context(default_sheet_id=sheet.id))
        form.task = "Clean them every morning."
        form.user_id = self.worker
        form.deadline = NOW + timedelta(days=2)
        form.save()
        self.assertEqual(sheet.state, "work_order")
        form = Form(sheet.sudo().work_order_ids.with_user(self.worker))
        form.result = "Done."
        form.save().action_done()
        self.assertEqual(sheet.state, "result")
