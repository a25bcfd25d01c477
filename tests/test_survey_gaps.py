"""The gaps of the survey pages are closed for follow-ups, and for them alone (D1)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, new_test_user
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon
from .common_http import LinkCommon


@freeze_time(NOW)
class TestSubmitting(LinkCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.contact_ticket()
        self.start(self.followup)
        self.questions = self.followup.survey_id.question_ids

    def question(self, purpose, code=False):
        return self.questions.filtered(
            lambda q: q.followup_purpose == purpose and q.aspect_id.code == code
        )

    def form(self, **levels):
        return self.answer_form(self.followup, levels)

    def assert_refused(self, form, *questions):
        """The form is refused at these questions and nothing of it is stored."""
        with self.assert_nothing_written():
            answer = self.submit(self.followup, form)
        self.assertEqual(answer["error"], "validation")
        self.assertEqual(set(answer["fields"]), {str(q.id) for q in questions})
        self.assertTrue(all(answer["fields"].values()))

    def test_a_refused_form_stores_nothing_and_can_be_corrected(self):
        overall = self.question("aspect", "m")
        self.assert_refused(self.form(m=None), overall)
        self.assertNotIn("error", self.submit(self.followup, self.form()))
        self.assertEqual(self.followup.state, "done")
        answered = self.followup.user_input_id.user_input_line_ids.question_id
        self.assertEqual(len(answered), 7)  # four aspects, solved, needs, opinion

    def test_the_server_asks_for_every_mandatory_answer(self):
        overall, resolved = self.question("aspect", "m"), self.question("resolved")
        self.assert_refused({}, overall, resolved)
        blanks = dict.fromkeys((str(q.id) for q in self.questions), "")
        self.assert_refused(blanks, overall, resolved)

    def test_all_other_answers_may_be_left_out(self):
        wanted = self.question("aspect", "m") + self.question("resolved")
        full = self.form()
        form = {str(q.id): full[str(q.id)] for q in wanted}
        self.assertNotIn("error", self.submit(self.followup, form))
        self.assertEqual(self.followup.state, "done")

    def test_an_answer_of_another_question_is_refused(self):
        overall, staff = self.question("aspect", "m"), self.question("aspect", "k")
        form = self.form()
        form[str(overall.id)] = form[str(staff.id)]
        self.assert_refused(form, overall)

    def test_an_answer_of_another_questionnaire_is_refused(self):
        overall = self.question("aspect", "m")
        other = self.env.ref("huifang_followup.answer_repair_overall_satisfied")
        self.assert_refused(self.form() | {str(overall.id): str(other.id)}, overall)

    def test_what_is_no_answer_at_all_is_refused(self):
        overall = self.question("aspect", "m")
        answers = overall.suggested_answer_ids
        nonsense = ["abc", "0", "-1", "999999999", 1.5, {"a": 1}, [[1]], True]
        nonsense.append([str(answers[0].id), str(answers[1].id)])  # one face, not two
        nonsense.append([str(answers[0].id), {"comment": "…"}])
        for value in nonsense:
            with self.subTest(value=value):
                self.assert_refused(self.form() | {str(overall.id): value}, overall)

    def test_a_text_has_an_end(self):
        opinion = self.question("opinion")
        self.assert_refused(self.form() | {str(opinion.id): "x" * 10_001}, opinion)

    def test_unsatisfied_asks_for_the_reason(self):
        reason = self.question("reason", "k")
        form = self.form(k="unsatisfied")
        for blank in ("", "   ", None):
            self.assert_refused(form | {str(reason.id): blank}, reason)
        self.assertNotIn("error", self.submit(self.followup, form))
        rated = self.followup.line_ids.filtered(lambda x: x.aspect_id.code == "k")
        self.assertEqual((rated.level, rated.reason), ("unsatisfied", "It was bad."))

    def test_a_reason_nobody_asked_for_is_not_kept(self):
        reason = self.question("reason", "k")
        form = self.form(k="fair") | {str(reason.id): "Typed, then changed my mind"}
        self.submit(self.followup, form)
        self.assertFalse(any(self.followup.line_ids.mapped("reason")))
        kept = self.followup.user_input_id.user_input_line_ids.question_id
        self.assertNotIn(reason, kept)

    def test_a_question_without_answers_to_choose_is_neither_shown_nor_asked(self):
        """A designer added it after the link went out, and has not finished it."""
        draft = {"title": "Half done", "question_type": "simple_choice", "sequence": 99}
        draft |= {"followup_purpose": "inspected", "constr_mandatory": True}
        self.followup.survey_id.question_and_page_ids = [Command.create(draft)]
        page = self.url_open(self.survey_path(self.followup)).text
        self.assertIn("All in all", page)
        self.assertNotIn("Half done", page)
        self.assertNotIn("error", self.submit(self.followup, self.form()))

    def test_questions_of_other_questionnaires_are_not_looked_at(self):
        foreign = self.env.ref("huifang_followup.question_repair_opinion")
        self.submit(self.followup, self.form() | {str(foreign.id): "Hello", "x": 1})
        lines = self.followup.user_input_id.user_input_line_ids
        self.assertEqual(lines.question_id.survey_id, self.followup.survey_id)

    def test_the_first_complete_answer_counts(self):
        self.submit(self.followup, self.form())
        with self.assert_nothing_written():
            answer = self.submit(self.followup, self.form(m="unsatisfied"))
        self.assertEqual(answer["error"], "unauthorized")
        self.assertEqual(self.followup.overall_level, "satisfied")

    def test_an_expired_or_withdrawn_form_is_refused(self):
        followup = self.followup
        with freeze_time(followup.expire_date), self.assert_nothing_written():
            self.assertIn("error", self.submit(followup, self.form()))
        followup.ticket_id.stage_id = self.new_stage
        self.assertEqual(followup.drop_reason, "reopened")
        with self.assert_nothing_written():
            self.assertIn("error", self.submit(followup, self.form()))

    @mute_logger("odoo.http")
    def test_no_other_way_into_the_sheet_takes_an_answer(self):
        followup = self.followup
        self.submit(followup, self.form())
        with self.assert_nothing_written():
            for action in ("begin/", "next_question/"):
                self.make_jsonrpc_request(self.survey_path(followup, action))
            self.url_open(self.survey_path(followup, "retry/"))


@freeze_time(NOW)
class TestPlainSurveys(LinkCommon):
    """What Odoo does with a survey that is no follow-up stays as it is."""

    def setUp(self):
        super().setUp()
        choices = [Command.create({"value": value}) for value in ("Good", "Bad")]
        self.survey = self.env["survey.survey"].create(
            {
                "title": "Canteen",
                "access_mode": "token",
                "users_can_go_back": False,
                "questions_layout": "one_page",
                "question_and_page_ids": [
                    Command.create({"title": "Name", "question_type": "char_box"}),
                    Command.create(
                        {
                            "title": "Soup",
                            "question_type": "simple_choice",
                            "constr_mandatory": True,
                            "suggested_answer_ids": choices,
                        }
                    ),
                ],
            }
        )
        self.name, self.soup = self.survey.question_ids
        self.sheet = self.survey._create_answer(partner=self.household)
        self.sheet._mark_in_progress()
        self.tokens = f"{self.survey.access_token}/{self.sheet.access_token}"

    def send(self, form):
        _, answer = self.make_jsonrpc_request(f"/survey/submit/{self.tokens}", form)
        self.env.invalidate_all()
        return answer

    def test_a_complete_form_is_stored_and_done(self):
        good = self.soup.suggested_answer_ids[0]
        self.send({str(self.name.id): "Wu", str(self.soup.id): str(good.id)})
        self.assertEqual(self.sheet.state, "done")
        lines = self.sheet.user_input_line_ids
        self.assertEqual(lines.mapped("value_char_box"), ["Wu", False])
        self.assertEqual(lines.suggested_answer_id, good)

    def test_an_incomplete_form_keeps_its_good_answers(self):
        answer = self.send({str(self.name.id): "Wu"})
        self.assertEqual(set(answer["fields"]), {str(self.soup.id)})
        self.assertEqual(self.sheet.user_input_line_ids.value_char_box, "Wu")

    def test_another_user_cannot_open_the_sheet(self):
        self.authenticate("hf_dispatcher", "hf_dispatcher")
        good = self.soup.suggested_answer_ids[0]
        answer = self.send({str(self.soup.id): str(good.id)})
        self.assertEqual(answer["error"], "answer_wrong_user")

    def test_its_page_is_odoos(self):
        page = self.url_open(f"/survey/{self.tokens}")
        self.assertEqual(page.status_code, 200)
        self.assertIn("Soup", page.text)
        self.assertNotIn("data-followup", page.text)

    def test_its_sheets_questions_and_type_are_free(self):
        self.send({str(self.name.id): "Wu"})
        self.name.unlink()
        self.sheet.unlink()
        self.survey.write({"survey_type": "live_session", "users_can_go_back": True})
        self.assertFalse(self.sheet.exists())


class TestQuestionnaires(HuifangCommon):
    def test_settings_the_link_relies_on_cannot_be_changed(self):
        survey = self.env.ref("huifang_followup.survey_service")
        forbidden = {
            "access_mode": "public",
            "users_login_required": True,
            "users_can_go_back": True,
            "questions_layout": "page_per_question",
            "questions_selection": "random",
            "scoring_type": "scoring_without_answers",
            "is_time_limited": True,
            "is_attempts_limited": True,
        }
        for name, value in forbidden.items():
            with self.subTest(name=name), self.assertRaises(ValidationError):
                survey.write({name: value})

    def test_questions_that_cannot_be_counted_are_refused(self):
        scale = {"question_type": "scale", "suggested_answer_ids": []}
        wrong = {
            "matrix": {"question_type": "matrix"},
            "a choice of several levels": {"question_type": "multiple_choice"},
            "a rating in words": {"question_type": "text_box"},
            "a scale to ten": {**scale, "scale_max": 10},
            "no aspect": {"aspect_id": False},
            "a comment beside the answer": {"comments_allowed": True},
            "an answer without level": {
                "suggested_answer_ids": [Command.create({"value": "Hm"})]
            },
        }
        for name, values in wrong.items():
            question = self.rating_question("cleaning", **values)
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.create_questionnaire(question)

    def test_a_level_cannot_be_taken_off_an_answer_later(self):
        survey = self.create_questionnaire(self.rating_question("cleaning"))
        with self.assertRaises(ValidationError):
            survey.question_ids.suggested_answer_ids[0].followup_level = False

    def test_a_scale_to_five_is_fine(self):
        scale = {"question_type": "scale", "scale_max": 5, "suggested_answer_ids": []}
        survey = self.create_questionnaire(self.rating_question("cleaning", **scale))
        self.assertEqual(survey._get_asked_aspects(), self.aspect("cleaning"))

    def test_a_policy_takes_only_a_follow_up_questionnaire(self):
        plain = self.env["survey.survey"].create({"title": "Canteen"})
        with self.assertRaises(ValidationError):
            self.create_policy(survey_id=plain.id)

    def test_a_questionnaire_in_use_stays_one_of_follow_ups(self):
        survey = self.create_questionnaire(self.rating_question("cleaning"))
        self.create_policy(survey_id=survey.id)
        with self.assertRaises(ValidationError):
            survey.survey_type = "custom"


@freeze_time(NOW)
class TestAnswerSheets(HuifangCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.answer_by_customer(self.contact_ticket())
        self.sheet = self.followup.user_input_id

    def test_survey_managers_do_not_see_what_customers_answered(self):
        manager = new_test_user(
            self.env, "hf_surveys", groups="survey.group_survey_manager"
        )
        for records in (self.sheet, self.sheet.user_input_line_ids):
            theirs = records.with_user(manager)
            own = [("id", "in", records.ids)]
            with self.subTest(model=records._name):
                self.assertFalse(theirs.search(own))
                self.assertEqual(theirs._read_group(own, [], ["__count"]), [(0,)])
                with self.assertRaises(AccessError):
                    theirs.read()

    def test_nobody_deletes_or_changes_a_sheet(self):
        for user in (self.manager, self.env.ref("base.user_admin")):
            for records in (self.sheet, self.sheet.user_input_line_ids):
                theirs = records.with_user(user)
                with self.subTest(user=user.login, model=records._name):
                    with self.assertRaises(AccessError):
                        theirs.write({"survey_id": self.sheet.survey_id.id})
                    with self.assertRaises(AccessError):
                        theirs.unlink()

    def test_not_even_the_system_deletes_it(self):
        for records in (self.sheet, self.sheet.user_input_line_ids):
            with self.subTest(model=records._name), self.assertRaises(UserError):
                records.sudo().unlink()

    def test_what_was_answered_stays_in_the_questionnaire(self):
        question = self.sheet.user_input_line_ids.question_id[0]
        for records in (question, question.suggested_answer_ids[0]):
            with self.subTest(model=records._name), self.assertRaises(UserError):
                records.unlink()
