"""Customers' pages for keyboard, screen reader and phone: axe finds nothing serious."""

import json
from importlib.metadata import distribution
from pathlib import Path

from .common_portal import PortalCommon

AXE = distribution("axe-playwright-python").locate_file(
    "axe_playwright_python/axe.min.js"
)
SCRIPT = Path(__file__).with_name("accessibility.js")


class TestAccessibility(PortalCommon):
    """The browser's clock cannot be frozen, so nothing here waits for contact hours."""

    def setUp(self):
        super().setUp()
        self.done_stage.close_from_portal = True
        self.open = self.ask()
        self.waiting = self.put_right(c="unsatisfied")
        self.link_round = self.get_last_round(self.waiting)
        self.link_round._plan()
        self.link_round._contact_email()
        for record in (self.open, self.waiting, self.waiting.followup_id):
            record.with_user(self.head).message_post(
                body="We come on Thursday.",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        ticket = self.create_ticket()
        ticket.message_post(
            body="Soon.", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.pages = [
            "/my",
            "/my/followups",
            f"/my/followup/{self.open.id}",
            f"/my/followup/{self.waiting.followup_id.id}",
            "/my/rectifications",
            f"/my/rectification/{self.waiting.id}",
            "/my/followup/preferences",
            "/new/ticket",
            f"/my/ticket/{ticket.id}",
            self.link(self.open),
            self.link(self.open, "/stop"),
            self.link(self.link_round),
            "/huifang/s/1-unknown",
        ]

    def ask(self, **values):
        followup = super().plan_ticket(category_id=self.category("leak").id, **values)
        followup._contact_email()
        return followup

    def check(self, lang):
        code = f"""
            const AXE = {json.dumps(AXE.read_text(encoding="utf-8"))};
            const PAGES = {json.dumps(self.pages)};
            {SCRIPT.read_text(encoding="utf-8")}
        """
        self.browser_js(
            "/my/followups",
            code,
            login=self.customer.login,
            cookies={"frontend_lang": lang},
            timeout=300,
            error_checker=lambda message: "Failed to load resource" not in message,
        )

    def test_english(self):
        self.check("en_US")

    def test_chinese(self):
        self.household.lang = "zh_CN"
        self.customer.lang = "zh_CN"
        self.check("zh_CN")
