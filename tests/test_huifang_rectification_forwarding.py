"""What the developer or an outside party has to put right (E4)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW
from .test_huifang_rectification import RectificationCommon

OUTSIDE = "huifang_followup.mail_activity_type_outside"
DAY = timedelta(days=1)


@freeze_time(NOW)
class TestForwarding(RectificationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.developer = cls.env["res.partner"].create({"name": "Skyline Estates"})

    def forward(self, rectification=None, user=None, **values):
        """Return a rectification passed on to the developer until 10 March."""
        rectification = rectification or self.rectify()
        work = rectification.with_user(user or rectification.responsible_id)
        defaults = {
            "party": "developer",
            "outside_partner_id": self.developer.id,
            "outside_due_date": "2026-03-10",
        }
        work.write(defaults | values)
        work.action_forward()
        return rectification

    def remind_at(self, moment):
        with freeze_time(moment):
            self.run_cron("remind_outside")
        self.env.invalidate_all()

    def get_mails(self, rectification):
        return self.env["mail.mail"].search(
            [
                ("recipient_ids", "in", rectification.partner_id.ids),
                ("subject", "ilike", rectification.name),
            ]
        )

    def get_tasks(self, rectification):
        return rectification.activity_search([OUTSIDE])

    def test_to_whom_when_and_until_when_is_kept(self):
        rectification = self.forward()
        self.assertEqual(rectification.outside_partner_id, self.developer)
        self.assertEqual(rectification.forwarded_date, NOW)
        self.assertEqual(rectification.state, "new")

    def test_it_says_to_whom_and_until_when(self):
        rectification = self.rectify()
        for values in (
            {"party": "office"},
            {"outside_partner_id": False},
            {"outside_due_date": False},
            {"outside_due_date": "2026-03-03"},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self.forward(rectification, **values)
        self.assertFalse(rectification.forwarded_date)

    def test_work_that_is_done_is_not_forwarded(self):
        rectification = self.finish(self.rectify())
        with self.assertRaises(UserError):
            rectification.with_user(self.head).action_forward()

    def test_strangers_forward_nothing(self):
        rectification = self.rectify()
        stranger = self.create_user("stranger")
        with self.assertRaises(AccessError):
            rectification.with_user(stranger).action_forward()

    def test_the_customer_is_told_once_in_the_own_language(self):
        rectification = self.rectify()
        rectification.partner_id.lang = "zh_CN"
        self.forward(rectification)
        mail = self.get_mails(rectification)
        self.assertEqual(len(mail), 1)
        self.assertIn("2026年3月10日", mail.body_html)
        self.assertEqual(rectification.customer_told_date, NOW)
        self.forward(rectification, outside_due_date="2026-03-20")
        self.assertEqual(self.get_mails(rectification), mail)

    def test_the_mail_waits_for_contact_hours(self):
        with freeze_time(NOW + timedelta(hours=12)):
            rectification = self.forward()
        mail = self.get_mails(rectification)
        self.assertEqual(mail.scheduled_date, NOW - timedelta(minutes=30) + DAY)

    def test_whom_no_mail_reaches_is_told_by_somebody(self):
        rectification = self.rectify()
        rectification.partner_id.email = False
        self.forward(rectification)
        task = self.get_tasks(rectification)
        self.assertEqual(task.user_id, self.supervisor)
        self.assertIn("Tell the customer", task.summary)

    def test_whoever_must_not_be_contacted_is_left_alone(self):
        rectification = self.rectify()
        rectification.partner_id.do_not_contact = True
        self.forward(rectification)
        self.assertFalse(self.get_mails(rectification))
        self.assertFalse(self.get_tasks(rectification))
        self.assertFalse(rectification.customer_told_date)

    def test_an_inspection_without_customer_is_forwarded_too(self):
        rectification = self.forward(self.create_by_hand())
        self.assertTrue(rectification.forwarded_date)
        self.assertFalse(rectification.customer_told_date)

    def test_the_customers_page_says_so(self):
        rectification = self.forward()
        events = [text for _moment, text in rectification._get_customer_events()]
        self.assertTrue([text for text in events if "passed it on" in text])

    def test_who_is_late_is_reminded_once_also_after_a_missed_run(self):
        rectification = self.forward()
        self.remind_at("2026-03-10 15:59:00")
        self.assertFalse(self.get_tasks(rectification))
        for _ in range(2):
            self.remind_at("2026-03-19 16:00:00")
        task = self.get_tasks(rectification)
        self.assertEqual(task.user_id, self.supervisor)
        self.assertIn("Skyline Estates", task.summary)

    def test_another_day_is_agreed_and_watched_again(self):
        rectification = self.forward()
        self.remind_at("2026-03-10 16:00:00")
        with freeze_time("2026-03-11 02:30:00"):
            self.forward(rectification, outside_due_date="2026-03-20")
        self.assertFalse(self.get_tasks(rectification))
        self.remind_at("2026-03-20 16:00:00")
        self.assertTrue(self.get_tasks(rectification))

    def test_their_answer_ends_the_waiting(self):
        rectification = self.forward()
        work = rectification.with_user(self.supervisor)
        with self.assertRaises(UserError):
            work.action_receive_outside_answer()
        work.outside_answer = "We come on Monday."
        work.action_receive_outside_answer()
        self.assertEqual(rectification.outside_answer_date, NOW)
        self.remind_at("2026-03-19 16:00:00")
        self.assertFalse(self.get_tasks(rectification))

    def test_after_the_work_nobody_is_reminded(self):
        rectification = self.forward()
        self.finish(rectification)
        self.remind_at("2026-03-19 16:00:00")
        self.assertFalse(self.get_tasks(rectification))

    def test_severity_comes_along_from_the_ticket(self):
        followup = self.contact_ticket(
            category_id=self.category("leak").id, severity="major"
        )
        rectification = self.answer(followup=followup, c="unsatisfied")
        self.assertEqual(rectification.rectification_ids.severity, "major")

    def test_the_head_names_causes_and_everybody_uses_them(self):
        tags = self.env["huifang.cause.tag"]
        frost = tags.with_user(self.head).create({"name": "Frost"})
        with self.assertRaises(AccessError):
            tags.with_user(self.supervisor).create({"name": "Heat"})
        rectification = self.rectify().with_user(self.supervisor)
        rectification.cause_tag_ids = frost
        self.assertEqual(rectification.cause_tag_ids, frost)
