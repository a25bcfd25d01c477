"""The draw of a stratum: keeps its share, can be run again, bends to nobody (B14)."""

from datetime import datetime
from math import ceil

import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from odoo.addons.huifang_followup import sampling

from .common import NOW, HuifangCommon


@freeze_time(NOW)
class TestHuifangDraw(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.followup_gap_days = 0
        cls.sampled = cls.create_policy(share_rate=30)
        # Given, so that the tests are the same every time.
        numbers = iter(range(1000))
        cls.classPatch(sampling, "new_seed", lambda: f"{next(numbers):032x}")

    def close_tickets(self, count, **values):
        """Return the new follow-ups of so many tickets closed just now."""
        tickets = self.env["helpdesk.ticket"]
        for _ in range(count):
            tickets += self.create_ticket(**values)
        tickets.stage_id = self.done_stage
        return tickets.followup_ids.sorted("id")

    def plan_tickets(self, count, **values):
        """Return the follow-ups of so many tickets planned in one batch."""
        followups = self.close_tickets(count, **values)
        followups._plan()
        return followups

    def create_complaint(self, **values):
        """Return an open complaint of the household."""
        return self.create_ticket(feedback_type="complaint", **values)

    # === STEPS === #

    def test_later_steps_ask_whom_the_first_one_drew(self):
        self.sampled.step_ids = [(0, 0, {"delay": 1, "delay_unit": "months"})]
        first = self.plan_tickets(10)
        later = first.ticket_id.followup_ids - first
        later._plan()
        drawn = first.filtered("is_drawn").ticket_id
        self.assertEqual(later.filtered("is_drawn").ticket_id, drawn)
        self.assertEqual(set(later.mapped("state")), {"planned", "dropped"})
        self.assertEqual(first.draw_id.frame_count, 10)

    def test_where_the_first_step_was_not_asked_the_next_one_is_drawn_for_all(self):
        self.sampled.active = False
        self.plan_tickets(1)
        self.sampled.active = True
        self.company.followup_gap_days = 7
        months = [(0, 0, {"delay": n, "delay_unit": "months"}) for n in (1, 2)]
        self.sampled.step_ids = months
        first = self.plan_tickets(6)
        self.assertEqual(set(first.mapped("drop_reason")), {"contact_gap"})
        later = first.ticket_id.followup_ids - first
        self.company.followup_gap_days = 0
        later._plan()
        second, third = later.grouped("step_number").values()
        self.assertEqual(
            second.filtered("is_drawn").ticket_id, third.filtered("is_drawn").ticket_id
        )
        self.assertEqual(later.draw_id.frame_count, 6)

    # === THE SHARE === #

    def test_the_share_holds_after_every_ticket_over_several_batches(self):
        followups = self.plan_tickets(17) + self.plan_tickets(1) + self.plan_tickets(22)
        self.assertEqual(followups.mapped("draw_number"), list(range(1, 41)))
        for number in range(1, 41):
            drawn = sum(followups[:number].mapped("is_drawn"))
            wanted = ceil(0.3 * number)
            self.assertTrue(wanted - 1 <= drawn <= wanted + 1, number)

    def test_what_is_drawn_is_planned_and_the_rest_says_why_not(self):
        followups = self.plan_tickets(20)
        drawn = followups.filtered("is_drawn")
        self.assertEqual(set(drawn.mapped("state")), {"planned"})
        self.assertEqual(set((followups - drawn).mapped("drop_reason")), {"not_drawn"})

    def test_the_draw_counts_its_frame_and_what_it_drew(self):
        followups = self.plan_tickets(20)
        draw = followups.draw_id
        self.assertEqual(draw.frame_count, 20)
        self.assertEqual(draw.drawn_count, len(followups.filtered("is_drawn")))
        self.assertEqual(draw.followup_ids, followups)

    def test_a_ticket_nobody_can_be_asked_about_takes_no_place(self):
        self.plan_tickets(3, is_anonymous=True)
        followup = self.plan_tickets(1)
        self.assertEqual((followup.draw_number, followup.draw_id.frame_count), (1, 1))

    def test_the_first_in_line_is_not_always_the_one(self):
        results = set()
        for rate in (30.1, 30.2, 30.3, 30.4):
            self.sampled.share_rate = rate
            results.add(tuple(self.plan_tickets(10).mapped("is_drawn")))
        self.assertGreater(len(results), 1)

    # === STRATA === #

    def test_every_office_has_a_draw_of_its_own(self):
        here = self.plan_tickets(2)
        team = self.create_team(self.create_office(name="Hillside"))
        there = self.plan_tickets(2, team_id=team.id)
        self.assertNotEqual(here.draw_id, there.draw_id)
        self.assertEqual(there.mapped("draw_number"), [1, 2])

    def test_every_function_has_a_draw_of_its_own(self):
        repairs = self.plan_tickets(2, category_id=self.category("repair").id)
        others = self.plan_tickets(2)
        self.assertEqual(repairs.draw_id.function_id, self.function)
        self.assertFalse(others.draw_id.function_id)
        self.assertEqual(others.mapped("draw_number"), [1, 2])

    def test_every_policy_has_a_draw_of_its_own(self):
        ours = self.plan_tickets(2)
        self.create_policy(sequence=0)
        theirs = self.plan_tickets(2)
        self.assertNotEqual(ours.draw_id, theirs.draw_id)

    def test_a_month_ends_at_midnight_on_the_clock_of_the_office(self):
        with freeze_time(datetime(2026, 3, 31, 15, 59)):
            march = self.close_tickets(1)
        with freeze_time(datetime(2026, 3, 31, 16, 0)):
            april = self.close_tickets(1)
        (march + april)._plan()
        self.assertEqual(str(march.draw_id.month), "2026-03-01")
        self.assertEqual(str(april.draw_id.month), "2026-04-01")

    def test_the_month_is_that_of_the_closing_however_late_it_is_planned(self):
        followup = self.close_tickets(1)
        with freeze_time(datetime(2026, 5, 6, 3)):
            followup._plan()
        self.assertEqual(str(followup.draw_id.month), "2026-03-01")

    def test_a_new_share_begins_a_new_draw(self):
        before = self.plan_tickets(5)
        self.sampled.share_rate = 100
        after = self.plan_tickets(5)
        self.assertNotEqual(before.draw_id, after.draw_id)
        self.assertTrue(all(after.mapped("is_drawn")))

    @mute_logger("odoo.sql_db")
    def test_a_stratum_has_one_draw(self):
        draw = self.plan_tickets(1).draw_id
        stratum = {
            name: draw[name].id for name in ("policy_id", "office_id", "function_id")
        }
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            draw.create(stratum | {"month": draw.month, "share_rate": draw.share_rate})

    # === WHO COMPLAINED BEFORE === #

    def test_who_complained_before_is_always_drawn(self):
        self.sampled.share_rate = 0
        self.create_complaint()
        followups = self.plan_tickets(5)
        self.assertEqual(set(followups.mapped("state")), {"planned"})

    def test_who_complained_before_comes_on_top_of_the_share(self):
        neighbour = self.create_household(name="Li Si")
        self.create_complaint(partner_id=neighbour.id)
        followups = self.plan_tickets(4, partner_id=neighbour.id)
        followups += self.plan_tickets(20)
        draw = followups.draw_id
        self.assertEqual((draw.forced_count, draw.frame_count), (4, 20))
        self.assertEqual(followups[:4].mapped("draw_number"), [0, 0, 0, 0])
        self.assertIn(draw.drawn_count, (6, 7))

    def test_a_complaint_of_one_member_counts_for_the_household(self):
        self.sampled.share_rate = 0
        child = self.create_household(parent_id=self.household.id, is_household=False)
        self.create_complaint(partner_id=child.id)
        self.assertEqual(self.plan_tickets(1).state, "planned")

    def test_a_later_complaint_does_not_count(self):
        self.sampled.share_rate = 0
        followup = self.close_tickets(1)
        self.create_complaint()
        followup._plan()
        self.assertEqual(followup.drop_reason, "not_drawn")

    def test_a_complaint_is_not_drawn_for_its_own_sake(self):
        self.sampled.share_rate = 0
        followup = self.plan_tickets(1, feedback_type="complaint")
        self.assertEqual(followup.drop_reason, "not_drawn")

    # === RUNNING IT AGAIN === #

    def test_running_the_draw_again_finds_the_same_tickets(self):
        draw = self.plan_tickets(40).draw_id
        action = draw.with_user(self.head).action_rerun()
        self.assertEqual(action["params"]["type"], "success")

    def test_running_the_draw_again_leaves_those_drawn_in_addition_aside(self):
        self.create_complaint()
        draw = self.plan_tickets(10).draw_id
        self.assertEqual(draw.action_rerun()["params"]["type"], "success")

    def test_a_result_changed_behind_the_scenes_is_found_out(self):
        followups = self.plan_tickets(10)
        self.env.cr.execute(
            "UPDATE huifang_followup SET is_drawn = NOT is_drawn WHERE id = %s",
            followups[4].ids,
        )
        self.env.invalidate_all()
        action = followups.draw_id.action_rerun()
        self.assertEqual(action["params"]["type"], "danger")

    def test_a_seed_changed_behind_the_scenes_is_found_out(self):
        draw = self.plan_tickets(40).draw_id
        draw.seed = "f" * 32
        self.assertEqual(draw.action_rerun()["params"]["type"], "danger")

    # === NOBODY BENDS IT === #

    def test_nobody_changes_or_deletes_a_draw(self):
        draw = self.plan_tickets(1).draw_id
        for user in (self.dispatcher, self.head, self.reviewer, self.manager):
            for change in (
                lambda theirs: theirs.write({"drawn_count": 0}),
                lambda theirs: theirs.write({"seed": "0" * 32}),
                lambda theirs: theirs.unlink(),
                lambda theirs: theirs.copy(),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    change(draw.with_user(user))

    def test_a_draw_stands_even_where_somebody_was_given_all_rights(self):
        group = self.env.ref("huifang_followup.group_company_manager")
        self.env["ir.model.access"].create(
            {
                "name": "too much",
                "model_id": self.env["ir.model"]._get_id("huifang.draw"),
                "group_id": group.id,
                **dict.fromkeys(("perm_read", "perm_write", "perm_unlink"), True),
            }
        )
        draw = self.plan_tickets(1).draw_id.with_user(self.manager)
        with self.assertRaises(AccessError):
            draw.frame_count = 0
        with self.assertRaises(AccessError):
            draw.unlink()

    def test_nobody_moves_a_followup_in_its_draw(self):
        followup = self.plan_tickets(5)[-1]
        for values in ({"is_drawn": True}, {"draw_number": 0}, {"draw_id": False}):
            with self.subTest(values), self.assertRaises(AccessError):
                followup.with_user(self.manager).write(values)

    def test_who_closes_and_plans_tickets_does_not_see_the_seed(self):
        draw = self.plan_tickets(1).draw_id
        for user in (self.dispatcher, self.supervisor, self.head):
            with self.subTest(user.login), self.assertRaises(AccessError):
                draw.with_user(user).read(["seed"])

    def test_who_checks_the_draw_sees_the_seed(self):
        draw = self.plan_tickets(1).draw_id
        for user in (self.reviewer, self.manager):
            self.assertTrue(draw.with_user(user).read(["seed"])[0]["seed"])

    def test_the_seed_cannot_be_guessed_by_searching_for_it(self):
        seed = self.plan_tickets(1).draw_id.seed
        draws = self.env["huifang.draw"].with_user(self.head)
        with self.assertRaises(AccessError):
            draws.search([("seed", "=like", f"{seed[:3]}%")])
