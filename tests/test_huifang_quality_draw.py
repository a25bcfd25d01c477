"""The draw of records for a quality check: chance, and nobody's choice (C13)."""

from datetime import date, datetime

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from odoo.addons.huifang_followup import sampling

from .common import NOW, HuifangCommon

# Still March in UTC, April in Shanghai.
LAST_MINUTES = datetime(2026, 3, 31, 17, 0)


@freeze_time(NOW)
class TestHuifangQualityDraw(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Given, so that the tests are the same every time.
        numbers = iter(range(1000))
        cls.classPatch(sampling, "new_seed", lambda: f"{next(numbers):032x}")

    def draw(self, user=None, **values):
        """Return a quality draw that has been made."""
        draw = self.create_quality_draw(user, **values)
        draw.action_draw()
        return draw

    def assert_nothing_to_draw(self, **values):
        with self.assertRaisesRegex(UserError, "Nothing was finished"):
            self.draw(**values)

    # === WHAT IS DRAWN FROM === #

    def test_finished_records_are_drawn_whether_reviewed_or_not(self):
        followups = self.answer_many(2)
        followups[0].with_user(self.head).action_review()
        self.assertEqual(self.draw().check_ids.followup_id, followups)

    def test_what_is_not_finished_is_not_drawn(self):
        done = self.answer_many(1)
        self.plan_ticket(partner_id=self.create_household().id)
        dropped = self.contact_ticket(partner_id=self.create_household().id)
        dropped._set_dropped("refused")
        self.assertEqual(self.draw().check_ids.followup_id, done)

    def test_what_the_customers_answered_themselves_is_drawn_too(self):
        followup = self.answer_by_customer(self.contact_ticket())
        self.assertEqual(self.draw().check_ids.followup_id, followup)

    def test_an_answer_that_looks_automatic_is_drawn_once_it_counts(self):
        followup = self.contact_ticket()
        followup._start_answer()._submit_followup(self.answer_form(followup))
        self.assertTrue(followup.is_suspect)
        self.assert_nothing_to_draw()
        followup.with_user(self.head).action_confirm_suspect()
        self.assertEqual(self.draw().check_ids.followup_id, followup)

    def test_days_are_those_of_the_answer_on_the_clock_of_the_office(self):
        followup = self.plan_ticket()
        with freeze_time(LAST_MINUTES):
            self.answer_by_staff(followup)
        self.assert_nothing_to_draw()
        april = self.draw(date_from="2026-04-01", date_to="2026-04-01")
        self.assertEqual(april.check_ids.followup_id, followup)

    def test_offices_may_be_chosen(self):
        here = self.answer_many(1)
        hillside = self.create_office(name="Hillside")
        team = self.create_team(hillside)
        there = self.answer_many(1, team_id=team.id)
        draw = self.draw(office_ids=[Command.set(hillside.ids)])
        self.assertEqual(draw.check_ids.followup_id, there)
        self.assertEqual(self.draw().check_ids.followup_id, here)

    def test_records_of_another_company_are_left_alone(self):
        self.answer_many(1)
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.reviewer.company_ids += company
        self.assert_nothing_to_draw(company_id=company.id)

    def test_a_record_is_drawn_once_whatever_came_of_it(self):
        checks = self.answer_many(2) and self.draw().check_ids
        checks[0].action_genuine()
        self.assert_nothing_to_draw()
        later = self.answer_many(1)
        self.assertEqual(self.draw().check_ids.followup_id, later)

    @mute_logger("odoo.sql_db")
    def test_two_draws_at_once_cannot_check_one_record_twice(self):
        followup = self.answer_many(1)
        draw = self.draw()
        with self.assertRaises(psycopg2.errors.UniqueViolation) as caught:
            draw.sudo().check_ids.create(
                {"draw_id": draw.id, "followup_id": followup.id}
            )
        message = draw.check_ids._sql_error_to_message(caught.exception)
        self.assertIn("Draw again", message)

    # === HOW MUCH IS DRAWN, AND WHAT LIKELIER === #

    def test_the_share_is_rounded_up(self):
        self.answer_many(7)
        draw = self.draw(share_rate=30)
        self.assertEqual((draw.frame_count, draw.drawn_count), (7, 3))
        self.assertEqual(len(draw.check_ids), 3)

    def test_one_is_drawn_however_small_the_share(self):
        self.answer_many(2)
        self.assertEqual(self.draw(share_rate=0.1).drawn_count, 1)

    def test_what_staff_typed_weighs_more_than_what_the_customer_sent(self):
        typed = self.answer_many(1)
        sent = self.answer_by_customer(self.contact_ticket())
        draw = self.draw(staff_weight=5)
        self.assertEqual(dict(draw.frame), {typed.id: 5, sent.id: 1})

    @mute_logger("odoo.sql_db")
    def test_what_makes_no_sense_is_refused(self):
        for values in (
            {"share_rate": 0},
            {"share_rate": 101},
            {"staff_weight": 0},
            {"date_from": "2026-04-01"},
        ):
            with (
                self.subTest(values),
                self.assertRaises(psycopg2.errors.CheckViolation),
            ):
                self.create_quality_draw(**values)

    # === MAKING IT === #

    def test_last_month_is_proposed(self):
        form = Form(self.env["huifang.quality.draw"].with_user(self.reviewer))
        self.assertEqual(form.date_from, date(2026, 2, 1))
        self.assertEqual(form.date_to, date(2026, 2, 28))

    def test_whoever_draws_comes_to_what_is_to_be_checked(self):
        followup = self.answer_many(1)
        action = self.create_quality_draw().action_draw()
        checks = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(checks.followup_id, followup)

    def test_the_draw_says_who_made_it_when_and_what_came_of_it(self):
        self.answer_many(3)
        draw = self.draw()
        self.assertEqual((draw.user_id, draw.date), (self.reviewer, NOW))
        draw.check_ids[0].action_genuine()
        draw.check_ids[1].note = "Nobody has called me."
        draw.check_ids[1].action_not_genuine()
        self.assertEqual((draw.open_count, draw.not_genuine_count), (1, 1))

    def test_a_draw_is_made_once(self):
        self.answer_many(2)
        draw = self.draw(share_rate=1)
        with self.assertRaisesRegex(UserError, "already"):
            draw.action_draw()
        self.assertEqual(len(draw.check_ids), 1)

    def test_a_draft_may_be_changed_and_thrown_away(self):
        draw = self.create_quality_draw()
        draw.share_rate = 10
        draw.unlink()
        self.assertFalse(draw.exists())

    def test_a_copy_asks_for_the_same_and_draws_anew(self):
        self.answer_many(1)
        copy = self.draw(staff_weight=7).copy()
        self.assertEqual((copy.state, copy.staff_weight), ("draft", 7))
        self.assertFalse(copy.seed or copy.frame or copy.check_ids or copy.date)

    # === RUNNING IT AGAIN === #

    def rerun(self, draw):
        self.env.flush_all()
        self.env.invalidate_all()
        return draw.action_rerun()["params"]["type"]

    def test_running_it_again_finds_the_same_whatever_was_decided_since(self):
        self.answer_many(9)
        draw = self.draw(share_rate=40)
        draw.check_ids.note = "Nobody has called me."
        draw.check_ids[:2].action_not_genuine()
        self.answer_many(2)
        self.assertEqual(self.rerun(draw), "success")

    def test_what_was_changed_behind_the_scenes_is_found_out(self):
        followups = self.answer_many(6)
        for column, value in (
            ("seed", "f" * 32),
            ("share_rate", 90),
            ("frame_hash", "0" * 64),
            ("frame", f"[[{followups[0].id}, 1]]"),
        ):
            draw = self.draw(share_rate=20)
            self.env.flush_all()
            self.env.cr.execute(
                f'UPDATE huifang_quality_draw SET "{column}" = %s WHERE id = %s',
                (value, draw.id),
            )
            with self.subTest(column):
                self.assertEqual(self.rerun(draw), "danger")

    def test_a_check_that_was_exchanged_is_found_out(self):
        followups = self.answer_many(6)
        draw = self.draw(share_rate=20)
        spared = followups - draw.check_ids.followup_id
        draw.sudo().check_ids[0].followup_id = spared[0]
        self.assertEqual(self.rerun(draw), "danger")

    def test_what_was_not_drawn_yet_cannot_be_run_again(self):
        self.assertEqual(self.rerun(self.create_quality_draw()), "danger")

    # === WHO MAY, AND NOBODY BENDS IT === #

    def test_reviewers_and_managers_draw(self):
        for user in (self.reviewer, self.manager):
            self.answer_many(1)
            with self.subTest(user.login):
                self.assertEqual(self.draw(user).user_id, user)

    def test_nobody_else_draws_or_knows_of_a_draw(self):
        self.answer_many(1)
        draw = self.draw()
        for user in (self.dispatcher, self.supervisor, self.head, self.handler):
            for attempt in (
                lambda user=user: self.create_quality_draw(user),
                lambda user=user: draw.with_user(user).action_draw(),
                lambda user=user: draw.with_user(user).action_rerun(),
                lambda user=user: draw.with_user(user).read(["seed"]),
                lambda user=user: draw.with_user(user).search([]),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    attempt()

    def test_a_draw_of_another_company_is_not_seen(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        draw = self.env["huifang.quality.draw"].create({"company_id": company.id})
        for user in (self.reviewer, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                draw.with_user(user).read(["date_from"])

    def test_nobody_changes_or_deletes_what_was_drawn(self):
        self.answer_many(2)
        draw = self.draw(share_rate=50)
        for user in (self.reviewer, self.manager, self.admin):
            theirs = draw.with_user(user)
            for values in (
                {"seed": "0" * 32},
                {"share_rate": 100},
                {"state": "draft"},
                {"frame": []},
                {"check_ids": [Command.clear()]},
            ):
                with self.subTest(user.login, **values), self.assertRaises(AccessError):
                    theirs.write(values)
            with self.subTest(user.login), self.assertRaises(UserError):
                theirs.unlink()

    def test_nobody_brings_his_own_seed_or_result(self):
        self.answer_many(1)
        for values in (
            {"seed": "0" * 32},
            {"state": "drawn"},
            {"check_ids": [Command.create({})]},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                self.create_quality_draw(**values)
        draw = self.create_quality_draw()
        with self.assertRaises(AccessError):
            draw.seed = "0" * 32
