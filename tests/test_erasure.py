"""A customer's follow-up data is erased on request (I4)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from .common import NOW
from .common_retention import RetentionCommon

WORDS = "Zhuge-Qilin"


class ErasureCommon(RetentionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.rectification = cls.open_case()
        cls.second = cls.ask_again(cls.rectification)
        cls.ticket = cls.first.ticket_id
        cls.case = [cls.ticket, cls.first, cls.second, cls.rectification]

    def open_wizard(self, partner=None, user=None):
        """Open the dialogue as the button on the customer file does."""
        partner = partner or self.household
        wizards = self.env["res.partner.erase"].with_user(user or self.manager)
        return Form(wizards.with_context(default_partner_id=partner.id))

    def erase(self, partner=None, user=None, reason="Asked so by letter"):
        form = self.open_wizard(partner, user)
        form.reason = reason
        form.save().action_erase()

    def assert_gone(self, *records):
        for record in records:
            with self.subTest(record._name, id=record.id):
                self.assertTrue(record.anonymised_date)
                self.assertFalse(record.partner_id)

    def assert_refused(self, message, partner=None):
        form = self.open_wizard(partner)
        self.assertRegex(form.obstacles, message)
        with self.assertRaisesRegex(UserError, message):
            self.erase(partner)
        self.assertFalse(any(record.anonymised_date for record in self.case))


@freeze_time(NOW)
class TestErasure(ErasureCommon):
    def test_everything_about_the_customer_goes_at_once(self):
        by_hand = self.create_rectification()
        by_hand._set_cancelled("Nothing to do.")
        self.erase()
        self.assert_gone(*self.case, by_hand)
        self.assertEqual(self.first.ticket_id, self.ticket)

    def test_no_word_of_it_is_left_anywhere(self):
        for record in self.case:
            self.add_traces(record, WORDS)
        for followup in self.first | self.second:
            followup.write({"opinion": WORDS, "new_needs": WORDS})
        self.ticket.name = WORDS
        self.erase()
        self.env.cr.precommit.run()
        self.assertFalse(self.find_everywhere(WORDS))

    def test_nothing_about_others_goes(self):
        neighbour = self.create_household(name="Li Si", unit_number="1-102")
        theirs = self.answer_ticket(feedback_type="complaint", partner_id=neighbour.id)
        self.erase()
        self.assertFalse(theirs.anonymised_date or theirs.ticket_id.anonymised_date)
        self.assertEqual(theirs.partner_id, neighbour)

    def test_the_contact_and_its_other_tickets_stay(self):
        repair = self.answer_ticket().ticket_id
        self.erase()
        self.assertEqual(repair.partner_id, self.household)
        self.assertEqual(self.household.name, "Zhang San")
        self.assertEqual(self.household.unit_number, "1-101")
        self.assertFalse(repair.followup_ids)

    def test_a_household_is_erased_with_its_members(self):
        member = self.create_household(
            name="Zhang Xiaomei", parent_id=self.household.id, is_household=False
        )
        theirs = self.answer_ticket(partner_id=member.id)
        self.erase()
        self.assert_gone(theirs, *self.case)

    def test_a_member_is_erased_alone(self):
        member = self.create_household(
            name="Zhang Xiaomei", parent_id=self.household.id, is_household=False
        )
        theirs = self.answer_ticket(partner_id=member.id)
        self.erase(member)
        self.assert_gone(theirs)
        self.assertFalse(self.first.anonymised_date)

    def test_what_is_still_to_be_asked_is_dropped(self):
        asked = self.contact_ticket()
        self.assertEqual(self.open_wizard().open_count, 1)
        self.erase()
        self.assertEqual(asked.drop_reason, "exempted")
        self.assertFalse(asked.activity_ids)
        self.assert_gone(asked)

    def test_whoever_must_not_be_contacted_is_not_contacted_later(self):
        self.household.write(
            {
                "do_not_contact": True,
                "is_opted_out": True,
                "preferred_channel": "phone",
                "contact_calendar_id": self.company.resource_calendar_id.id,
            }
        )
        self.erase()
        self.assertTrue(self.household.do_not_contact and self.household.is_opted_out)
        self.assertFalse(self.household.preferred_channel)
        self.assertFalse(self.household.contact_calendar_id)
        self.assertEqual(self.plan_ticket().drop_reason, "do_not_contact")

    def test_closings_that_were_erased_are_not_followed_up_again(self):
        self.answer_ticket()
        self.erase()
        self.assertFalse(self.env["helpdesk.ticket"]._catch_up_followups())

    def test_it_can_be_done_twice(self):
        self.erase()
        self.assertEqual(self.open_wizard().followup_count, 0)
        self.erase()
        self.assert_gone(*self.case)


@freeze_time(NOW)
class TestErasureRefused(ErasureCommon):
    def test_while_the_customer_is_on_hold(self):
        self.household._set_hold("Lawsuit 12")
        self.assert_refused("Zhang San is on legal hold: Lawsuit 12")

    def test_while_the_household_of_a_member_is_on_hold(self):
        member = self.create_household(
            name="Zhang Xiaomei", parent_id=self.household.id, is_household=False
        )
        self.answer_ticket(partner_id=member.id)
        self.household._set_hold("Lawsuit 12")
        self.assert_refused("Zhang San is on legal hold", member)

    def test_while_a_follow_up_or_its_ticket_is_on_hold(self):
        repair = self.answer_ticket()
        for record in (self.second, self.ticket, repair.ticket_id):
            record._set_hold("Inquiry 7")
            number = record[record._rec_name]
            with self.subTest(record._name):
                self.assert_refused(f"{number}.* is on legal hold: Inquiry 7")
            record._set_hold(False)

    def test_while_a_rectification_is_open(self):
        _, rectification = self.open_case()
        self.assert_refused(f"{rectification.name} is still open")

    def test_while_a_complaint_is_open(self):
        self.ticket.stage_id = self.new_stage
        self.assert_refused(f"{self.ticket.number}.* is still open")

    def test_without_a_reason(self):
        with self.assertRaisesRegex(UserError, "reason"):
            self.erase(reason=" ")


@freeze_time(NOW)
class TestErasureLog(ErasureCommon):
    def test_an_entry_says_who_when_why_and_how_much(self):
        self.erase()
        entry = self.env["huifang.erasure"].search([])
        self.assertEqual((entry.user_id, entry.date), (self.manager, NOW))
        self.assertEqual(entry.reason, "Asked so by letter")
        counts = entry.ticket_count, entry.followup_count, entry.rectification_count
        self.assertEqual(counts, (1, 2, 1))

    def test_the_dialogue_shows_what_will_go(self):
        form = self.open_wizard()
        counts = form.ticket_count, form.followup_count, form.rectification_count
        self.assertEqual(counts, (1, 2, 1))
        self.assertFalse(form.obstacles)

    def test_without_a_customer_there_is_nothing_to_erase(self):
        form = Form(self.env["res.partner.erase"].with_user(self.manager))
        self.assertEqual((form.followup_count, form.obstacles), (0, ""))

    def test_only_company_managers_erase_and_read_the_entries(self):
        self.erase()
        entry = self.env["huifang.erasure"].search([])
        self.assertTrue(entry.with_user(self.manager).reason)
        for user in (self.head, self.dispatcher, self.reviewer, self.handler):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self.erase(user=user)
                with self.assertRaises(AccessError):
                    entry.with_user(user).read(["reason"])

    def test_nobody_runs_the_dialogue_of_somebody_else(self):
        form = self.open_wizard()
        form.reason = "Mine"
        wizard = form.save()
        for user in (self.head, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                wizard.with_user(user).action_erase()

    def test_nobody_changes_an_entry(self):
        self.erase()
        entries = self.env["huifang.erasure"].search([]).with_user(self.manager)
        for change in (
            lambda: entries.write({"reason": "Other"}),
            lambda: entries.unlink(),
            lambda: entries.create({"reason": "Made up", "company_id": 1}),
        ):
            with self.assertRaises(AccessError):
                change()


@freeze_time(NOW)
class TestErasureOfCompanies(ErasureCommon):
    def test_only_the_records_of_the_company_at_work_go(self):
        other = self.env["res.company"].create({"name": "Elsewhere Ltd"})
        theirs = self.create_rectification(
            office_id=self.create_office(name="There", company_id=other.id).id,
            function_id=False,
        )
        theirs._set_cancelled("Nothing to do.")
        self.erase()
        self.assert_gone(*self.case)
        self.assertFalse(theirs.anonymised_date)

    def test_a_manager_erases_nothing_in_a_company_that_is_not_the_managers(self):
        elsewhere = self.create_manager_elsewhere()
        wizards = self.env["res.partner.erase"].with_user(elsewhere)
        values = {"partner_id": self.household.id, "company_id": self.company.id}
        wizard = wizards.create({**values, "reason": "Mine"})
        self.assertEqual(
            (wizard.company_id, wizard.followup_count), (elsewhere.company_id, 0)
        )
        wizard.action_erase()
        self.assertFalse(self.first.anonymised_date)

        self.household.company_id = self.company
        with self.assertRaises(AccessError):
            wizard.action_erase()
