"""A legal hold stops anonymisation, erasure and deletion (I4)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from .common import NOW
from .common_retention import RetentionCommon


class HoldCommon(RetentionCommon):
    @classmethod
    def hold(cls, record, user=None, reason="Lawsuit 12"):
        """Set a hold by button, as the office head or somebody else."""
        record = record.with_user(user or cls.head)
        action = record.action_hold()
        wizard = Form.from_action(record.env, action)
        wizard.reason = reason
        wizard.save().action_hold()


@freeze_time(NOW)
class TestWhatAHoldKeeps(HoldCommon):
    def setUp(self):
        super().setUp()
        self.first, self.rectification = self.open_case()
        self.second = self.ask_again(self.rectification)
        self.ticket = self.first.ticket_id
        self.case = [self.ticket, self.first, self.second, self.rectification]

    def assert_held(self, *records):
        self.anonymise(years=10)
        for record in self.case:
            with self.subTest(record._name, id=record.id):
                self.assertEqual(not record.anonymised_date, record in records)

    def test_on_a_follow_up_it_keeps_the_whole_case_and_its_ticket(self):
        self.hold(self.first)
        self.assert_held(*self.case)

    def test_on_a_further_round_it_does_so_too(self):
        self.hold(self.second)
        self.assert_held(*self.case)

    def test_on_the_ticket_it_keeps_all_that_came_of_it(self):
        self.hold(self.ticket)
        self.assert_held(*self.case)

    def test_on_the_customer_it_keeps_everything(self):
        self.hold(self.household)
        self.assert_held(*self.case)

    def test_on_somebody_else_it_keeps_nothing_here(self):
        self.hold(self.create_household())
        self.assert_held()

    def test_when_it_has_ended_all_goes(self):
        self.hold(self.first)
        self.first.with_user(self.head).action_end_hold()
        self.assert_held()

    def test_on_the_ticket_of_a_case_noted_by_hand_it_keeps_that(self):
        by_hand = self.create_rectification(ticket_id=self.ticket.id)
        by_hand._set_cancelled("Nothing to do.")
        self.hold(self.ticket)
        self.case.append(by_hand)
        self.assert_held(*self.case)

    def test_what_is_held_is_not_deleted(self):
        self.hold(self.ticket)
        with self.assertRaisesRegex(UserError, "legal hold"):
            self.ticket.unlink()
        self.hold(self.household)
        with self.assertRaisesRegex(UserError, "legal hold"):
            self.household.unlink()

    def test_the_ticket_goes_neither_while_its_customer_or_follow_up_is_held(self):
        for held in (self.household, self.first):
            self.hold(held)
            with self.assertRaisesRegex(UserError, "legal hold"):
                self.ticket.with_user(self.manager).unlink()
            held.with_user(self.head).action_end_hold()
        self.ticket.with_user(self.manager).unlink()

    def test_files_are_neither_changed_nor_deleted(self):
        self.hold(self.household)
        by_hand = self.create_rectification()
        for record in (self.household, self.ticket, self.first, by_hand):
            file = self.env["ir.attachment"].create(
                {"name": "a", "raw": b"x", "res_model": record._name}
                | {"res_id": record.id}
            )
            file = file.with_user(self.admin)
            for change in (file.unlink, lambda f=file: f.write({"raw": b"y"})):
                with (
                    self.subTest(record._name),
                    self.assertRaisesRegex(AccessError, "legal hold"),
                ):
                    change()


@freeze_time(NOW)
class TestHoldOfAHousehold(HoldCommon):
    def setUp(self):
        super().setUp()
        values = {"parent_id": self.household.id, "is_household": False}
        self.member = self.create_household(name="Zhang Xiaomei", **values)
        self.other_member = self.create_household(name="Zhang Si", **values)
        self.ours = self.answer_ticket(
            feedback_type="complaint", partner_id=self.member.id
        )
        self.by_hand = self.create_rectification(partner_id=self.member.id)
        self.by_hand._set_cancelled("Nothing to do.")
        self.records = [self.ours, self.ours.ticket_id, self.by_hand]

    def assert_all(self, is_gone):
        self.anonymise(years=10)
        for record in self.records:
            self.assertEqual(bool(record.anonymised_date), is_gone)

    def test_it_covers_all_members(self):
        self.hold(self.household)
        self.assert_all(False)

    def test_members_of_a_held_household_are_not_deleted(self):
        self.hold(self.household)
        with self.assertRaisesRegex(UserError, "legal hold"):
            self.other_member.unlink()

    def test_that_of_a_member_covers_the_member(self):
        self.hold(self.member)
        self.assert_all(False)

    def test_that_of_a_member_does_not_cover_another_one(self):
        self.hold(self.other_member)
        self.assert_all(True)


@freeze_time(NOW)
class TestWhoHolds(HoldCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.followup = cls.answer_ticket(feedback_type="complaint")
        cls.held = [cls.followup, cls.followup.ticket_id, cls.household]
        cls.stranger = cls.create_user("stranger")
        cls.create_office(name="Hillside", head_id=cls.stranger.id)

    def test_the_head_of_the_office_and_a_company_manager(self):
        for user in (self.head, self.manager):
            for record in self.held:
                with self.subTest(user.login, model=record._name):
                    self.hold(record, user)
                    self.assertEqual(record.legal_hold, "Lawsuit 12")
                    record.with_user(user).action_end_hold()
                    self.assertFalse(record.legal_hold)

    def test_nobody_else(self):
        others = (self.stranger, self.dispatcher, self.supervisor, self.reviewer)
        for user in (*others, self.handler):
            for record in self.held:
                with self.subTest(user.login, model=record._name):
                    with self.assertRaises(AccessError):
                        self.hold(record, user)
                    with self.assertRaises(AccessError):
                        record.with_user(user).action_end_hold()

    def test_not_the_manager_of_another_company(self):
        elsewhere = self.create_manager_elsewhere()
        for record in self.held:
            with self.subTest(record._name), self.assertRaises(AccessError):
                self.hold(record, elsewhere)

    def test_of_a_contact_without_office_only_managers_of_the_company_end_it(self):
        contact = self.create_household(office_id=False)
        self.hold(contact, self.manager)
        elsewhere = self.create_manager_elsewhere()
        for reason in (False, "Mine"):
            with self.assertRaises(AccessError):
                contact.with_user(elsewhere)._set_hold(reason)
        self.assertEqual(contact.legal_hold, "Lawsuit 12")
        contact.with_user(self.manager).action_end_hold()
        self.hold(contact, elsewhere)

    def test_nobody_writes_it_by_hand(self):
        for user in (self.head, self.manager, self.env.ref("base.user_admin")):
            for record in self.held:
                with (
                    self.subTest(user.login, model=record._name),
                    self.assertRaises(AccessError),
                ):
                    record.with_user(user).write({"legal_hold": "Mine"})
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(self.head).create(
                {"name": "Held", "legal_hold": "Mine"}
            )

    def test_it_needs_a_reason(self):
        with self.assertRaisesRegex(UserError, "reason"):
            self.hold(self.followup, reason="  ")

    def test_it_is_told_in_the_chatter(self):
        for record in self.held:
            self.hold(record)
            self.env.cr.precommit.run()
            values = record.message_ids.sudo().tracking_value_ids
            with self.subTest(record._name):
                self.assertIn("Lawsuit 12", values.mapped("new_value_char"))

    def test_those_without_a_role_do_not_read_it(self):
        self.hold(self.household)
        with self.assertRaises(AccessError):
            self.household.with_user(self.handler).read(["legal_hold"])
        self.assertTrue(self.household.with_user(self.dispatcher).legal_hold)

    def test_a_copy_is_not_held(self):
        self.hold(self.household)
        self.assertFalse(self.household.copy().legal_hold)
