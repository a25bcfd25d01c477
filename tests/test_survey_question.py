"""Building a questionnaire: whatever can be saved takes the customer's answer over."""

import psycopg2

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from odoo.addons.huifang_followup.models.survey_user_input_line import FIELD_BY_PURPOSE

from .common import NOW, HuifangCommon

CHOICE = {"question_type": "simple_choice"}
TEXT = {"question_type": "text_box"}


def choice(purpose, *meanings, **values):
    """Return the values of a choice question whose answers have these meanings."""
    answers = [
        Command.create({"value": str(meaning), "followup_value": meaning})
        for meaning in meanings
    ]
    return {
        **CHOICE,
        "followup_purpose": purpose,
        "suggested_answer_ids": answers,
    } | values


def text(purpose, **values):
    """Return the values of a question answered in words."""
    return {**TEXT, "followup_purpose": purpose} | values


class TestBuilding(HuifangCommon):
    def test_a_question_that_cannot_give_what_it_is_used_for_is_refused(self):
        wrong = {
            "solved, in words": text("resolved"),
            "solved, by several choices": choice(
                "resolved", "yes", question_type="multiple_choice"
            ),
            "solved, an answer without meaning": choice("resolved", "yes", False),
            "inspected, came back": choice("inspected", "yes", "recurred"),
            "charge, came back": choice("charge", "recurred"),
            "needs, as a number": text("needs", question_type="numerical_box"),
            "opinion, as a date": text("opinion", question_type="date"),
            "reason, by choice": choice("reason")
            | {"aspect_id": self.aspect("cleaning").id},
        }
        for name, question in wrong.items():
            with self.subTest(name), self.assertRaises(ValidationError):
                self.create_questionnaire(question)

    def test_the_error_says_which_answers_there_are(self):
        with self.assertRaisesRegex(ValidationError, "Say what each .*: Yes, No"):
            self.create_questionnaire(choice("inspected", "recurred"))

    def test_a_meaning_cannot_be_taken_off_an_answer_later(self):
        survey = self.create_questionnaire(choice("inspected", "yes", "no"))
        for meaning in (False, "recurred"):
            with self.subTest(meaning), self.assertRaises(ValidationError):
                survey.question_ids.suggested_answer_ids[0].followup_value = meaning

    @mute_logger("odoo.sql_db")
    def test_a_questionnaire_asks_each_thing_once(self):
        cleaning = {"aspect_id": self.aspect("cleaning").id}
        parking = {"aspect_id": self.aspect("parking").id}
        for question, leftover in (
            (self.rating_question("cleaning"), {}),
            (text("reason", **cleaning), {}),
            (text("opinion"), parking),
            (choice("resolved", "yes"), parking),
        ):
            pair = (question, question | leftover)
            with (
                self.subTest(question["followup_purpose"]),
                self.assertRaises(psycopg2.errors.UniqueViolation),
            ):
                self.create_questionnaire(*pair)

    def test_several_aspects_and_questions_for_nothing_are_fine(self):
        reasons = [
            text("reason", aspect_id=self.aspect(name).id)
            for name in ("cleaning", "parking")
        ]
        survey = self.create_questionnaire(
            self.rating_question("cleaning"),
            self.rating_question("parking"),
            *reasons,
            TEXT,
            TEXT,
        )
        self.assertEqual(len(survey.question_ids), 6)

    def test_a_survey_with_a_matrix_does_not_become_a_questionnaire(self):
        values = {"question_type": "matrix", "matrix_subtype": "simple"}
        survey = self.create_questionnaire(values, survey_type="custom")
        with self.assertRaises(ValidationError):
            survey.write(
                {
                    "survey_type": "followup",
                    "questions_layout": "one_page",
                    "access_mode": "token",
                    "scoring_type": "no_scoring",
                    "users_can_go_back": False,
                }
            )


class TestDrafts(HuifangCommon):
    """A designer works step by step; what is in use stays usable."""

    def test_a_manager_builds_it_in_the_form_question_by_question(self):
        surveys = self.env["survey.survey"].with_user(self.manager)
        form = Form(surveys.with_context(default_survey_type="followup"))
        form.title = "Draft"
        draft = form.save()
        with Form(draft) as form, form.question_and_page_ids.new() as question:
            question.title = "Solved?"
            question.question_type = "simple_choice"
            question.followup_purpose = "resolved"
        question = Form(draft.question_ids)
        with question.suggested_answer_ids.new() as answer:
            answer.value = "Yes"
            answer.followup_value = "yes"
        question.save()
        self.assertEqual(draft.question_ids.suggested_answer_ids.value, "Yes")

    def test_a_policy_waits_until_something_is_rated(self):
        rating = self.rating_question("cleaning", suggested_answer_ids=[])
        draft = self.create_questionnaire(rating, text("opinion"))
        with self.assertRaisesRegex(ValidationError, "rates nothing yet"):
            self.create_policy(survey_id=draft.id)
        answer = {"value": "Good", "followup_level": "satisfied"}
        draft.question_ids[0].suggested_answer_ids = [Command.create(answer)]
        self.assertEqual(self.create_policy(survey_id=draft.id).survey_id, draft)

    def test_the_last_rating_of_a_questionnaire_in_use_stays(self):
        survey = self.create_questionnaire(self.rating_question("cleaning"))
        self.create_policy(survey_id=survey.id)
        question = survey.question_ids
        with self.assertRaises(ValidationError):
            survey.question_and_page_ids = [Command.delete(question.id)]

    def test_a_questionnaire_in_use_is_not_archived(self):
        survey = self.create_questionnaire(self.rating_question("cleaning"))
        policy = self.create_policy(survey_id=survey.id)
        with self.assertRaises(ValidationError):
            survey.active = False
        self.plan_ticket()
        policy.survey_id = self.env.ref("huifang_followup.survey_service")
        with self.assertRaises(ValidationError):
            survey.active = False  # a customer still has the link

    def test_a_questionnaire_nobody_is_asked_any_more_is_archived(self):
        survey = self.create_questionnaire(self.rating_question("cleaning"))
        policy = self.create_policy(survey_id=survey.id)
        self.answer_by_staff(self.plan_ticket(), {"f": "satisfied"})
        policy.active = False
        survey.active = False
        self.assertFalse(survey.active)
        with self.assertRaises(ValidationError):
            policy.active = True


@freeze_time(NOW)
class TestAnswering(HuifangCommon):
    def ask(self, *questions, survey=None):
        """Return the follow-up of a closing that asks these questions."""
        survey = survey or self.create_questionnaire(*questions)
        self.create_policy(survey_id=survey.id, sequence=-survey.id)
        followup = self.contact_ticket(partner_id=self.create_household().id)
        self.assertEqual(followup.survey_id, survey)
        return followup

    def submit(self, followup, *answers):
        """Answer the questions in their order; ``n`` means the n-th choice."""
        questions = followup.survey_id.question_ids.sorted("sequence")
        form = {}
        for question, answer in zip(questions, answers, strict=True):
            choices = question.suggested_answer_ids
            value = choices[answer].id if isinstance(answer, int) else answer
            form[str(question.id)] = str(value or "")
        self.assertFalse(followup._start_answer()._submit_followup(form))

    def get_levels(self, followup):
        return {line.aspect_id.code: line.level for line in followup.line_ids}

    def create_if_allowed(self, question):
        """Return a questionnaire with this question, or None where it is refused."""
        try:
            with self.env.cr.savepoint():
                return self.create_questionnaire(
                    self.rating_question("overall"), question
                )
        except ValidationError:
            return None

    def make_questions(self, purpose):
        """Yield every question a designer could make for a purpose, and its answer."""
        kinds = self.env["survey.question"]._fields["question_type"].selection
        for kind, _label in kinds:
            if "choice" in kind:
                for meaning in ("yes", "no", "recurred", False):
                    yield choice(purpose, meaning, question_type=kind), 0, meaning
            else:
                yield text(purpose, question_type=kind), "Yes", "Yes"

    def test_whatever_can_be_saved_takes_the_answer_over(self):
        for purpose, field_name in FIELD_BY_PURPOSE.items():
            taken = 0
            for question, answer, expected in self.make_questions(purpose):
                if survey := self.create_if_allowed(question):
                    followup = self.ask(survey=survey)
                    self.submit(followup, 0, answer)
                    self.assertEqual(followup[field_name], expected, question)
                    taken += 1
            self.assertGreaterEqual(taken, 2, purpose)

    def test_no_kind_of_question_is_thrown_by_what_is_written(self):
        """An answer is taken or refused with a reason, whatever it is."""
        odd = ["0", "nan", "1e999", "-1", "0001-01-01", "2026-02-30", "99-1-1", "'\x00"]
        odd += ["2026-03-04 25:00:00", "2026-03-04T10:00", "٣", "x" * 300, "a@b", "1,5"]
        kinds = self.env["survey.question"]._fields["question_type"].selection
        for kind in {kind for kind, _label in kinds} - {"matrix"}:
            question = {"question_type": kind, "validation_required": True}
            followup = self.ask(
                self.rating_question("overall"),
                question
                | {"validation_length_max": 50, "validation_max_float_value": 9},
            )
            rating, strange = followup.survey_id.question_ids
            good = str(rating.suggested_answer_ids[0].id)
            for value in odd:
                form = {str(rating.id): good, str(strange.id): value}
                with (
                    self.subTest(kind=kind, value=value),
                    self.env.cr.savepoint() as sp,
                ):
                    errors = followup._start_answer()._submit_followup(form)
                    self.assertEqual(followup.state == "done", not errors)
                    self.assertTrue(all(errors.values()))
                    self.env.flush_all()
                    sp.rollback()
                    self.env.invalidate_all()

    def test_an_aspect_that_was_never_shown_is_no_blank(self):
        followup = self.ask_about_cleaning()
        followup._prepare_lines()  # as for a surveyor, who asks about everything
        self.submit(followup, 0, None)
        self.assertEqual(self.get_levels(followup), {"m": "satisfied"})

    def test_an_aspect_that_was_shown_and_left_out_is_a_blank(self):
        followup = self.ask_about_cleaning()
        self.submit(followup, 1, None)
        expected = {"m": "unsatisfied", "f": False}
        self.assertEqual(self.get_levels(followup), expected)

    def test_an_aspect_staff_had_no_cause_to_ask_about_is_no_blank(self):
        followup = self.ask_about_cleaning()
        self.answer_by_staff(followup, levels={"f": False})
        self.assertEqual(self.get_levels(followup), {"m": "satisfied"})

    def test_an_aspect_staff_should_have_asked_about_is_a_blank(self):
        followup = self.ask_about_cleaning()
        self.answer_by_staff(followup, levels={"m": "unsatisfied", "f": False})
        expected = {"m": "unsatisfied", "f": False}
        self.assertEqual(self.get_levels(followup), expected)

    def test_an_aspect_staff_asked_about_without_cause_counts(self):
        followup = self.ask_about_cleaning()
        self.answer_by_staff(followup, levels={"f": "fair"})
        self.assertEqual(self.get_levels(followup), {"m": "satisfied", "f": "fair"})

    def ask_about_cleaning(self):
        """Return a follow-up that asks only the unsatisfied about cleaning."""
        followup = self.ask(
            self.rating_question("overall", "satisfied", "unsatisfied"),
            self.rating_question("cleaning"),
        )
        overall, cleaning = followup.survey_id.question_ids
        cleaning.triggering_answer_ids = overall.suggested_answer_ids[1]
        return followup

    def test_a_question_above_the_one_that_shows_it_is_asked(self):
        followup = self.ask(text("opinion"), self.rating_question("overall"))
        opinion, overall = followup.survey_id.question_ids
        opinion.triggering_answer_ids = overall.suggested_answer_ids[2]
        opinion.constr_mandatory = True
        self.submit(followup, "Too slow", 2)
        self.assertEqual(followup.opinion, "Too slow")

    def test_a_choice_without_answers_stops_nobody(self):
        followup = self.ask(
            self.rating_question("overall"),
            choice("resolved", constr_mandatory=True),
            self.rating_question(
                "cleaning", suggested_answer_ids=[], constr_mandatory=True
            ),
        )
        self.submit(followup, 0, None, None)
        self.assertEqual(self.get_levels(followup), {"m": "satisfied"})

    def test_a_reason_nobody_rated_is_an_opinion(self):
        cleaning = self.aspect("cleaning")
        followup = self.ask(
            self.rating_question("overall"),
            text("reason", aspect_id=cleaning.id),
            text("opinion"),
        )
        self.submit(followup, 0, "Dust", "Thanks")
        self.assertEqual(self.get_levels(followup), {"m": "satisfied"})
        self.assertEqual(followup.opinion, f"{cleaning.name}: Dust\nThanks")
