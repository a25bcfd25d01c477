"""Whoever complained is told the result (D8)."""

from odoo.tests import freeze_time

from .common import NOW, PNG
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestResultNotice(PortalCommon):
    def get_mail(self, followup):
        """Return the mail about a follow-up, as it went into the queue."""
        link = followup.access_token
        mails = self.env["mail.mail"].search([], order="id desc", limit=20)
        return mails.filtered(lambda mail: link in (mail.body_html or ""))

    def test_it_goes_out_instead_of_the_invitation(self):
        rectification = self.put_right()
        followup = self.send_notice(rectification)
        mail = self.get_mail(followup)
        self.assertEqual(mail.recipient_ids, self.household)
        self.assertIn("result of your complaint", mail.subject)
        for text in ("It was bad.", "Replaced the washer.", self.office.name):
            self.assertIn(text, mail.body_html)
        self.assertIn("March 4, 2026", mail.body_html)  # finished
        self.assertIn("April 3, 2026", mail.body_html)  # the deadline
        self.assertIn(f'{self.link(followup)}"', mail.body_html)
        self.assertNotIn("face=satisfied", mail.body_html)

    def test_other_questions_are_invitations_still(self):
        followup = self.ask()
        self.assertIn("face=satisfied", self.get_mail(followup).body_html)

    def test_a_batch_of_both_sends_each_its_own(self):
        rectification = self.put_right()
        followups = rectification.followup_ids + self.close_ticket()
        followups._plan()
        followups._contact_email()
        bodies = [self.get_mail(followup).body_html for followup in followups]
        self.assertEqual(["face=" in body for body in bodies], [False, True])

    def test_it_is_in_the_customers_language(self):
        self.household.lang = "zh_CN"
        rectification = self.put_right()
        template = self.env.ref("huifang_followup.mail_template_result_notice")
        template.with_context(lang="zh_CN").subject = "处理结果通知单"
        self.env["ir.ui.view"].browse(
            self.env.ref("huifang_followup.result_notice").id
        ).update_field_translations(
            "arch_db", {"zh_CN": {"What was wrong": "反映的问题"}}
        )
        mail = self.get_mail(self.send_notice(rectification))
        self.assertEqual(mail.subject, "处理结果通知单")
        self.assertIn("反映的问题", mail.body_html)
        self.assertIn("2026年3月4日", mail.body_html)

    def test_words_of_people_are_not_markup(self):
        rectification = self.complain()
        rectification.sudo().problem = "<img src=x onerror=alert(1)>"
        self.verify(rectification)
        body = self.get_mail(self.send_notice(rectification)).body_html
        self.assertNotIn("<img src=x", body.replace('"', ""))
        self.assertIn("&lt;img src=x", body)

    def test_a_surveyor_who_calls_reads_it_in_the_customers_language(self):
        self.household.write({"preferred_channel": "phone", "lang": "zh_CN"})
        rectification = self.put_right()
        followup = self.send_notice(rectification)
        self.assertFalse(followup.access_token)
        record = followup.with_user(followup.user_id)
        self.assertIn("Replaced the washer.", record.result_notice)
        self.assertIn("2026年3月4日", record.result_notice)

    def test_there_is_none_for_other_questions(self):
        self.assertFalse(self.ask().result_notice)

    def test_accepting_ends_the_reminders(self):
        followup = self.send_notice(self.put_right())
        self.assertTrue(followup.reminder_date)
        with freeze_time("2026-03-05 02:30:00"):
            followup._accept_work("Zhang San", PNG)
        self.assertFalse(followup.reminder_date)
