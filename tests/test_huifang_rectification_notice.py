"""The written notice within 24 hours, and where a rectification comes from (E1)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from odoo.addons.mail.tests.common import MailCase

from .common import NOW
from .test_huifang_rectification import RectificationCommon

HOUR = timedelta(hours=1)


@freeze_time(NOW)
class TestNotice(RectificationCommon, MailCase):
    def send(self, moment=NOW):
        with freeze_time(moment), self.mock_mail_gateway():
            self.run_cron("notify_rectifications")
        self.env.invalidate_all()

    def get_notices(self, rectification):
        domain = [
            ("model", "=", rectification._name),
            ("res_id", "=", rectification.id),
            ("subject", "ilike", rectification.name),
            ("message_type", "=", "user_notification"),
            ("body", "ilike", rectification.problem.partition("\n")[0]),
        ]
        return self.env["mail.message"].search(domain)

    def test_it_says_number_problem_and_deadlines(self):
        rectification = self.rectify()
        self.send()
        notice = self.get_notices(rectification)
        self.assertEqual(notice.notified_partner_ids, self.supervisor.partner_id)
        for text in (rectification.name, "It was bad.", "03/07/2026", "04/03/2026"):
            self.assertIn(text, notice.body)
        self.assertEqual(rectification.notice_date, NOW)
        self.assertFalse(rectification.is_notice_late)

    def test_it_is_sent_once(self):
        rectification = self.rectify()
        for hours in range(3):
            self.send(NOW + hours * HOUR)
        self.assertEqual(len(self.get_notices(rectification)), 1)

    def test_after_a_missed_run_it_is_sent_and_marked_late(self):
        in_time, late = self.rectify(), self.create_by_hand()
        in_time.opened_date = NOW + HOUR
        self.send(NOW + 25 * HOUR)
        self.assertFalse(in_time.is_notice_late)
        self.assertTrue(late.is_notice_late)
        self.assertEqual(late.notice_date, NOW + 25 * HOUR)

    def test_the_company_says_how_soon(self):
        self.company.rectification_notice_hours = 2
        rectification = self.rectify()
        self.send(NOW + 3 * HOUR)
        self.assertTrue(rectification.is_notice_late)

    def test_the_time_counts_from_the_answer(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        self.answer_by_customer(followup, levels={"c": "unsatisfied"})
        answered = followup.done_date
        with freeze_time(NOW + 20 * HOUR):
            followup._process_answers()
        self.assertEqual(followup.rectification_ids.opened_date, answered)

    def test_it_comes_in_the_language_of_the_reader(self):
        self.supervisor.lang = "zh_CN"
        rectification = self.rectify()
        self.send()
        self.assertIn("2026/03/07", self.get_notices(rectification).body)

    def test_where_the_responsible_has_left_the_head_is_told(self):
        rectification = self.rectify()
        self.supervisor.active = False
        self.send()
        notice = self.get_notices(rectification)
        self.assertEqual(notice.notified_partner_ids, self.head.partner_id)

    def test_where_nobody_is_left_it_says_what_to_do_and_tries_again(self):
        rectification = self.rectify()
        self.env.ref("huifang_followup.group_company_manager").user_ids = False
        (self.supervisor + self.head).active = False
        self.send()
        self.assertIn("Name somebody", rectification.queue_error)
        rectification.responsible_id = self.dispatcher
        self.send(NOW + 2 * HOUR)
        notice = self.get_notices(rectification)
        self.assertEqual(notice.notified_partner_ids, self.dispatcher.partner_id)
        self.assertFalse(rectification.queue_error)


@freeze_time(NOW)
class TestOrigin(RectificationCommon):
    def check(self, verdict="not_genuine", note="Nobody has called me."):
        """Return a decided quality check, as its reviewer has it."""
        followup = self.answer(c="unsatisfied")
        check = self.draw_check(followup)
        check.note = note
        getattr(check, f"action_{verdict}")()
        return check

    def open_from(self, check):
        action = check.action_open_rectification()
        return self.env["huifang.rectification"].browse(action["res_id"])

    def test_it_says_what_it_comes_from(self):
        by_check = self.open_from(self.check())
        origins = (self.rectify() + self.create_by_hand() + by_check).mapped("origin")
        self.assertEqual(origins, ["answer", "inspection", "quality_check"])

    def test_a_record_found_not_genuine_is_the_heads_to_put_right(self):
        rectification = self.open_from(self.check())
        self.assertEqual(rectification.responsible_id, self.head)
        self.assertIn("Nobody has called me.", rectification.problem)
        self.assertEqual(str(rectification.deadline), "2026-04-03")

    def test_what_is_bad_besides_goes_to_the_function(self):
        rectification = self.open_from(self.check("genuine", "The lamp is dark."))
        self.assertEqual(rectification.function_id, self.function)
        self.assertEqual(rectification.responsible_id, self.supervisor)

    def test_the_customer_never_learns_of_the_check(self):
        check = self.check()
        rectification = self.open_from(check)
        self.assertFalse(rectification.partner_id | rectification.ticket_id.partner_id)
        household = check.followup_id.household_id
        shown = rectification.sudo()._get_shown_domain(household)
        self.assertNotIn(rectification, rectification.sudo().search(shown))

    def test_the_check_is_named_to_those_only_who_check(self):
        rectification = self.open_from(self.check())
        for user in (self.head, self.supervisor, self.dispatcher):
            record = rectification.with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                record.read(["quality_check_id"])
        self.assertTrue(rectification.with_user(self.reviewer).quality_check_id)

    def test_before_the_verdict_nothing_is_opened(self):
        check = self.draw_check(self.answer(c="unsatisfied"))
        with self.assertRaises(UserError):
            check.action_open_rectification()

    def test_a_check_leads_to_one_however_often_it_is_pressed(self):
        check = self.check()
        self.assertEqual(self.open_from(check), self.open_from(check))

    def test_who_may_only_read_the_finding_opens_nothing(self):
        check = self.check()
        with self.assertRaises(AccessError):
            check.with_user(self.head).action_open_rectification()

    def test_an_inspection_notes_function_aspects_and_photos(self):
        form = Form(self.env["huifang.rectification"].with_user(self.dispatcher))
        form.office_id = self.office
        form.function_id = self.cleaning
        form.aspect_ids.add(self.aspect("cleaning"))
        form.problem = "Dirty stairs"
        rectification = form.save()
        self.assertEqual(rectification.origin, "inspection")
        self.assertEqual(rectification.responsible_id, self.cleaner)
        self.assertEqual(rectification.aspect_ids.code, "f")
