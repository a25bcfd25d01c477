"""Which tickets are followed up, when and by whom (B1–B3, B5)."""

from collections import Counter
from datetime import timedelta

import psycopg2

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon


@freeze_time(NOW)
class TestHuifangPolicy(HuifangCommon):
    # === THE SHIPPED POLICIES (B1) === #

    def test_the_shipped_policies_ask_how_many_and_how_soon(self):
        expected = {
            "complaint": (100, timedelta(hours=48)),
            "leak": (100, timedelta(days=3)),
            "safety": (100, timedelta(days=2)),
            "repair": (30, timedelta(days=7)),
            "service": (100, timedelta(hours=48)),
        }
        for name, (share, within) in expected.items():
            policy = self.policy(name)
            due = policy.step_ids._get_due_date(NOW, "Asia/Shanghai")
            self.assertEqual((policy.share_rate, due - NOW), (share, within), name)

    def test_every_ticket_finds_its_shipped_policy(self):
        complaint = {"feedback_type": "complaint"}
        expected = [
            ("complaint", complaint),
            ("complaint", complaint | {"category_id": self.category("leak").id}),
            ("leak", {"category_id": self.category("leak").id}),
            ("safety", {"category_id": self.category("safety").id}),
            ("repair", {"category_id": self.category("repair").id}),
            ("service", {"feedback_type": "inquiry"}),
            ("service", {}),
        ]
        for name, values in expected:
            followup = self.plan_ticket(**values)
            self.assertEqual(followup.policy_id, self.policy(name), values)

    def test_what_the_policy_says_is_taken_over(self):
        policy = self.policy("leak")
        followup = self.plan_ticket(category_id=self.category("leak").id)
        self.assertEqual(followup.kind, "repair")
        self.assertEqual(followup.channel, "phone")
        self.assertEqual(followup.survey_id, policy.survey_id)
        self.assertEqual(followup.due_date, NOW + timedelta(days=3))

    # === THE FIRST THAT MATCHES WINS === #

    def test_the_order_of_the_list_decides(self):
        first = self.create_policy(sequence=1)
        self.create_policy(sequence=2)
        self.assertEqual(self.plan_ticket().policy_id, first)

    def test_an_archived_policy_matches_nothing(self):
        self.create_policy(active=False)
        self.assertEqual(self.plan_ticket().policy_id, self.policy("service"))

    def test_a_ticket_no_policy_is_about_is_exempted(self):
        self.env["huifang.policy"].search([]).active = False
        followup = self.plan_ticket()
        self.assertEqual(followup.drop_reason, "exempted")
        self.assertFalse(followup.policy_id)

    def test_a_policy_changed_later_leaves_planned_followups_alone(self):
        policy = self.create_policy()
        followup = self.plan_ticket()
        policy.ticket_domain = "[('name', '=', 'Nothing like it')]"
        followup._plan()
        self.assertEqual((followup.state, followup.policy_id), ("planned", policy))

    # === FILTERS === #

    def test_a_policy_of_an_office_leaves_the_others_alone(self):
        elsewhere = self.create_office(name="Hillside")
        policy = self.create_policy(office_ids=[(6, 0, elsewhere.ids)])
        here = self.plan_ticket()
        there = self.plan_ticket(team_id=self.create_team(elsewhere).id)
        self.assertNotEqual(here.policy_id, policy)
        self.assertEqual(there.policy_id, policy)

    def test_a_policy_of_a_company_leaves_the_others_alone(self):
        company = self.env["res.company"].create({"name": "Elsewhere Ltd"})
        self.create_policy(company_id=company.id)
        own = self.create_policy(sequence=2, company_id=self.company.id)
        self.assertEqual(self.plan_ticket().policy_id, own)

    def test_a_policy_for_a_tag_finds_the_customer_and_the_whole_household(self):
        tag = self.env["res.partner.category"].create({"name": "Elderly"})
        policy = self.create_policy(partner_tag_ids=[(6, 0, tag.ids)])
        tagged = self.create_household(category_id=[(6, 0, tag.ids)])
        child = self.create_household(parent_id=tagged.id, is_household=False)
        self.company.followup_gap_days = 0
        self.assertNotEqual(self.plan_ticket().policy_id, policy)
        self.assertEqual(self.plan_ticket(partner_id=tagged.id).policy_id, policy)
        self.assertEqual(self.plan_ticket(partner_id=child.id).policy_id, policy)

    def test_the_ticket_filter_decides(self):
        policy = self.create_policy(ticket_domain="[('priority', '=', '3')]")
        self.assertEqual(self.plan_ticket(priority="3").policy_id, policy)
        self.assertNotEqual(self.plan_ticket(priority="0").policy_id, policy)

    def test_a_ticket_filter_that_cannot_be_used_is_refused(self):
        for domain in (
            "[('no_such_field', '=', 1)]",
            "[('name', 'resembles', 'tap')]",
            "[('name', '=')]",
            "[('name', '=', 'unfinished",
            "[('create_uid', '=', uid)]",
            "__import__('os').getcwd()",
            "name",
            "5",
        ):
            with self.subTest(domain), self.assertRaises(ValidationError):
                self.create_policy(ticket_domain=domain)

    # === WHO ASKS (B2, B3) === #

    def test_severity_decides_who_follows_a_complaint_up(self):
        people = {
            "ordinary": self.dispatcher,
            "important": self.supervisor,
            "major": self.head,
        }
        for severity, person in people.items():
            followup = self.plan_ticket(
                feedback_type="complaint",
                severity=severity,
                category_id=self.category("repair").id,
            )
            self.assertEqual(followup.user_id, person, severity)

    def test_a_complaint_without_severity_is_an_ordinary_one(self):
        followup = self.plan_ticket(feedback_type="complaint", severity=False)
        self.assertEqual(followup.role, "dispatcher")

    def test_repairs_are_split_over_head_supervisor_and_dispatchers(self):
        self.policy("repair").share_rate = 100
        self.company.followup_gap_days = 0
        followups = self.env["huifang.followup"]
        for _ in range(10):
            followups |= self.plan_ticket(category_id=self.category("repair").id)
        self.assertEqual(
            Counter(followups.mapped("role")),
            {"head": 1, "supervisor": 3, "dispatcher": 6},
        )

    def test_the_split_goes_on_in_the_next_batch_and_over_functions(self):
        self.create_policy(
            share_ids=[
                (0, 0, {"role": role, "rate": 50}) for role in ("head", "dispatcher")
            ]
        )
        self.company.followup_gap_days = 0
        roles = [
            self.plan_ticket(category_id=category.id).role
            for category in (
                self.category("repair"),
                self.env["helpdesk.ticket.category"],
            )
            for _ in range(3)
        ]
        self.assertEqual(Counter(roles), {"head": 3, "dispatcher": 3})

    def test_without_shares_dispatchers_ask(self):
        self.create_policy()
        self.assertEqual(self.plan_ticket().role, "dispatcher")

    # === SEVERAL STEPS (B5) === #

    def create_cycle(self):
        """Return a policy that asks after a week, a month and six months."""
        return self.create_policy(
            step_ids=[
                (0, 0, {"delay": delay, "delay_unit": unit, "sequence": sequence})
                for sequence, (delay, unit) in enumerate(
                    [(1, "weeks"), (1, "months"), (6, "months")]
                )
            ]
        )

    def test_every_step_of_a_policy_has_a_record_of_its_own(self):
        policy = self.create_cycle()
        followups = self.plan_ticket().ticket_id.followup_ids.sorted("step_number")
        self.assertEqual(followups.mapped("step_number"), [1, 2, 3])
        self.assertEqual(followups.step_id, policy.step_ids)
        self.assertEqual(followups.mapped("closing_number"), [1, 1, 1])
        self.assertEqual(followups.handler_id, self.handler)

    def test_every_step_is_planned_at_its_own_time(self):
        self.create_cycle()
        followups = self.plan_ticket().ticket_id.followup_ids
        followups._plan()
        days = [followup.planned_date.date() for followup in followups.sorted("id")]
        self.assertEqual(
            [str(day) for day in days], ["2026-03-11", "2026-04-06", "2026-09-04"]
        )

    def test_planning_a_second_time_makes_no_further_steps(self):
        self.create_cycle()
        ticket = self.plan_ticket().ticket_id
        ticket.followup_ids._plan()
        ticket.followup_ids._plan()
        self.assertEqual(len(ticket.followup_ids), 3)

    def test_two_steps_during_the_work_and_one_after_it_can_be_told(self):
        policy = self.create_policy(
            step_ids=[(0, 0, {"delay": days}) for days in (0, 8, 30)]
        )
        followups = self.plan_ticket().ticket_id.followup_ids
        followups._plan()
        self.assertEqual(set(followups.mapped("state")), {"planned"})
        self.assertEqual(len(followups), len(policy.step_ids))

    # === WHAT CANNOT BE SET === #

    def test_a_policy_without_a_step_is_refused(self):
        with self.assertRaises(ValidationError):
            self.create_policy(step_ids=[])
        survey = self.env.ref("huifang_followup.survey_service")
        with self.assertRaises(ValidationError):
            self.env["huifang.policy"].create({"name": "Bare", "survey_id": survey.id})

    def test_the_last_step_is_not_deleted(self):
        policy = self.create_cycle()
        policy.step_ids[0].unlink()
        with self.assertRaisesRegex(UserError, "last step of Everything"):
            policy.step_ids.unlink()
        self.assertEqual(len(policy.step_ids), 2)

    def test_the_steps_are_replaced_in_one_go(self):
        policy = self.create_policy()
        new = [(0, 0, {"due": 24})]
        policy.step_ids = [(2, policy.step_ids.id), *new]
        self.assertEqual(policy.step_ids.due, 24)
        with self.assertRaises(ValidationError):
            policy.step_ids = [(2, policy.step_ids.id)]

    def test_a_policy_is_deleted_with_its_steps(self):
        policy = self.create_policy()
        policy.unlink()
        self.assertFalse(policy.exists())

    @mute_logger("odoo.sql_db")
    def test_a_share_is_a_percentage(self):
        for rate in (-0.1, 100.1):
            with self.assertRaises(psycopg2.errors.CheckViolation):
                self.create_policy(share_rate=rate)
            with self.assertRaises(psycopg2.errors.CheckViolation):
                self.create_policy(share_ids=[(0, 0, {"role": "head", "rate": rate})])

    @mute_logger("odoo.sql_db")
    def test_a_role_has_one_share(self):
        share = (0, 0, {"role": "head", "rate": 50})
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            self.create_policy(share_ids=[share, share])

    @mute_logger("odoo.sql_db")
    def test_a_step_starts_after_the_closing_and_leaves_time(self):
        for step in ({"delay": -1}, {"due": 0}):
            with self.assertRaises(psycopg2.errors.CheckViolation):
                self.create_policy(step_ids=[(0, 0, step)])
