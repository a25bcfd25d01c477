"""The demo company adds up, and loading it again changes nothing."""

from datetime import date

from odoo.tests import TransactionCase, freeze_time, tagged

from odoo.addons.huifang_followup.demo.company import load, logins

from .common import NOW


@freeze_time(NOW)
@tagged("standard", "post_install", "-at_install")
class TestDemo(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        load(cls.env, months=2, households=30)
        cls.offices = cls.env["huifang.office"].search([("code", "in", ("QC", "CH"))])
        cls.followups = cls.env["huifang.followup"].search(
            [("office_id", "in", cls.offices.ids)]
        )
        cls.tickets = cls.env["helpdesk.ticket"].search(
            [("team_id", "in", cls.offices.team_ids.ids)]
        )

    def test_every_closing_has_exactly_one_first_round(self):
        first = self.followups.filtered(lambda f: f.round == 1)
        closings = first.grouped(lambda f: (f.ticket_id, f.closing_number))
        self.assertTrue(closings)
        self.assertEqual({len(records) for records in closings.values()}, {1})
        done = self.tickets.filtered("stage_id.asks_followup")
        self.assertFalse(done - first.ticket_id)

    def test_nothing_went_wrong_on_the_way(self):
        self.assertEqual(self.followups.filtered("queue_error").mapped("name"), [])
        self.assertFalse(self.followups.filtered(lambda f: f.state == "new"))

    def test_customers_and_staff_have_answered(self):
        answered = self.followups.filtered("is_counted")
        self.assertEqual(set(answered.mapped("answer_mode")), {"customer", "staff"})

    def test_nothing_happens_before_its_time_or_in_the_future(self):
        for followup in self.followups.filtered("done_date"):
            self.assertLess(followup.closing_date, followup.done_date)
            self.assertLessEqual(followup.done_date, NOW)
        self.assertLess(
            min(self.tickets.mapped("create_date")).date(), date(2026, 1, 15)
        )
        self.assertLessEqual(max(self.tickets.mapped("create_date")), NOW)

    def test_the_reviewer_has_checked_a_share_of_every_month(self):
        draws = self.env["huifang.quality.draw"].search([], order="date_from")
        self.assertEqual(
            draws.mapped("date_from"), [date(2026, 1, 1), date(2026, 2, 1)]
        )
        self.assertTrue(draws[0].check_ids)
        self.assertNotIn("open", draws[0].check_ids.mapped("state"))
        self.assertTrue(all(draw._is_reproduced() for draw in draws))

    def test_no_mail_waits_to_be_sent(self):
        self.assertFalse(self.env["mail.mail"].search([("state", "=", "outgoing")]))
        self.assertFalse(self.env.ref("mail.ir_cron_mail_scheduler_action").active)

    def test_everybody_named_can_log_in(self):
        for _role, login, password in logins(self.env):
            user = self.env["res.users"].search([("login", "=", login)])
            credential = {"login": login, "password": password, "type": "password"}
            with self.subTest(login):
                self.assertEqual(
                    user.with_user(user)._check_credentials(credential, {})["uid"],
                    user.id,
                )

    def test_loading_again_adds_nothing(self):
        models = ("helpdesk.ticket", "huifang.followup", "res.users", "res.partner")
        before = [self.env[model].search_count([]) for model in models]
        load(self.env, months=2, households=30)
        self.assertEqual([self.env[model].search_count([]) for model in models], before)
