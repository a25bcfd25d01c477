"""Standards and settings of a company, kept by its manager (A5, A6)."""

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon


class TestHuifangSettings(HuifangCommon):
    def open_form(self, user, **context):
        """Return the page as the menu opens it."""
        settings = self.env["huifang.settings"].with_user(user)
        return Form(settings.with_context(**context))

    def test_the_page_shows_what_the_company_has(self):
        self.company.write({"standard_aspect": 75, "followup_gap_days": 5})
        form = self.open_form(self.manager)
        self.assertEqual((form.standard_aspect, form.followup_gap_days), (75, 5))

    def test_a_manager_sets_standards_and_contact_hours(self):
        hours = self.company.resource_calendar_id
        form = self.open_form(self.manager)
        form.standard_aspect = 70
        form.followup_contact_calendar_id = hours
        form.save()
        self.assertEqual(self.company.standard_aspect, 70)
        self.assertEqual(self.company._get_contact_calendar(), hours)

    def test_nobody_else_sets_them(self):
        for user in (self.head, self.reviewer, self.handler):
            settings = self.env["huifang.settings"].with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                settings.create({"standard_aspect": 10})
        self.assertEqual(self.company.standard_aspect, 80)

    def test_a_manager_sets_nothing_of_another_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere Ltd"})
        settings = self.env["huifang.settings"].with_user(self.manager)
        settings.create({"company_id": other.id, "standard_aspect": 10})
        self.assertEqual(other.standard_aspect, 80)
        with self.assertRaises(AccessError):
            settings.with_context(allowed_company_ids=other.ids).create({})

    def test_a_manager_does_not_write_the_company_otherwise(self):
        with self.assertRaises(AccessError):
            self.company.with_user(self.manager).standard_aspect = 70

    def test_administrators_find_the_same_in_the_settings_of_odoo(self):
        settings = self.env["res.config.settings"].create({"standard_aspect": 70})
        settings.execute()
        self.assertEqual(self.company.standard_aspect, 70)

    @mute_logger("odoo.sql_db")
    def test_standards_and_settings_that_make_no_sense_are_refused(self):
        percents = ("coverage", "overall", "aspect", "return", "complaints", "reply")
        wrong = [
            (f"standard_{name}", value) for name in percents for value in (-1, 500)
        ]
        wrong += [("standard_rectification_rate", 100.1), ("standard_hours", 0)]
        wrong += [("standard_rectification_days", -3)]
        wrong += [("standard_rectification_plan_days", value) for value in (0, 31)]
        self.office.use_company_standards = False
        for name, value in wrong:
            self.assert_refused(self.company, name, value)
            self.assert_refused(self.office, name, value)
        for name in ("first_reminder", "second_reminder", "suspect_after_mail"):
            self.assert_refused(self.company, f"followup_{name}", -1)
        for name in ("max_attempts", "max_rounds", "link_days"):
            self.assert_refused(self.company, f"followup_{name}", 0)
        for name in ("complaint", "followup"):
            self.assert_refused(self.company, f"retention_{name}_months", 0)

    def assert_refused(self, record, name, value):
        with self.subTest(model=record._name, name=name, value=value):
            with self.assertRaises(psycopg2.errors.CheckViolation) as caught:
                record[name] = value
                record.flush_recordset()
            message = record._sql_error_to_message(caught.exception)
            self.assertNotIn("standard_", message)
            self.assertTrue(message.endswith((".", "off.")), message)


@freeze_time(NOW)
class TestContactHours(HuifangCommon):
    def setUp(self):
        super().setUp()
        self.shipped = self.env.ref("huifang_followup.resource_calendar_contact")

    def test_a_manager_changes_the_hours_and_adds_a_holiday(self):
        hours = self.shipped.with_user(self.manager)
        with Form(hours) as form:
            form.name = "Evenings"
        hours.attendance_ids[0].unlink()
        day = {"date_from": "2026-05-01", "date_to": "2026-05-02"}
        hours.global_leave_ids = [Command.create({"name": "Labour Day", **day})]
        self.assertEqual(self.shipped.global_leave_ids.name, "Labour Day")

    def test_a_manager_leaves_the_hours_of_other_companies_alone(self):
        company = self.env["res.company"].create({"name": "Elsewhere Ltd"})
        theirs = company.resource_calendar_id.with_user(self.manager)
        for records in (theirs, theirs.attendance_ids):
            with self.subTest(records._name), self.assertRaises(AccessError):
                records.write({"name": "Mine"})

    def test_hours_of_contact_are_not_deleted(self):
        calendars = self.env["resource.calendar"]
        company, office, customer = (calendars.create({"name": n}) for n in "ABC")
        self.company.followup_contact_calendar_id = company
        self.office.contact_calendar_id = office
        self.household.contact_calendar_id = customer
        for calendar in (self.shipped, company, office, customer):
            with (
                self.subTest(calendar.name),
                self.assertRaisesRegex(UserError, "Change or archive"),
            ):
                calendar.unlink()

    def test_other_hours_are_deleted_as_ever(self):
        calendar = self.env["resource.calendar"].create({"name": "Nobody's"})
        calendar.unlink()
        self.assertFalse(calendar.exists())

    def test_a_ticket_closes_where_the_contact_hours_are_gone(self):
        self.lose_contact_hours()
        hours = self.company.resource_calendar_id
        self.assertEqual(self.company._get_contact_calendar(), hours)
        self.assertEqual(self.plan_ticket().state, "planned")

    def test_a_ticket_closes_in_a_company_without_any_hours(self):
        self.lose_contact_hours()
        self.company.resource_calendar_id = False
        self.assertEqual(self.close_ticket().state, "new")

    def lose_contact_hours(self):
        """Leave the company without contact hours, the shipped ones included."""
        self.company.followup_contact_calendar_id = False
        self.env["ir.model.data"].search(
            [("model", "=", self.shipped._name), ("res_id", "=", self.shipped.id)]
        ).unlink()
