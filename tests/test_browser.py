"""What only a browser can tell: the customer's phone, the dispatcher's keys."""

import re

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import HttpCase, freeze_time

from .common import HuifangCommon


class BrowserCase(HuifangCommon, HttpCase):
    """The browser's clock cannot be frozen, so nothing here waits for contact hours."""

    def record_by_phone(self):
        """Return a follow-up that a dispatcher has just begun to record."""
        self.create_policy(channel="phone")
        followup = self.plan_ticket()
        followup.user_id = self.dispatcher
        followup.with_user(self.dispatcher).action_start()
        return followup

    def get_levels(self, followup):
        """Return the code of each aspect with its rating."""
        return {line.aspect_id.code: line.level for line in followup.line_ids}


class TestPhone(BrowserCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_the_customer_answers_from_the_mail(self):
        self.create_policy(channel="email")
        followup = self.plan_ticket()
        followup._contact_email()
        self.start_tour(self.read_link(followup), "huifang_customer_answers_tour")
        self.assertEqual(followup.answer_mode, "customer")
        self.assertEqual(followup.is_resolved, "no")
        self.assertEqual(followup.overall_level, "fair")
        self.assertEqual(
            self.get_levels(followup),
            {"a": "unsatisfied", "j": False, "k": False, "m": "fair"},
        )
        self.assertEqual(followup.line_ids[0].reason, "The tap still drips.")

    def test_the_reviewer_checks_a_record(self):
        followup = self.answer_many(1)
        today = followup.done_day
        draw = self.create_quality_draw(date_from=today, date_to=today)
        draw.action_draw()
        check = draw.check_ids.filtered(lambda check: check.followup_id == followup)
        self.start_tour(
            f"/odoo/quality-checks/{check.id}",
            "huifang_reviewer_checks_tour",
            login=self.reviewer.login,
        )
        self.assertEqual(check.state, "not_genuine")
        self.assertEqual(followup.quality_note, "Nobody has called me.")
        self.assertFalse(followup.is_counted)

    def read_link(self, followup):
        """Return the address behind the middle face of the mail that went out."""
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", followup.partner_id.ids)]
        )
        return re.search(r'href="[^"]*(/huifang/s/[^"]*face=fair)"', mail.body_html)[1]


class TestOffice(BrowserCase):
    def test_a_dispatcher_records_by_keys(self):
        followup = self.record_by_phone()
        self.start_tour(
            f"/odoo/huifang.followup/{followup.id}",
            "huifang_dispatcher_records_tour",
            login=self.dispatcher.login,
        )
        self.assertEqual(followup.state, "done")
        self.assertEqual(followup.recorder_id, self.dispatcher)
        self.assertEqual(followup.is_resolved, "no")
        self.assertEqual(
            self.get_levels(followup),
            {"a": "satisfied", "j": "unsatisfied", "k": False, "m": "fair"},
        )

    def test_a_supervisor_sees_the_rates(self):
        self.create_policy(channel="phone")
        self.company.followup_start_date = "2020-01-01"
        now = fields.Datetime.now()
        for months, level in ((2, "satisfied"), (0, "satisfied"), (0, "unsatisfied")):
            with freeze_time(now - relativedelta(months=months)):
                followup = self.plan_ticket(
                    category_id=self.category("repair").id,
                    partner_id=self.create_household().id,
                )
                self.answer_by_staff(followup, {"m": level})
        self.start_tour(
            "/odoo/followup-satisfaction",
            "huifang_supervisor_pivot_tour",
            login=self.supervisor.login,
        )
