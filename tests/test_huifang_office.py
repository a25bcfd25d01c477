"""The office: its people, its functions, its standards, its card (A1, A5)."""

from datetime import timedelta

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon


@freeze_time(NOW)
class TestHuifangOffice(HuifangCommon):
    # === ROLES === #

    def assertInGroup(self, user, name, expected=True):
        is_member = user.has_group(f"huifang_followup.group_{name}")
        self.assertEqual(is_member, expected, (user.login, name))

    def test_a_role_opens_its_menus(self):
        self.assertInGroup(self.head, "office_head")
        self.assertInGroup(self.dispatcher, "dispatcher")
        self.assertInGroup(self.supervisor, "supervisor")

    def test_a_role_opens_no_more_than_its_own_menus(self):
        self.assertInGroup(self.dispatcher, "supervisor", False)
        self.assertInGroup(self.supervisor, "office_head", False)
        self.assertInGroup(self.head, "company_manager", False)
        self.assertInGroup(self.handler, "dispatcher", False)

    def test_a_role_given_later_opens_its_menus_too(self):
        for role in ("head", "dispatcher", "supervisor"):
            newcomer = self.create_user(f"new_{role}")
            if role == "head":
                self.office.head_id = newcomer
            elif role == "dispatcher":
                self.office.dispatcher_ids += newcomer
            else:
                self.function.supervisor_id = newcomer
            self.assertInGroup(newcomer, {"head": "office_head"}.get(role, role))

    def test_a_person_may_have_different_roles_in_different_offices(self):
        other = self.create_office(name="Hillside", head_id=self.dispatcher.id)
        self.assertEqual(self.dispatcher.headed_office_ids, other)
        self.assertIn(self.office, self.dispatcher.dispatched_office_ids)

    # === FUNCTIONS === #

    def test_the_function_that_owns_a_category_owns_those_below_it(self):
        for name in ("repair", "leak", "safety"):
            found = self.office._find_function(self.category(name))
            self.assertEqual(found, self.function, name)

    def test_the_nearest_owner_of_a_category_wins(self):
        plumbers = self.create_function("Plumbers", "leak")
        self.assertEqual(self.find_function("leak"), plumbers)
        self.assertEqual(self.find_function("safety"), self.function)

    def test_a_category_nobody_owns_has_no_function(self):
        category = self.env["helpdesk.ticket.category"].create({"name": "Parking"})
        self.assertFalse(self.office._find_function(category))
        self.assertFalse(self.office._find_function(category.browse()))

    def test_an_archived_function_owns_nothing_any_more(self):
        self.function.active = False
        self.assertFalse(self.find_function("leak"))

    def test_the_functions_of_another_office_do_not_matter(self):
        other = self.create_office(name="Hillside")
        found = other._find_function(self.category("repair"))
        self.assertEqual(found, other.function_ids)

    def create_function(self, name, category):
        """Return another function of the office that owns a category."""
        return self.env["huifang.function"].create(
            {
                "name": name,
                "office_id": self.office.id,
                "category_ids": [(6, 0, self.category(category).ids)],
            }
        )

    def find_function(self, category):
        return self.office._find_function(self.category(category))

    # === STANDARDS === #

    def test_the_standards_are_the_companys_until_the_office_sets_its_own(self):
        self.company.standard_rectification_days = 20
        self.office.standard_rectification_days = 10
        self.assertEqual(self.get_rectification_days(), 20)
        self.office.use_company_standards = False
        self.assertEqual(self.get_rectification_days(), 10)

    def get_rectification_days(self):
        """Return the days a rectification of this office may take."""
        household = self.create_household()
        followup = self.plan_ticket(partner_id=household.id)
        self.answer_by_staff(followup, {"m": "unsatisfied"})
        return (followup.rectification_ids.deadline - NOW.date()).days

    def test_the_shipped_standards_are_those_of_the_trade(self):
        company = self.env["res.company"].create({"name": "New Ltd"})
        self.assertEqual(company.standard_coverage, 90)
        self.assertEqual(company.standard_hours, 48)
        self.assertEqual(company.standard_overall, 85)
        self.assertEqual(company.standard_aspect, 80)
        self.assertEqual(company.standard_rectification_days, 30)
        self.assertEqual(company.standard_rectification_rate, 90)
        self.assertEqual(company.standard_return, 50)
        self.assertEqual(company.standard_complaints, 1)
        self.assertEqual(company.standard_reply, 100)

    # === THE CARD === #

    def test_a_card_counts_what_is_open_and_what_is_overdue(self):
        for _ in range(3):
            self.plan_ticket(partner_id=self.create_household().id)
        self.close_ticket(is_anonymous=True)._plan()
        card = self.office.with_user(self.head)
        self.assertEqual((card.open_count, card.overdue_count), (3, 0))
        card.invalidate_recordset()
        with freeze_time(NOW + timedelta(hours=49)):
            self.assertEqual((card.open_count, card.overdue_count), (3, 3))

    def answer_many(self, *levels):
        """Answer one follow-up per overall level."""
        for level in levels:
            household = self.create_household()
            followup = self.plan_ticket(partner_id=household.id)
            self.answer_by_staff(followup, {"m": level})

    def test_a_card_shows_this_months_satisfaction(self):
        self.answer_many("satisfied", "fair", "unsatisfied")
        card = self.office.with_user(self.head)
        self.assertEqual(card.month_ballots, 3)
        self.assertEqual(card.month_rate_text, "66.7 %")

    def test_a_card_shows_no_rate_while_nothing_is_returned(self):
        self.plan_ticket()
        card = self.office.with_user(self.head)
        self.assertEqual((card.month_ballots, card.month_rate_text), (0, "–"))
        self.assertNotIn("month_rate", card._fields)  # a number would be a zero

    def test_a_card_shows_no_rate_where_nobody_was_asked_about_the_whole(self):
        self.answer_many("na")
        self.assertEqual(self.office.month_rate_text, "–")

    def test_a_card_begins_afresh_with_the_month_of_the_place(self):
        self.answer_many("satisfied")
        with freeze_time("2026-03-31 15:59:00"):
            self.assertEqual(self.office.month_ballots, 1)
        self.office.invalidate_recordset()
        with freeze_time("2026-03-31 16:00:00"):
            self.assertEqual(self.office.month_ballots, 0)

    def test_a_card_leads_to_the_offices_own_followups(self):
        followup = self.plan_ticket()
        other = self.create_office(name="Hillside")
        action = self.office.with_context(search_default_open=1).action_open_followups()
        found = self.env["huifang.followup"].search(action["domain"])
        self.assertEqual(found, followup)
        self.assertEqual(action["context"], {"search_default_open": 1})
        self.assertFalse(found.search(other.action_open_followups()["domain"]))

    # === KEEPING IT === #

    def test_an_office_with_followups_is_not_deleted(self):
        self.plan_ticket()
        with self.assertRaises(UserError):
            self.office.unlink()

    @mute_logger("odoo.sql_db")
    def test_two_offices_of_a_company_have_different_codes(self):
        self.create_office(name="Hillside", code="H")
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            self.create_office(name="Hilltop", code="H")
