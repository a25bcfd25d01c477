"""The customer file: kept by those who talk to the customer (A4, B10, I2)."""

from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time

from .common import NOW, HuifangCommon

FIGURES = ["followup_count", "last_contact_date"]


@freeze_time(NOW)
class TestResPartner(HuifangCommon):
    def test_whoever_is_told_on_the_phone_not_to_call_notes_it(self):
        followup = self.plan_ticket()
        for user in (self.dispatcher, self.supervisor, self.head, self.manager):
            with Form(self.household.with_user(user)) as form:
                form.do_not_contact = not form.do_not_contact
        self.household.do_not_contact = True
        followup._contact()
        self.assertEqual(followup.drop_reason, "do_not_contact")

    def test_who_wants_no_contact_leaves_nobody_a_task(self):
        self.household.preferred_channel = "phone"
        called, planned = self.contact_ticket(), self.plan_complaint()
        self.household.do_not_contact = True
        self.assertEqual(
            (called + planned).mapped("drop_reason"), ["do_not_contact"] * 2
        )
        self.assertFalse(called.activity_ids)

    def test_who_opts_out_is_still_asked_about_a_complaint(self):
        self.household.preferred_channel = "phone"
        called, planned = self.contact_ticket(), self.plan_complaint()
        self.household.is_opted_out = True
        self.assertEqual((called.state, planned.state), ("dropped", "planned"))

    def test_what_was_answered_stays_whoever_opts_out(self):
        followup = self.answer_by_staff(self.plan_ticket())
        self.household.do_not_contact = True
        self.assertEqual(followup.state, "done")

    def plan_complaint(self):
        return self.plan_ticket(feedback_type="complaint")

    def test_a_dispatcher_keeps_the_household_and_how_it_is_contacted(self):
        with Form(self.household.with_user(self.dispatcher)) as form:
            form.preferred_channel = "phone"
            form.contact_calendar_id = self.company.resource_calendar_id
            form.unit_number = "2-202"
            form.office_id = self.office
        self.assertEqual(self.household.preferred_channel, "phone")
        self.assertEqual(self.household.unit_number, "2-202")

    def test_without_a_role_nobody_changes_the_file(self):
        for user in (self.handler, self.reviewer):
            household = self.household.with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                household.do_not_contact = True

    def test_the_button_shows_what_it_counts(self):
        asked = self.plan_ticket()
        self.close_ticket(is_anonymous=True)._plan()
        household = self.household.with_user(self.dispatcher)
        action = household.action_open_followups()
        found = self.env["huifang.followup"].search(action["domain"])
        self.assertEqual((household.followup_count, found), (1, asked))

    def test_the_figures_of_a_person_count_what_that_person_may_see(self):
        self.plan_ticket()
        elsewhere = self.create_user("elsewhere")
        self.create_office(name="Hillside", dispatcher_ids=[(6, 0, elsewhere.ids)])
        self.assertEqual(self.household.with_user(elsewhere).followup_count, 0)
        self.assertEqual(self.household.with_user(self.head).followup_count, 1)

    def test_others_do_not_see_the_figures(self):
        household = self.household.with_user(self.handler)
        self.assertFalse(set(FIGURES) & household.fields_get().keys())
        with self.assertRaises(AccessError):
            household.read(FIGURES)
