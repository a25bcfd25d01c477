"""Customers decide how and when they are asked, or that they are not (A4, D5)."""

from lxml import html

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon

URL = "/my/followup/preferences"


@freeze_time(NOW)
class TestPreferences(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        shipped = cls.env.ref("huifang_followup.resource_calendar_contact")
        cls.evenings = shipped.copy({"name": "Evenings", "is_customer_choice": True})

    def setUp(self):
        super().setUp()
        self.log_in(self.customer)

    def save(self, **form):
        response = self.post(URL, form, page=self.get(URL))
        self.env.invalidate_all()
        self.env.cr.flush()
        return response

    def read_options(self, name):
        page = html.fromstring(self.read_page(URL))
        return page.xpath(f"//select[@name='{name}']/option/@value")

    def test_what_is_chosen_is_kept_and_shown(self):
        self.save(channel="phone", calendar=self.evenings.id, is_opted_out="on")
        customer = self.household
        self.assertEqual(customer.preferred_channel, "phone")
        self.assertEqual(customer.contact_calendar_id, self.evenings)
        self.assertEqual(
            (customer.is_opted_out, customer.do_not_contact), (True, False)
        )
        page = html.fromstring(self.read_page(URL))
        chosen = page.xpath("//option[@selected]/@value")
        self.assertEqual(chosen, ["phone", str(self.evenings.id)])
        self.assertEqual(page.xpath("//input[@checked]/@name"), ["is_opted_out"])

    def test_what_is_taken_away_is_gone(self):
        self.household.write({"preferred_channel": "phone", "do_not_contact": True})
        self.save(channel="", calendar="")
        self.assertFalse(self.household.preferred_channel)
        self.assertFalse(self.household.do_not_contact)

    def test_only_what_reaches_the_customer_is_offered(self):
        self.household.phone = False
        offered = self.read_options("channel")
        self.assertIn("email", offered)
        self.assertNotIn("phone", offered)
        self.assertNotIn("message", offered)
        self.assertNotIn("meeting", offered)  # held with many at once

    def test_only_hours_meant_for_customers_are_offered(self):
        self.assertEqual(self.read_options("calendar"), ["", str(self.evenings.id)])

    def test_hours_agreed_with_the_office_may_be_kept(self):
        own = self.evenings.copy({"name": "Sundays", "is_customer_choice": False})
        self.household.contact_calendar_id = own
        self.save(calendar=own.id)
        self.assertEqual(self.household.contact_calendar_id, own)

    def test_hours_of_another_company_are_not_offered(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.evenings.company_id = other
        self.assertEqual(self.read_options("calendar"), [])

    def test_what_is_not_on_offer_is_refused_and_changes_nothing(self):
        working = self.company.resource_calendar_id
        for form in (
            {"channel": "pigeon"},
            {"calendar": working.id},
            {"calendar": "x"},
            {"channel": "phone", "calendar": "-1"},
        ):
            with self.subTest(form):
                self.assertIn("Choose", self.save(**form).text)
                self.assertFalse(self.household.preferred_channel)
                self.assertFalse(self.household.contact_calendar_id)

    def test_the_file_says_who_changed_what(self):
        self.save(channel="phone", do_not_contact="on")
        message = self.household.message_ids[0]
        self.assertEqual(message.author_id, self.household)
        tracked = message.sudo().tracking_value_ids.field_id.mapped("name")
        self.assertEqual(set(tracked), {"preferred_channel", "do_not_contact"})

    def test_a_member_decides_about_the_own_contact_only(self):
        self.log_in(self.member)
        self.save(channel="", is_opted_out="on")
        self.assertTrue(self.daughter.is_opted_out)
        self.assertFalse(self.household.is_opted_out)

    def test_without_the_pages_token_nothing_is_saved(self):
        response = self.get(URL, data={"do_not_contact": "on"})
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self.household.do_not_contact)

    def test_the_next_follow_up_keeps_to_it(self):
        self.save(channel="phone")
        self.assertEqual(self.plan_ticket().channel, "phone")
        self.save(do_not_contact="on")
        self.assertEqual(self.plan_ticket().drop_reason, "do_not_contact")

    def test_hours_that_customers_chose_are_not_deleted(self):
        self.household.contact_calendar_id = self.evenings
        with self.assertRaises(UserError):
            self.evenings.unlink()
