"""Answers by customers and by staff: stored once, never changed (C1, D10, I5)."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from odoo.addons.mail.tests.common import MockEmail

from .common import NOW, HuifangCommon


def levels(followup):
    """Return code of each aspect asked → its level, False for a blank."""
    return {line.aspect_id.code: line.level for line in followup.line_ids}


@freeze_time(NOW)
class TestCustomersAnswer(HuifangCommon):
    def test_every_aspect_asked_has_a_rating_blanks_included(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        self.answer_by_customer(followup, levels={"c": "fair", "j": None})
        self.assertEqual(
            levels(followup),
            {"c": "fair", "j": False, "k": "satisfied", "m": "satisfied"},
        )

    def test_not_applicable_is_not_a_blank(self):
        survey = self.create_questionnaire(
            self.rating_question("cleaning", "satisfied", "na"),
            self.rating_question("parking", "satisfied", "na"),
        )
        self.create_policy(survey_id=survey.id)
        followup = self.contact_ticket()
        self.answer_by_customer(followup, levels={"f": "na", "h": None})
        self.assertEqual(levels(followup), {"f": "na", "h": False})

    def test_scores_from_zero_to_five_become_levels(self):
        scale = {"question_type": "scale", "scale_min": 0, "scale_max": 5}
        question = self.rating_question("overall", **scale) | {
            "suggested_answer_ids": []
        }
        survey = self.create_questionnaire(question)
        self.create_policy(survey_id=survey.id)
        bad, good = "unsatisfied", "satisfied"
        for score, level in enumerate((bad, bad, bad, "fair", good, good)):
            followup = self.contact_ticket(partner_id=self.create_household().id)
            form = {str(survey.question_ids.id): str(score)}
            self.assertFalse(followup._start_answer()._submit_followup(form))
            with self.subTest(score=score):
                self.assertEqual(levels(followup), {"m": level})
                self.assertEqual(followup.overall_level, level)

    def test_the_follow_up_takes_over_words_and_verdict(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        self.answer_by_customer(
            followup,
            levels={"m": "unsatisfied"},
            resolved="recurred",
            needs="A new washer",
            opinion="Too slow",
        )
        self.assertEqual(followup.overall_level, "unsatisfied")
        self.assertEqual(followup.is_resolved, "recurred")
        self.assertEqual(followup.new_needs, "A new washer")
        self.assertEqual(followup.opinion, "Too slow")
        self.assertEqual(followup.is_work_inspected, "yes")
        self.assertEqual(followup.is_charge_correct, "yes")

    def test_the_reason_stays_with_its_aspect(self):
        followup = self.contact_ticket()
        self.answer_by_customer(followup, levels={"j": "unsatisfied"})
        reasons = {line.aspect_id.code: line.reason for line in followup.line_ids}
        self.assertEqual(reasons["j"], "It was bad.")
        self.assertFalse(reasons["k"] or reasons["m"])

    def test_it_is_marked_as_the_customers_own(self):
        followup = self.answer_by_customer(self.contact_ticket())
        self.assertEqual(followup.answer_mode, "customer")
        self.assertFalse(followup.recorder_id)

    def test_what_staff_noted_before_gives_way_to_the_customers_answer(self):
        self.household.preferred_channel = "message"
        followup = self.contact_ticket()
        record = followup.with_user(followup.user_id)
        record.write({"opinion": "All fine!", "new_needs": "None."})
        record.line_ids.write({"level": "satisfied"})
        self.answer_by_customer(followup, levels={"j": None, "m": "fair"})
        self.assertEqual(
            levels(followup),
            {"a": "satisfied", "j": False, "k": "satisfied", "m": "fair"},
        )
        self.assertFalse(followup.opinion or followup.new_needs)

    def test_it_counts_on_the_day_it_is_given_on_the_spot(self):
        followup = self.contact_ticket()
        evening = datetime(2026, 3, 4, 16, 30)  # past midnight in Shanghai
        with freeze_time(evening):
            self.answer_by_customer(followup)
        self.assertEqual(str(followup.done_day), "2026-03-05")

    def test_it_is_late_after_the_deadline(self):
        followup = self.contact_ticket()
        with freeze_time(followup.due_date):
            self.answer_by_customer(followup)
        self.assertFalse(followup.is_on_time)
        self.assertEqual(followup.state, "done")

    def test_it_is_on_time_before_the_deadline(self):
        self.assertTrue(self.answer_by_customer(self.contact_ticket()).is_on_time)

    def test_the_task_of_the_surveyor_is_gone(self):
        self.household.preferred_channel = "message"
        followup = self.contact_ticket()
        self.assertTrue(followup.activity_ids)
        self.answer_by_customer(followup)
        self.assertFalse(followup.activity_ids)


@freeze_time(NOW)
class TestSuspectAnswer(HuifangCommon, MockEmail):
    def answer_after(self, after_mail, on_form, **form):
        """Return a follow-up answered so many seconds after mail and opening."""
        followup = self.contact_ticket(partner_id=self.create_household().id)
        answered = NOW + timedelta(seconds=after_mail)
        with freeze_time(answered - timedelta(seconds=on_form)):
            sheet = followup._start_answer()
        with freeze_time(answered):
            sheet._submit_followup(self.answer_form(followup, **form))
        return followup

    def assert_out_of_the_figures(self, followup):
        self.assertTrue(followup.is_suspect)
        self.assertFalse(followup.is_counted)
        self.assertFalse(followup.ticket_id.satisfaction)
        figures = self.env["huifang.rating.report"]
        self.assertFalse(figures.search([("followup_id", "=", followup.id)]))

    def test_an_answer_seconds_after_the_mail_stays_out_of_the_figures(self):
        self.assert_out_of_the_figures(self.answer_after(19, 10))

    def test_an_answer_without_time_on_the_form_stays_out_of_the_figures(self):
        self.assert_out_of_the_figures(self.answer_after(3600, 2))

    def test_an_answer_in_the_same_second_stays_out_of_the_figures(self):
        self.assert_out_of_the_figures(self.answer_after(3600, 0))
        self.assert_out_of_the_figures(self.answer_after(0, 0))

    def answer_at(self, followup, moment):
        """Answer at a moment, after ten seconds on the form."""
        with freeze_time(moment - timedelta(seconds=10)):
            sheet = followup._start_answer()
        with freeze_time(moment):
            sheet._submit_followup(self.answer_form(followup))

    def test_an_answer_seconds_after_a_reminder_stays_out_of_the_figures(self):
        followup = self.contact_ticket()
        reminded = NOW + timedelta(days=5)  # a Monday
        with freeze_time(reminded):
            followup._remind()
        self.answer_at(followup, reminded + timedelta(seconds=15))
        self.assert_out_of_the_figures(followup)

    def test_the_seconds_count_from_when_the_mail_left_the_queue(self):
        followup = self.contact_ticket()
        left = NOW + timedelta(minutes=5)
        with freeze_time(left), self.mock_mail_gateway():
            self.env["mail.mail"].process_email_queue()
        self.answer_at(followup, left + timedelta(seconds=15))
        self.assert_out_of_the_figures(followup)

    def test_a_person_who_takes_some_seconds_counts_at_once(self):
        followup = self.answer_after(20, 3)
        self.assertFalse(followup.is_suspect)
        self.assertTrue(followup.is_counted)

    def test_a_reviewer_brings_a_genuine_answer_into_the_figures(self):
        followup = self.answer_after(5, 1)
        followup.with_user(self.reviewer).action_confirm_suspect()
        self.assertTrue(followup.is_counted)
        self.assertEqual(followup.ticket_id.satisfaction, "satisfied")

    def test_a_reviewer_keeps_an_automatic_answer_out_for_good(self):
        followup = self.answer_after(5, 1)
        followup.with_user(self.reviewer).action_discard_suspect()
        self.assert_out_of_the_figures(followup)
        self.assertEqual(followup.suspect_verdict, "automatic")

    def test_nothing_follows_from_it_before_a_reviewer_has_decided(self):
        followup = self.answer_after(5, 1, levels={"m": "unsatisfied"})
        self.run_cron("process")
        self.assertFalse(followup.rectification_ids)
        followup.with_user(self.reviewer).action_confirm_suspect()
        self.run_cron("process")
        self.assertEqual(len(followup.rectification_ids), 1)

    def test_what_a_reviewer_has_decided_stands(self):
        followup = self.answer_after(5, 1)
        record = followup.with_user(self.reviewer)
        record.action_discard_suspect()
        for decide in (record.action_confirm_suspect, record.action_discard_suspect):
            with self.assertRaises(UserError):
                decide()
        self.assertEqual(followup.suspect_verdict, "automatic")

    def test_dispatchers_do_not_decide(self):
        followup = self.answer_after(5, 1)
        others = self.dispatcher + self.dispatcher_two
        with self.assertRaises(AccessError):
            followup.with_user(others[0]).action_discard_suspect()
        with self.assertRaises(AccessError):
            followup.with_user(others[1]).action_confirm_suspect()

    def test_whoever_did_the_work_does_not_decide(self):
        followup = self.answer_after(5, 1)
        self.office.head_id = self.handler
        with self.assertRaises(AccessError):
            followup.with_user(self.handler).action_discard_suspect()

    def test_an_answer_that_looks_human_cannot_be_thrown_out(self):
        followup = self.answer_after(3600, 60, levels={"m": "unsatisfied"})
        with self.assertRaises(UserError):
            followup.with_user(self.reviewer).action_discard_suspect()


@freeze_time(NOW)
class TestStaffRecording(HuifangCommon):
    def start_call(self):
        """Return a phone follow-up as its surveyor sees it, all aspects satisfied."""
        self.household.preferred_channel = "phone"
        followup = self.contact_ticket()
        record = followup.with_user(followup.user_id)
        record.line_ids.write({"level": "satisfied"})
        record.is_resolved = "yes"
        return record

    def test_it_is_marked_with_who_typed_it(self):
        record = self.start_call()
        record.action_done()
        self.assertEqual((record.state, record.answer_mode), ("done", "staff"))
        self.assertEqual(record.recorder_id, record.user_id)
        self.assertEqual(record.overall_level, "satisfied")

    def test_the_talk_is_an_attempt(self):
        record = self.start_call()
        record.action_done()
        self.assertEqual(record.attempt_ids.mapped("outcome"), ["reached"])

    def test_a_record_without_any_rating_is_refused(self):
        record = self.start_call()
        record.line_ids.write({"level": False})
        with self.assertRaises(UserError):
            record.action_done()
        self.assertEqual(record.state, "in_progress")

    def test_a_record_may_leave_an_aspect_blank(self):
        record = self.start_call()
        record.line_ids[0].level = False
        record.action_done()
        self.assertFalse(record.line_ids[0].level)

    def test_unsatisfied_asks_for_a_reason(self):
        record = self.start_call()
        record.line_ids[0].write({"level": "unsatisfied", "reason": "  "})
        with self.assertRaises(UserError):
            record.action_done()
        record.line_ids[0].reason = "Mud on the carpet."
        record.action_done()
        self.assertEqual(record.state, "done")

    def test_everything_that_is_missing_is_said_at_once(self):
        record = self.start_call()
        record.line_ids.write({"level": "unsatisfied", "reason": False})
        record.is_resolved = False
        with self.assertRaises(UserError) as refusal:
            record.action_done()
        self.assertEqual(len(refusal.exception.args[0].splitlines()), 5)

    def test_whether_it_was_solved_must_be_asked(self):
        record = self.start_call()
        record.is_resolved = False
        with self.assertRaises(UserError):
            record.action_done()

    def test_a_call_before_its_time_can_be_recorded(self):
        followup = self.plan_ticket()
        record = followup.with_user(followup.user_id)
        record.action_start()
        self.assertEqual(record.state, "in_progress")
        self.assertEqual(len(record.line_ids), 4)

    def test_the_handler_may_not_record(self):
        self.office.dispatcher_ids += self.handler
        record = self.start_call().with_user(self.handler)
        with self.assertRaises(AccessError):
            record.action_start()
        with self.assertRaises(AccessError):
            record.action_done()

    def test_the_people_of_another_office_may_not_record(self):
        stranger = self.create_user("stranger")
        self.create_office(name="Hilltop", dispatcher_ids=[(6, 0, stranger.ids)])
        record = self.start_call().with_user(stranger)
        with self.assertRaises(AccessError):
            record.action_done()

    def test_reviewers_read_and_do_not_record(self):
        record = self.start_call().with_user(self.reviewer)
        with self.assertRaises(AccessError):
            record.opinion = "Fine."
        with self.assertRaises(AccessError):
            record.action_done()

    def test_a_record_is_finished_once(self):
        record = self.start_call()
        record.action_done()
        with self.assertRaises(UserError):
            record.action_done()

    def test_who_finishes_after_the_customer_is_told_so(self):
        self.household.preferred_channel = "message"
        followup = self.contact_ticket()
        self.answer_by_customer(followup)
        with self.assertRaises(UserError):
            followup.with_user(followup.user_id).action_done()
        self.assertEqual(followup.answer_mode, "customer")

    def test_the_customers_link_is_used_once_staff_have_recorded(self):
        followup = self.contact_ticket()
        sheet = followup._start_answer()
        self.answer_by_staff(followup)
        with self.assertRaises(UserError):
            sheet._submit_followup(self.answer_form(followup))


@freeze_time(NOW)
class TestAnswerStands(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")

    def everybody(self):
        people = self.dispatcher + self.supervisor + self.head + self.reviewer
        return people + self.manager + self.admin

    def test_nobody_changes_a_finished_answer(self):
        followup = self.answer_by_customer(self.contact_ticket())
        changes = [
            {"overall_level": "satisfied"},
            {"is_resolved": "yes"},
            {"opinion": "Great!"},
            {"is_counted": False},
            {"answer_mode": "staff"},
            {"state": "planned"},
            {"line_ids": [(5,)]},
        ]
        for user in self.everybody():
            for values in changes:
                with (
                    self.subTest(user=user.login, values=values),
                    self.assertRaises(AccessError),
                ):
                    followup.with_user(user).write(values)

    def test_nobody_changes_adds_or_deletes_a_rating(self):
        followup = self.answer_by_customer(self.contact_ticket())
        added = {"followup_id": followup.id, "aspect_id": self.aspect("fire").id}
        for user in self.everybody():
            lines = followup.line_ids.with_user(user)
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    lines[0].level = "unsatisfied"
                with self.assertRaises(AccessError):
                    lines[0].reason = "Changed"
                with self.assertRaises(AccessError):
                    lines[0].unlink()
                with self.assertRaises(AccessError):
                    lines.create({**added, "level": "satisfied"})

    def test_nobody_deletes_an_answer(self):
        followup = self.answer_by_customer(self.contact_ticket())
        for user in self.everybody():
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                followup.with_user(user).unlink()
        with self.assertRaises(UserError):
            followup.sudo().unlink()

    def test_nobody_makes_up_a_follow_up(self):
        values = {"company_id": self.company.id, "partner_id": self.household.id}
        for user in self.everybody():
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["huifang.followup"].with_user(user).create(values)

    def test_taking_it_into_work_again_adds_no_aspect(self):
        followup = self.answer_by_customer(self.contact_ticket())
        survey = self.env.ref("huifang_followup.survey_service")
        question = {"title": "Fire safety", **self.rating_question("fire")}
        survey.question_and_page_ids = [(0, 0, question)]
        followup.with_user(followup.user_id).action_start()
        self.assertEqual(len(followup.line_ids), 4)
        self.assertEqual(followup.state, "done")

    def test_a_superior_reviews_it_with_an_opinion(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        self.answer_by_customer(followup)
        record = followup.with_user(self.supervisor)
        record.review_opinion = "Praise the handler."
        record.action_review()
        self.assertEqual(followup.state, "reviewed")
        self.assertEqual(followup.reviewer_id, self.supervisor)
        self.assertTrue(followup.is_counted)

    def test_whoever_recorded_or_handled_it_does_not_review_it(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        self.answer_by_staff(followup)
        group = self.env.ref("huifang_followup.group_supervisor")
        group.user_ids += followup.user_id + self.handler
        self.office.dispatcher_ids += self.handler
        for user in followup.user_id + self.handler:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                followup.with_user(user).action_review()

    def test_dispatchers_and_outsiders_do_not_review(self):
        followup = self.answer_by_customer(self.contact_ticket())
        others = self.dispatcher + self.dispatcher_two + self.reviewer + self.handler
        for user in others:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                followup.with_user(user).action_review()
