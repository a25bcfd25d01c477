from odoo import api, fields, models
from odoo.exceptions import UserError

from .survey_question import CHOICES


class SurveyUserInput(models.Model):
    """The customer's answer sheet of a follow-up."""

    _inherit = "survey.user_input"

    followup_id = fields.Many2one(
        "huifang.followup", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_followup(self):
        if self.followup_id:
            raise UserError(self.env._("The answer of a follow-up is kept."))

    def _mark_done(self):
        result = super()._mark_done()
        for answer in self.filtered("followup_id"):
            if not answer.followup_id._receive_customer_answer(answer):
                raise UserError(self.env._("This follow-up is no longer open."))
        return result

    def _submit_followup(self, post):
        """Check a whole form and store it, or store nothing.

        Odoo's own loop stores the good answers of a bad form and then refuses the
        corrected one; it trusts answer ids, and skips mandatory questions where one
        may go back. So follow-ups come in here.

        :param dict post: question id as text to what the browser sent
        :return: question id to error message, empty when the answer is stored
        """
        self.ensure_one()
        answers, errors = self._check_followup_answers(post)
        if not errors:
            self._save_followup_lines(answers)
            self._mark_done()
        return errors

    def _check_followup_answers(self, post):
        """Return the answers per question that was asked, and the errors.

        An answer may ask for another question, above or below its own.
        """
        answers, errors = {}, {}
        chosen = self.env["survey.question.answer"]
        waiting = self.survey_id.question_ids
        while asked := waiting.filtered(lambda q, c=chosen: q._is_asked(c)):
            waiting -= asked
            for question in asked:
                try:
                    answer = question._parse_answer(post.get(str(question.id)))
                except ValueError as error:
                    errors[question.id] = str(error)
                    continue
                if isinstance(answer, models.BaseModel):
                    chosen |= answer
                    answer = [str(choice.id) for choice in answer]
                errors.update(question.validate_question(answer))
                answers[question] = answer
        return answers, errors

    def _save_followup_lines(self, answers):
        """Store all answers in one go."""
        values = []
        for question, answer in answers.items():
            is_choice = question.question_type in CHOICES
            answer_type = "suggestion" if is_choice else question.question_type
            items = answer or [False] if is_choice else [answer]
            values += [
                self._get_line_answer_values(question, item, answer_type)
                for item in items
            ]
        self.env["survey.user_input.line"].create(values)

    def _read_followup_answer(self):
        """Return what the answers mean.

        :return: (ratings, values): aspect to (level, reason) for every aspect asked,
            blanks included; and values of the follow-up's own fields
        """
        self.ensure_one()
        lines = self.user_input_line_ids.filtered(lambda line: not line.skipped)
        ratings = dict.fromkeys(self._get_asked_aspects(), (False, False))
        reasons, values = {}, {}
        for question, answered in lines.grouped("question_id").items():
            purpose = question.followup_purpose
            if purpose == "aspect":
                ratings[question.aspect_id] = (answered._get_followup_level(), False)
            elif purpose == "reason":
                reasons[question.aspect_id] = answered[:1]._get_followup_text()
            elif purpose:
                values.update(answered[:1]._get_followup_values())
        self._add_reasons(ratings, values, reasons)
        return ratings, values

    def _add_reasons(self, ratings, values, reasons):
        """Put the reasons beside their ratings; those without one are opinions."""
        for aspect, reason in reasons.items():
            if aspect in ratings:
                ratings[aspect] = (ratings[aspect][0], reason)
            else:
                words = (f"{aspect.name}: {reason}", values.get("opinion"))
                values["opinion"] = "\n".join(filter(None, words))

    def _get_asked_aspects(self):
        """Return the aspects this customer was asked about: no others are blanks (H1).

        A question that only another answer brings up may never have been shown.
        """
        self.ensure_one()
        chosen = self.user_input_line_ids.suggested_answer_id
        return self.survey_id._get_aspects_asked_after(chosen)
