"""What each role may do with follow-ups and their tickets, and may not (I1, I2)."""

from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, new_test_user

from .common import NOW, HuifangCommon


@freeze_time(NOW)
class TestRoles(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = cls.create_user("elsewhere")
        cls.hillside = cls.create_office(
            name="Hillside",
            dispatcher_ids=[(6, 0, cls.elsewhere.ids)],
            head_id=False,
            function_ids=[],
        )

    # === QUALITY REVIEWER: reads all, changes nothing === #

    def test_a_dispatcher_who_reviews_changes_only_what_is_the_dispatchers(self):
        self.env.ref(
            "huifang_followup.group_quality_reviewer"
        ).user_ids += self.elsewhere
        followup = self.contact_ticket()
        followup._prepare_lines()
        record = followup.with_user(self.elsewhere)
        self.assertTrue(record.line_ids.read(["level"]))
        for operation in ("write", "unlink"):
            for records in (record, record.line_ids, record.draw_id):
                with self.subTest(operation, model=records._name):
                    self.assertTrue(records)
                    self.assertFalse(records.has_access(operation))

    def test_a_reviewer_finds_the_buttons_to_judge_an_answer(self):
        for user in (self.reviewer, self.supervisor):
            arch = self.env["huifang.followup"].with_user(user).get_view()["arch"]
            buttons = etree.fromstring(arch).xpath("//header/button/@name")
            with self.subTest(user.login):
                self.assertIn("action_confirm_suspect", buttons)
                self.assertIn("action_discard_suspect", buttons)

    def test_a_reviewer_judges_by_button_what_is_not_the_reviewers_to_write(self):
        followup = self.contact_ticket()
        followup._start_answer()._submit_followup(self.answer_form(followup))
        record = followup.with_user(self.reviewer)
        self.assertFalse(record.has_access("write"))
        record.action_discard_suspect()
        self.assertEqual(followup.suspect_verdict, "automatic")

    # === TICKETS: one may open those one follows up (C16) === #

    def open_ticket(self, followup, user):
        return followup.ticket_id.with_user(user).read(["name", "satisfaction"])

    def test_people_open_the_ticket_of_a_team_without_office(self):
        team = self.create_team(self.office, office_id=False)
        followup = self.plan_ticket(
            team_id=team.id, category_id=self.category("repair").id
        )
        for user in (self.dispatcher, self.supervisor, self.head):
            with self.subTest(user.login):
                self.assertTrue(self.open_ticket(followup, user))
        with self.assertRaises(AccessError):
            self.open_ticket(followup, self.elsewhere)

    def test_people_open_a_ticket_that_moved_to_another_office_later(self):
        followup = self.plan_ticket(category_id=self.category("repair").id)
        elsewhere = self.create_team(self.hillside, name="Hillside")
        followup.ticket_id.team_id = elsewhere
        for user in (self.dispatcher, self.supervisor, self.head, self.elsewhere):
            with self.subTest(user.login):
                self.assertTrue(self.open_ticket(followup, user))

    # === THE RATING: not for those who were rated, nor for the public (I2) === #

    def test_the_handler_does_not_read_the_rating_on_the_ticket(self):
        followup = self.answer_by_staff(self.plan_ticket())
        ticket = followup.ticket_id.with_user(self.handler)
        for name in ("satisfaction", "followup_count", "followup_ids"):
            self.assertNotIn(name, ticket.fields_get())
            with self.subTest(name), self.assertRaises(AccessError):
                ticket.read([name])
        self.assertTrue(ticket.read())

    def test_the_customer_does_not_read_it_in_the_portal(self):
        followup = self.answer_by_staff(self.plan_ticket())
        customer = new_test_user(
            self.env, "hf_customer", "base.group_portal", partner_id=self.household.id
        )
        ticket = followup.ticket_id.with_user(customer)
        self.assertTrue(ticket.read(["name"]))
        for name in ("satisfaction", "followup_count", "followup_ids"):
            with self.subTest(name), self.assertRaises(AccessError):
                ticket.read([name])

    def test_each_role_reads_the_rating_of_what_it_may_see(self):
        ticket = self.answer_by_staff(self.plan_ticket()).ticket_id
        for user in (self.dispatcher, self.head, self.manager):
            self.assertEqual(ticket.with_user(user).satisfaction, "satisfied")
        self.elsewhere.group_ids += self.env.ref("helpdesk_mgmt.group_helpdesk_user")
        outsider = ticket.with_user(self.elsewhere)
        self.assertEqual((outsider.satisfaction, outsider.followup_count), (False, 0))

    # === SETTING UP === #

    def test_a_manager_gives_an_office_its_teams(self):
        team = self.env["helpdesk.ticket.team"].create({"name": "Night Desk"})
        office = self.office.with_user(self.manager)
        office.team_ids = [Command.link(team.id)]
        self.assertEqual(team.office_id, self.office)

    def test_a_manager_makes_a_questionnaire(self):
        survey = self.env["survey.survey"].with_user(self.manager)
        draft = survey.create({"title": "New", "survey_type": "followup"})
        self.assertTrue(draft.write({"title": "Newer"}))

    def test_a_head_chooses_a_questionnaire_for_a_policy(self):
        surveys = self.env["survey.survey"].with_user(self.head)
        self.env["survey.survey"].create({"title": "Canteen"})
        found = {name for _id, name in surveys.name_search("")}
        self.assertIn("How was the repair?", found)
        self.assertNotIn("Canteen", found)
        policies = self.env["huifang.policy"].with_user(self.head)
        form = Form(policies)
        form.name = "Ours"
        form.survey_id = surveys.browse(surveys.name_search("repair")[0][0])
        form.office_ids.add(self.office)
        with form.step_ids.new() as step:
            step.due = 24
        self.assertEqual(form.save().office_ids, self.office)

    def test_a_head_does_not_change_a_questionnaire(self):
        survey = self.env.ref("huifang_followup.survey_repair").with_user(self.head)
        with self.assertRaises(AccessError):
            survey.title = "Mine"
