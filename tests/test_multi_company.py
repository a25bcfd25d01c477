"""Two companies in one database with people in both: nothing leaks (I6)."""

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time

from .common import NOW, HuifangCommon

MODELS = (
    "huifang.office",
    "huifang.function",
    "huifang.draw",
    "huifang.followup",
    "huifang.followup.line",
    "huifang.followup.attempt",
    "huifang.rectification",
    "huifang.rating.report",
)


@freeze_time(NOW)
class TestMultiCompany(HuifangCommon):
    """The dispatcher and the manager work for both companies, the others for one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.abroad = cls.env["res.company"].create(
            {
                "name": "Abroad",
                "followup_start_date": "2026-01-01",
                "standard_rectification_days": 10,
            }
        )
        cls.both = cls.company | cls.abroad
        for person in (cls.dispatcher, cls.manager, cls.reviewer):
            person.company_ids = [Command.set(cls.both.ids)]
        cls.policy("service").share_rate = 100
        cls.office_abroad = cls.create_office(
            name="Abroad",
            company_id=cls.abroad.id,
            head_id=False,
            dispatcher_ids=[Command.set(cls.dispatcher.ids)],
            function_ids=[Command.create({"name": "Repairs abroad"})],
        )
        team = cls.create_team(
            cls.office_abroad, company_id=cls.abroad.id, user_ids=False
        )
        cls.policy_abroad = cls.create_policy(company_id=cls.abroad.id)
        here = cls.create_household(name="Zhang here")
        there = cls.create_household(name="Wang abroad", office_id=team.office_id.id)
        cls.here = cls.ask_badly(partner_id=here.id)
        cls.there = cls.ask_badly(
            partner_id=there.id,
            team_id=team.id,
            company_id=cls.abroad.id,
            user_id=False,
        )

    @classmethod
    def ask_badly(cls, **values):
        """Return a follow-up whose customer was unsatisfied, with what came of it."""
        followup = cls.contact_ticket(**values)
        cls.answer_by_customer(followup, levels={"m": "unsatisfied"}, resolved="no")
        followup._process_answers()
        assert followup.rectification_ids
        return followup

    def look(self, user, model, companies):
        """Return the companies whose records a user finds with some switched on."""
        records = self.env[model].with_user(user)
        found = records.with_context(allowed_company_ids=companies.ids).search([])
        if "company_id" in found._fields:
            return found.sudo().company_id
        owner = "office_id" if "office_id" in found._fields else "followup_id"
        return found.sudo()[owner].company_id

    def test_who_works_for_both_sees_the_company_that_is_switched_on(self):
        for user in (self.dispatcher, self.manager, self.reviewer):
            for model in MODELS:
                if not self.env[model].with_user(user).has_access("read"):
                    continue  # draws are not for dispatchers
                for companies in (self.company, self.abroad, self.both):
                    with self.subTest(user.login, model=model, on=companies.ids):
                        seen = self.look(user, model, companies)
                        self.assertEqual(seen, companies)

    def test_who_works_for_one_company_never_sees_the_other(self):
        for user in (self.head, self.supervisor, self.dispatcher_two):
            for model in MODELS:
                with self.subTest(user.login, model=model):
                    self.assertFalse(
                        self.there.exists().with_user(user).has_access("read")
                    )
                    if self.env[model].with_user(user).has_access("read"):
                        self.assertNotIn(
                            self.abroad, self.look(user, model, self.company)
                        )

    def test_a_company_one_does_not_work_for_cannot_be_switched_on(self):
        with self.assertRaises(AccessError):
            self.look(self.head, "huifang.followup", self.both)

    def test_a_role_in_one_company_is_none_in_the_other(self):
        self.office_abroad.dispatcher_ids = self.dispatcher_two
        record = self.there.with_user(self.dispatcher)
        record = record.with_context(allowed_company_ids=self.both.ids)
        self.assertFalse(record.has_access("read"))

    def test_work_goes_to_the_people_of_the_ticket_s_own_company(self):
        self.assertEqual(self.there.user_id, self.dispatcher)
        self.assertIn(self.here.user_id, self.office.dispatcher_ids)

    def test_each_company_goes_by_its_own_policies(self):
        self.assertEqual(self.there.policy_id, self.policy_abroad)
        self.assertEqual(self.here.policy_id, self.policy("service"))
        policies = self.env["huifang.policy"].with_user(self.head)
        self.assertNotIn(self.policy_abroad, policies.search([]))

    def test_what_both_companies_use_is_changed_by_who_works_for_both(self):
        shared = self.policy("service"), self.aspect("cleaning")
        step, share = shared[0].step_ids, self.policy("repair").share_ids
        local = self.create_user(
            "local", groups="huifang_followup.group_company_manager"
        )
        for record in (*shared, step[:1], share[:1]):
            with self.subTest(record._name):
                record.with_user(self.manager).write({"sequence": 7}) if (
                    "sequence" in record._fields
                ) else record.with_user(self.manager).write({"rate": 7})
                with self.assertRaises(AccessError):
                    record.with_user(local).write({"create_date": False})
        with self.assertRaises(AccessError):
            shared[0].with_user(local).copy()
        self.policy_abroad.copy({"company_id": self.company.id}).with_user(
            local
        ).share_rate = 50

    def test_each_company_goes_by_its_own_standards(self):
        days = [
            (rectification.deadline - followup.done_day).days
            for followup in (self.here, self.there)
            for rectification in followup.rectification_ids
        ]
        self.assertEqual(days, [30, 10])

    def test_figures_of_one_company_leave_the_other_out(self):
        report = self.env["huifang.rating.report"].with_user(self.manager)
        ratings = [
            report.with_context(allowed_company_ids=companies.ids).formatted_read_group(
                [], [], ["returned:sum"]
            )[0]["returned:sum"]
            for companies in (self.company, self.abroad, self.both)
        ]
        self.assertTrue(all(ratings))
        self.assertEqual(ratings[0] + ratings[1], ratings[2])

    def test_a_team_of_one_company_does_not_belong_to_an_office_of_the_other(self):
        with self.assertRaises(ValidationError):
            self.create_team(self.office, company_id=self.abroad.id)
        with self.assertRaises(ValidationError):
            self.office.company_id = self.abroad

    def test_settings_are_those_of_the_company_switched_on(self):
        settings = self.env["huifang.settings"].with_user(self.manager)
        settings = settings.with_company(self.abroad)
        settings.create({"company_id": self.company.id, "standard_hours": 12})
        self.assertEqual(self.company.standard_hours, 48)
        self.assertEqual(self.abroad.standard_hours, 12)
