"""How customers are contacted, reminded and given up (B10, C2, C4, D4)."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from .common import NOW, HuifangCommon

SATURDAY = datetime(2026, 3, 7, 2, 30)
# The first contact hour after that Saturday, 10:00 in Shanghai.
MONDAY = datetime(2026, 3, 9, 2, 0)

# What a mail server says when it cannot deliver.
BOUNCE = """Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@example.org>
To: {bounce}
Subject: Undelivered Mail Returned to Sender
Message-Id: <returned@example.org>
Date: Wed, 4 Mar 2026 02:31:00 +0000
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain; charset=us-ascii

The address does not exist.
--part
Content-Type: message/delivery-status

Reporting-MTA: dns; example.org

Final-Recipient: rfc822; zhang@example.com
Action: failed
Status: 5.1.1
--part
Content-Type: message/rfc822

Message-Id: {message_id}
To: zhang@example.com
Subject: How was it?

Please tell us.
--part--
"""


class ContactCommon(HuifangCommon, MockEmail):
    def send_mails(self):
        """Empty the mail queue; return what the customer gets."""
        with self.mock_mail_gateway():
            self.env["mail.mail"].process_email_queue()
        customer = self.household.email_formatted
        return [mail for mail in self._mails if customer in mail["email_to"]]

    def run_at(self, moment, cron):
        with freeze_time(moment):
            self.run_cron(cron)

    def contact_by(self, channel, **values):
        """Return a follow-up contacted by the channel its customer prefers."""
        self.household.preferred_channel = channel
        return self.contact_ticket(**values)

    def log_attempt(self, followup, outcome, user=None, **values):
        """Log an attempt in the wizard, as the surveyor or somebody else."""
        wizard = self.env["huifang.followup.log.attempt"].with_user(
            user or followup.user_id
        )
        wizard.create(
            {"followup_id": followup.id, "outcome": outcome, **values}
        ).action_log()

    def receive_bounce(self, message_id):
        """Have the mail server return a mail."""
        self.env["mail.thread"].message_process(
            None,
            BOUNCE.format(bounce=self.env.company.bounce_email, message_id=message_id),
        )

    def outcomes(self, followup):
        return followup.attempt_ids.sorted("id").mapped("outcome")


@freeze_time(NOW)
class TestContactByEmail(ContactCommon):
    def test_the_mail_shows_three_faces_the_deadline_and_a_way_out(self):
        followup = self.contact_ticket()
        (mail,) = self.send_mails()
        url = followup._get_answer_url()
        for face in ("satisfied", "fair", "unsatisfied"):
            self.assertEqual(mail["body"].count(f'href="{url}?face={face}"'), 1)
        self.assertEqual(mail["body"].count(f'href="{url}/stop"'), 1)
        self.assertIn("March 18, 2026", mail["body"])

    def test_the_mail_goes_to_the_customer_alone(self):
        self.contact_ticket()
        (mail,) = self.send_mails()
        self.assertEqual(mail["email_to"], ['"Zhang San" <zhang@example.com>'])
        self.assertFalse(mail.get("email_cc"))

    def test_the_mail_is_in_the_customers_language(self):
        template = self.env.ref("huifang_followup.mail_template_invitation")
        template.with_context(lang="zh_CN").subject = "您满意吗?"
        self.household.lang = "zh_CN"
        self.contact_ticket()
        (mail,) = self.send_mails()
        self.assertEqual(mail["subject"], "您满意吗?")
        self.assertIn("2026年3月18日", mail["body"])

    def test_a_mail_leads_nowhere_but_to_the_personal_link(self):
        self.contact_ticket()
        (mail,) = self.send_mails()
        self.assertNotIn("/mail/view", mail["body"])
        self.assertNotIn("/web#", mail["body"])
        self.assertNotIn("/my/", mail["body"])

    def test_the_link_lives_from_the_contact_for_fourteen_days(self):
        followup = self.contact_ticket()
        self.assertEqual(followup.state, "in_progress")
        self.assertEqual(followup.sent_date, NOW)
        self.assertEqual(followup.expire_date, NOW + timedelta(days=14))

    def test_every_mail_is_an_attempt(self):
        followup = self.contact_ticket()
        self.run_at(NOW + timedelta(days=7), "remind")
        self.assertEqual(self.outcomes(followup), ["sent", "sent"])
        self.assertEqual(set(followup.attempt_ids.mapped("channel")), {"email"})

    def test_a_second_run_contacts_nobody_twice(self):
        followup = self.plan_ticket()
        self.run_cron("contact")
        self.run_cron("contact")
        self.assertEqual(self.outcomes(followup), ["sent"])
        self.assertEqual(len(self.send_mails()), 1)

    def test_the_link_is_nowhere_in_the_chatter_or_the_mails_staff_can_read(self):
        followup = self.contact_ticket()
        token = followup.access_token
        self.assertNotIn(token, "".join(followup.message_ids.mapped("body")))
        for user in (self.dispatcher, self.head, self.manager, self.reviewer):
            messages = self.env["mail.message"].with_user(user)
            self.assertFalse(messages.search([("body", "ilike", token)]))
            with self.assertRaises(AccessError):
                self.env["mail.mail"].with_user(user).search([])

    def test_nobody_reads_or_searches_the_token(self):
        followup = self.contact_ticket()
        for user in (self.dispatcher, self.head, self.manager):
            record = followup.with_user(user)
            with self.assertRaises(AccessError):
                record.read(["access_token"])
            with self.assertRaises(AccessError):
                record.search([("access_token", "like", str(followup.id))])

    def test_two_customers_get_two_tokens_nobody_can_guess(self):
        neighbour = self.create_household(name="Li Si", email="li@example.com")
        first = self.contact_ticket()
        second = self.contact_ticket(partner_id=neighbour.id)
        secrets = {f.access_token.partition("-")[2] for f in first + second}
        self.assertEqual(len(secrets), 2)
        self.assertGreaterEqual(min(map(len, secrets)), 32)


@freeze_time(NOW)
class TestContactByStaff(ContactCommon):
    def test_other_channels_give_the_surveyor_a_task_and_an_empty_ballot(self):
        for channel in ("phone", "visit", "letter", "paper", "interview", "meeting"):
            household = self.create_household(preferred_channel=channel)
            followup = self.contact_ticket(partner_id=household.id)
            with self.subTest(channel=channel):
                self.assertEqual(followup.channel, channel)
                self.assertEqual(followup.state, "in_progress")
                self.assertEqual(followup.activity_ids.user_id, followup.user_id)
                asked = followup.survey_id._get_asked_aspects()
                self.assertEqual(followup.line_ids.aspect_id, asked)
                self.assertFalse(any(followup.line_ids.mapped("level")))

    def test_a_task_given_to_staff_is_no_attempt_yet_and_no_mail(self):
        followup = self.contact_by("phone")
        self.assertFalse(followup.attempt_ids)
        self.assertFalse(followup.access_token)
        self.assertFalse(self.send_mails())

    def test_the_task_is_due_on_the_day_of_the_deadline_on_the_spot(self):
        late = datetime(2026, 3, 4, 8, 30)  # 16:30 in Shanghai
        with freeze_time(late):
            followup = self.contact_by("phone")
        self.assertEqual(str(followup.due_date), "2026-03-06 08:30:00")
        self.assertEqual(str(followup.activity_ids.date_deadline), "2026-03-06")

    def test_a_preferred_channel_that_does_not_reach_gives_way(self):
        self.household.write({"preferred_channel": "phone", "phone": False})
        self.assertEqual(self.contact_ticket().channel, "email")

    def test_a_message_link_is_shown_to_its_surveyor_alone(self):
        followup = self.contact_by("message")
        url = followup._get_answer_url()
        self.assertEqual(followup.with_user(followup.user_id).answer_url, url)
        others = self.dispatcher + self.dispatcher_two + self.head + self.manager
        for user in others - followup.user_id:
            self.assertFalse(followup.with_user(user).answer_url)

    def test_a_message_link_is_gone_once_answered(self):
        followup = self.contact_by("message")
        self.answer_by_customer(followup)
        self.assertFalse(followup.with_user(followup.user_id).answer_url)

    def test_a_mail_link_is_not_shown_to_the_surveyor(self):
        followup = self.contact_ticket()
        self.assertFalse(followup.with_user(followup.user_id).answer_url)

    def test_a_message_reminds_nobody_by_mail(self):
        followup = self.contact_by("message")
        self.run_at(NOW + timedelta(days=7), "remind")
        self.assertEqual(followup.reminder_count, 0)
        self.assertFalse(self.send_mails())


@freeze_time(NOW)
class TestContactHours(ContactCommon):
    def test_a_contact_outside_the_hours_is_moved_and_not_made(self):
        followup = self.plan_ticket()
        self.run_at(SATURDAY, "contact")
        self.assertEqual(followup.state, "planned")
        self.assertEqual(followup.planned_date, MONDAY)
        self.assertFalse(followup.attempt_ids)

    def test_moving_the_contact_leaves_the_deadline(self):
        followup = self.plan_ticket()
        due_date = followup.due_date
        self.run_at(SATURDAY, "contact")
        self.assertEqual(followup.due_date, due_date)

    def test_a_moved_contact_is_made_when_the_hours_open(self):
        followup = self.plan_ticket()
        self.run_at(SATURDAY, "contact")
        self.run_at(MONDAY, "contact")
        self.assertEqual((followup.state, followup.sent_date), ("in_progress", MONDAY))

    def test_a_public_holiday_moves_the_contact(self):
        calendar = self.office._get_contact_calendar()
        followup = self.plan_ticket()
        calendar.global_leave_ids.create(
            {
                "name": "Holiday",
                "calendar_id": calendar.id,
                "date_from": datetime(2026, 3, 3, 16),
                "date_to": datetime(2026, 3, 4, 16),
            }
        )
        self.run_at(NOW, "contact")
        self.assertEqual(followup.planned_date, datetime(2026, 3, 5, 2, 0))

    def test_the_customers_own_hours_come_first(self):
        attendance = {"dayofweek": "5", "hour_from": 9, "hour_to": 12, "name": "-"}
        self.household.contact_calendar_id = self.env["resource.calendar"].create(
            {
                "name": "Saturdays",
                "tz": "Asia/Shanghai",
                "attendance_ids": [(5,), (0, 0, attendance)],
            }
        )
        followup = self.plan_ticket()
        self.assertEqual(followup.planned_date, datetime(2026, 3, 7, 1, 0))
        self.run_at(SATURDAY, "contact")
        self.assertEqual(followup.sent_date, SATURDAY)

    def test_who_was_contacted_since_the_planning_is_left_alone(self):
        routine = self.plan_ticket()
        self.answer_by_staff(self.contact_ticket(feedback_type="complaint"))
        routine._contact()
        self.assertEqual(
            (routine.state, routine.drop_reason), ("dropped", "contact_gap")
        )

    def test_two_contacts_of_one_household_that_come_due_together_are_one(self):
        self.company.followup_gap_days = 0
        first, second = self.plan_ticket(), self.plan_ticket()
        self.company.followup_gap_days = 7
        (second + first)._contact()
        self.assertEqual((first.state, second.state), ("in_progress", "dropped"))

    def test_a_call_made_later_than_planned_leaves_room_for_next_weeks(self):
        step = {"delay_unit": "days", "due": 30, "due_unit": "days"}
        steps = [(0, 0, {**step, "delay": days}) for days in (0, 7)]
        self.create_policy(channel="phone", step_ids=steps)
        self.plan_ticket()
        first, second = self.env["huifang.followup"].search(
            [("partner_id", "=", self.household.id)], order="step_number"
        )
        second._plan()
        first._contact()
        with freeze_time(NOW + timedelta(minutes=40)):
            self.answer_by_staff(first)
        with freeze_time(second.planned_date):
            second._contact()
        self.assertEqual((first.state, second.state), ("done", "in_progress"))

    def test_a_complaint_is_asked_about_whatever_came_before(self):
        complaint = self.plan_ticket(feedback_type="complaint")
        self.answer_by_staff(self.contact_ticket(feedback_type="complaint"))
        complaint._contact()
        self.assertEqual(complaint.state, "in_progress")

    def test_who_has_asked_for_quiet_since_the_planning_is_not_contacted(self):
        for field_name in ("do_not_contact", "is_opted_out"):
            household = self.create_household()
            followup = self.plan_ticket(partner_id=household.id)
            household[field_name] = True
            self.run_cron("contact")
            with self.subTest(field_name=field_name):
                self.assertEqual(followup.drop_reason, "do_not_contact")
                self.assertFalse(followup.attempt_ids)


@freeze_time(NOW)
class TestReminders(ContactCommon):
    def remind_daily(self, days):
        """Run the scheduled action at 10:30 each day; return who was reminded when."""
        sent = []
        for number in range(1, days + 1):
            moment = NOW + timedelta(days=number)
            attempts = self.env["huifang.followup.attempt"].search_count([])
            self.run_at(moment, "remind")
            new = self.env["huifang.followup.attempt"].search_count([]) - attempts
            sent += [moment] * new
        return sent

    def test_two_reminders_on_day_three_and_seven_inside_contact_hours(self):
        self.contact_ticket()
        # day 3 is a Saturday
        wanted = [NOW + timedelta(days=5), NOW + timedelta(days=7)]
        self.assertEqual(self.remind_daily(20), wanted)

    def test_the_reminder_leads_to_the_same_link_and_out(self):
        followup = self.contact_ticket()
        self.send_mails()
        self.run_at(NOW + timedelta(days=5), "remind")
        (mail,) = self.send_mails()
        url = followup._get_answer_url()
        self.assertIn(f'href="{url}"', mail["body"])
        self.assertIn(f'href="{url}/stop"', mail["body"])

    def test_an_answer_stops_the_reminders_at_once(self):
        followup = self.contact_ticket()
        self.answer_by_customer(followup)
        self.assertFalse(followup.reminder_date)
        self.assertEqual(self.remind_daily(8), [])

    def test_an_answer_by_phone_stops_them_too(self):
        followup = self.answer_by_staff(self.contact_ticket())
        self.assertFalse(followup.reminder_date)

    def test_who_opts_out_is_not_reminded(self):
        followup = self.contact_ticket()
        followup._opt_out()
        self.assertEqual(self.remind_daily(8), [])

    def test_a_missed_run_is_caught_up_once(self):
        followup = self.contact_ticket()
        friday = NOW + timedelta(days=9)
        self.run_at(friday, "remind")
        self.run_at(friday, "remind")
        self.run_at(friday + timedelta(hours=1), "remind")
        self.assertEqual(followup.reminder_count, 1)

    def test_the_second_reminder_keeps_a_day_away_from_a_late_first_one(self):
        followup = self.contact_ticket()
        self.run_at(NOW + timedelta(days=8), "remind")
        self.assertEqual(followup.reminder_date, NOW + timedelta(days=9))

    def test_nobody_is_reminded_of_a_link_that_has_run_out(self):
        followup = self.contact_ticket()
        self.run_at(NOW + timedelta(days=20), "remind")
        self.assertEqual(followup.reminder_count, 0)

    def test_a_run_outside_the_hours_moves_the_reminder(self):
        followup = self.contact_ticket()
        self.run_at(NOW + timedelta(days=7, hours=12), "remind")
        self.assertEqual(followup.reminder_count, 0)
        self.assertEqual(followup.reminder_date, datetime(2026, 3, 12, 2, 0))

    def test_the_company_decides_how_often(self):
        self.company.write(
            {"followup_first_reminder": 1, "followup_second_reminder": 0}
        )
        self.contact_ticket()
        self.assertEqual(self.remind_daily(8), [NOW + timedelta(days=1)])


@freeze_time(NOW)
class TestGivingUp(ContactCommon):
    def test_an_unanswered_link_expires(self):
        followup = self.contact_ticket()
        self.run_at(NOW + timedelta(days=14), "expire")
        self.assertEqual(followup.state, "dropped")
        self.assertEqual(followup.drop_reason, "expired")

    def test_a_link_does_not_expire_a_second_too_early(self):
        followup = self.contact_ticket()
        self.run_at(NOW + timedelta(days=14, seconds=-1), "expire")
        self.assertEqual(followup.state, "in_progress")

    def test_an_answered_link_does_not_expire(self):
        followup = self.answer_by_customer(self.contact_ticket())
        self.run_at(NOW + timedelta(days=30), "expire")
        self.assertEqual(followup.state, "done")

    def test_three_calls_in_vain_end_it_and_the_task(self):
        followup = self.contact_by("phone")
        for outcome in ("no_answer", "no_answer"):
            self.log_attempt(followup, outcome)
        self.assertEqual(followup.state, "in_progress")
        self.log_attempt(followup, "no_answer")
        self.assertEqual(followup.drop_reason, "unreachable")
        self.assertFalse(followup.activity_ids)

    def test_a_bounced_mail_is_a_try_in_vain(self):
        self.company.followup_max_attempts = 1
        followup = self.contact_ticket()
        self.log_attempt(followup, "bounced")
        self.assertEqual(followup.drop_reason, "unreachable")

    def test_a_mail_that_comes_back_becomes_a_call(self):
        followup = self.contact_ticket()
        self.receive_bounce(followup.attempt_ids.sudo().message_id)
        self.assertEqual(self.outcomes(followup), ["sent", "bounced"])
        self.assertEqual((followup.state, followup.channel), ("in_progress", "phone"))
        self.assertEqual(followup.activity_ids.user_id, followup.user_id)
        self.assertFalse(followup.reminder_date)

    def fail_to_send(self, error):
        """Send the mails while the mail server refuses them."""
        with self.mock_mail_gateway():
            self.send_email_mocked.side_effect = error
            self.env["mail.mail"].process_email_queue()

    def test_an_address_the_mail_server_refuses_becomes_a_call(self):
        followup = self.contact_ticket()
        self.fail_to_send(AssertionError(self.env["ir.mail_server"].NO_VALID_RECIPIENT))
        self.assertEqual(self.outcomes(followup), ["sent", "bounced"])
        self.assertEqual(followup.channel, "phone")

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_a_mail_server_that_is_down_is_nobodys_wrong_address(self):
        followup = self.contact_ticket()
        self.fail_to_send(ConnectionError("The mail server is down."))
        self.assertEqual(self.outcomes(followup), ["sent"])
        self.assertIn("The mail server is down.", followup.queue_error)

    def test_who_has_no_other_address_is_unreachable_when_the_mail_comes_back(self):
        self.household.write({"phone": False, "unit_number": False, "street": False})
        followup = self.contact_ticket()
        self.receive_bounce(followup.attempt_ids.sudo().message_id)
        self.assertEqual(followup.drop_reason, "unreachable")

    def test_a_mail_that_comes_back_after_the_answer_changes_nothing(self):
        followup = self.contact_ticket()
        message_id = followup.attempt_ids.sudo().message_id
        self.answer_by_customer(followup)
        self.receive_bounce(message_id)
        self.assertEqual((followup.state, followup.channel), ("done", "email"))

    def test_a_refusal_ends_it_at_once(self):
        followup = self.contact_by("phone")
        self.log_attempt(followup, "refused", note="Did not want to talk.")
        self.assertEqual(followup.drop_reason, "refused")
        self.assertEqual(followup.attempt_ids.note, "Did not want to talk.")

    def test_postponing_sets_the_next_moment_and_is_no_try_in_vain(self):
        followup = self.contact_by("phone")
        tomorrow = NOW + timedelta(days=1)
        for _ in range(4):
            self.log_attempt(followup, "postponed", next_date=tomorrow)
        self.assertEqual(followup.state, "in_progress")
        self.assertEqual(followup.planned_date, tomorrow)
        self.assertEqual(followup.activity_ids.date_deadline, tomorrow.date())

    def test_an_attempt_says_who_made_it_when_and_how(self):
        followup = self.contact_by("phone")
        self.log_attempt(followup, "no_answer")
        attempt = followup.attempt_ids
        self.assertEqual(attempt.user_id, followup.user_id)
        self.assertEqual((attempt.date, attempt.channel), (NOW, "phone"))

    def test_the_handler_logs_no_attempt(self):
        self.office.dispatcher_ids += self.handler
        followup = self.contact_by("phone")
        with self.assertRaises(AccessError):
            self.log_attempt(followup, "refused", user=self.handler)

    def test_an_answer_is_not_given_up_any_more(self):
        followup = self.answer_by_customer(self.contact_ticket())
        with self.assertRaises(UserError):
            self.log_attempt(followup, "refused")
        self.assertEqual(self.outcomes(followup), ["sent"])

    def test_another_try_lies_in_the_future(self):
        followup = self.contact_by("phone")
        with self.assertRaises(UserError):
            self.log_attempt(followup, "postponed", next_date=NOW - timedelta(days=1))

    def test_nobody_makes_up_an_attempt(self):
        followup = self.contact_by("phone")
        attempts = self.env["huifang.followup.attempt"].with_user(followup.user_id)
        with self.assertRaises(AccessError):
            attempts.create(
                {"followup_id": followup.id, "channel": "phone", "outcome": "refused"}
            )
