"""Two contacts turn out to be the same customer: Odoo's merging of contacts."""

from datetime import timedelta

from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestCustomerMerge(PortalCommon):
    """Zhang San was entered twice; the file with his login stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy("service").share_rate = 100
        cls.twin = cls.create_household(name="Zhang San (2)")

    def merge(self, source=None, target=None):
        """Merge one contact into another, as the wizard in the contacts does."""
        source, target = source or self.twin, target or self.household
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [(6, 0, (source | target).ids)],
                "dst_partner_id": target.id,
            }
        )
        wizard.action_merge()
        self.assertFalse(source.exists())

    def ask_twin(self, **values):
        return self.contact_ticket(partner_id=self.twin.id, **values)

    # === RECORDS === #

    def test_the_followups_of_both_are_those_of_one_household(self):
        followup = self.answer_by_staff(self.ask_twin())
        self.merge()
        self.assertEqual(
            (followup.partner_id, followup.household_id),
            (self.household, self.household),
        )
        self.assertEqual(followup.state, "done")

    def test_promises_and_rectifications_go_along(self):
        followup = self.ask_twin(category_id=self.category("leak").id)
        rectification = self.rectify_followup(followup, c="unsatisfied")
        promise = self.create_promise(followup)
        self.merge()
        self.assertEqual(rectification.partner_id, self.household)
        self.assertEqual(promise.partner_id, self.household)
        self.assertEqual(followup.open_promise_ids, promise)

    def test_the_customer_finds_all_of_them_on_the_own_pages(self):
        first, second = self.ask(), self.ask_twin()
        self.merge()
        self.log_in(self.customer)
        for followup in (first, second):
            self.assertIn(followup.name, self.read_page("/my/followups"))
            self.read_page(followup._get_customer_url())

    def test_a_household_merged_into_a_member_of_another_follows_that_household(self):
        followup = self.answer_by_staff(self.ask_twin())
        child = self.create_household(name="Zhang Wa", parent_id=self.twin.id)
        self.merge(target=self.daughter)
        self.assertEqual(
            (followup.partner_id, followup.household_id),
            (self.daughter, self.household),
        )
        ticket = followup.ticket_id
        self.assertEqual(ticket.commercial_partner_id, self.household)
        self.assertEqual(child.commercial_partner_id, self.household)
        self.log_in(self.customer)
        self.read_page(followup._get_customer_url())

    # === CONTACT LIMITS (B10) === #

    def test_a_contact_with_either_counts_for_the_gap(self):
        self.company.followup_gap_days = 7
        self.ask_twin()
        self.merge()
        with freeze_time(NOW + timedelta(days=1)):
            followup = self.plan_ticket()
        self.assertEqual(followup.drop_reason, "contact_gap")

    def test_of_two_contacts_planned_before_one_is_made(self):
        self.company.followup_gap_days = 7
        followups = self.plan_ticket() | self.plan_ticket(partner_id=self.twin.id)
        self.merge()
        followups._contact()
        self.assertEqual(set(followups.mapped("state")), {"in_progress", "dropped"})

    def test_who_wanted_no_contact_is_not_asked_under_the_other_name(self):
        followup = self.ask_twin()
        self.household.do_not_contact = True
        self.merge()
        self.assertEqual(followup.drop_reason, "do_not_contact")

    def test_who_wanted_no_contact_under_the_other_name_is_not_asked(self):
        followup = self.contact_ticket()
        self.twin.do_not_contact = True
        self.merge()
        self.assertTrue(self.household.do_not_contact)
        self.assertEqual(followup.drop_reason, "do_not_contact")

    def test_who_wanted_no_routine_questions_is_still_asked_about_complaints(self):
        self.household.is_opted_out = True
        routine = self.ask_twin()
        self.create_policy(kind="complaint", sequence=0)
        complaint = self.ask_twin()
        self.merge()
        self.assertEqual((routine.state, complaint.state), ("dropped", "in_progress"))

    # === LEGAL HOLD (I4) === #

    def test_the_holds_of_both_go_on(self):
        self.twin.sudo().legal_hold = "Court case 12"
        self.household.sudo().legal_hold = "Court case 7"
        self.merge()
        for reason in ("Court case 12", "Court case 7"):
            self.assertIn(reason, self.household.legal_hold)

    def test_where_nothing_was_held_nothing_is(self):
        self.merge()
        self.assertFalse(self.household.legal_hold)
