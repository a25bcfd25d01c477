"""The customer's browser and the mail scanner, shared by the tests over HTTP."""

import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import HttpCase

from odoo.addons.huifang_followup.controllers import followup_link
from odoo.addons.huifang_followup.rate_limit import RateLimit

from .common import HuifangCommon

# What a request of a customer, or of a machine, could touch.
WATCHED = (
    "survey_user_input",
    "survey_user_input_line",
    "huifang_followup",
    "huifang_followup_line",
    "huifang_followup_attempt",
    "huifang_followup_correction",
    "huifang_conflict_waiver",
    "huifang_rectification",
    "huifang_rectification_rejection",
    "huifang_rectification_postponement",
    "huifang_rectification_photo",
    "huifang_escalation_sheet",
    "huifang_escalation_opinion",
    "huifang_work_order",
    "huifang_draw",
    "huifang_policy",
    "huifang_erasure",
    "huifang_quality_draw",
    "huifang_quality_check",
    "helpdesk_ticket",
    "res_partner",
    "mail_message",
    "mail_message_reaction",
    "mail_mail",
    "mail_activity",
    "mail_followers",
    # not what Odoo reads out of the files: that is long
    "(SELECT id, name, res_model, res_id, res_field, checksum FROM ir_attachment)",
)


class LinkCommon(HuifangCommon, HttpCase):
    guesses = 1_000_000  # unknown links that are borne in a minute

    def setUp(self):
        super().setUp()
        limit = RateLimit(self.guesses, window=60, pause=300)
        self.startPatcher(patch.object(followup_link, "GUESSES", limit))

    def link(self, followup, path=""):
        return f"/huifang/s/{followup.access_token}{path}"

    def get(self, url, **values):
        return self.url_open(url, **{"allow_redirects": False} | values)

    def post(self, url, form=None, page=None, **values):
        """Post a form as the button on a page does, with the page's CSRF token."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        form = {"csrf_token": found.group(1)} | (form or {})
        return self.get(url, data=form, **values)

    def start(self, followup):
        """Press the button of the landing page; return the response."""
        page = self.get(self.link(followup))
        return self.post(self.link(followup, "/start"), page=page)

    def survey_path(self, followup, action=""):
        """Return the address of the questionnaire or of an action on it."""
        sheet = followup.user_input_id
        tokens = f"{followup.survey_id.access_token}/{sheet.access_token}"
        return f"/survey/{action}{tokens}"

    def submit(self, followup, form):
        """Send the questionnaire as its page does; return the server's answer."""
        _, answer = self.make_jsonrpc_request(
            self.survey_path(followup, "submit/"), form
        )
        self.env.invalidate_all()
        return answer

    def snapshot(self):
        """Return all rows that a request could have touched."""
        self.env.cr.flush()
        rows = {}
        for table in WATCHED:
            self.env.cr.execute(f"SELECT md5(row::text) FROM {table} AS row")
            rows[table] = sorted(digest for (digest,) in self.env.cr.fetchall())
        return rows

    @contextmanager
    def assert_nothing_written(self):
        before = self.snapshot()
        yield
        self.assertEqual(self.snapshot(), before)
