from odoo import api, fields, models

from .. import const, scoring
from .survey_user_input_line import FIELD_BY_PURPOSE


class HuifangFollowup(models.Model):
    """What becomes of an answer: ratings, then rectifications (D10, E1, E3)."""

    _inherit = "huifang.followup"

    correction_ids = fields.One2many("huifang.followup.correction", "followup_id")

    def _receive_customer_answer(self, answer):
        """Take over the customer's finished answer sheet.

        Runs in the customer's request: it stores the ratings and leaves the
        consequences to the scheduled action. What staff may have noted before gives
        way, blanks included: the answer is the customer's own.

        :param answer: ``survey.user_input`` just marked done
        :return: True, or False where the follow-up is no longer open
        """
        self.ensure_one()
        followup = self.with_context(tracking_disable=True)
        if followup.state not in const.FOLLOWUP_OPEN_STATES:
            return False
        ratings, values = answer._read_followup_answer()
        followup._forget_unasked_aspects(ratings)
        followup._store_ratings(ratings)
        done = followup._set_done(
            {
                **dict.fromkeys(FIELD_BY_PURPOSE.values(), False),
                **values,
                **followup._prepare_author(answer),
                "user_input_id": answer.id,
                "overall_level": followup._get_overall_level(ratings),
            }
        )
        return bool(done)

    def _prepare_lines(self):
        """Make the ballot's empty lines, one per aspect asked."""
        for followup in self.filtered(lambda f: f.state in const.FOLLOWUP_OPEN_STATES):
            asked = followup.survey_id._get_asked_aspects()
            missing = asked - followup.line_ids.aspect_id
            followup._store_ratings(dict.fromkeys(missing, (False, False)))

    def _forget_unasked_aspects(self, ratings):
        """Take away the lines that staff prepared and the customer was not asked."""
        lines = self.sudo().line_ids
        lines.filtered(lambda line: line.aspect_id not in ratings).unlink()

    def _store_ratings(self, ratings):
        """Write the ballot's lines.

        :param dict ratings: aspect to (level or False for blank, reason or False)
        """
        self.ensure_one()
        lines = self.line_ids.grouped("aspect_id")
        missing = []
        for aspect, (level, reason) in ratings.items():
            values = {"level": level, "reason": reason}
            if aspect in lines:
                lines[aspect].write(values)
            else:
                missing.append(
                    {"followup_id": self.id, "aspect_id": aspect.id, **values}
                )
        self.env["huifang.followup.line"].sudo().create(missing)

    @api.model
    def _get_overall_level(self, ratings):
        """Return the level of the overall aspect, False where it was not rated."""
        return next(
            (level for aspect, (level, _) in ratings.items() if aspect.is_overall),
            False,
        )

    def _prepare_author(self, answer):
        """Return who gave an answer by the link, as far as the request shows it.

        Staff who are logged in answer for the customer and are marked so, unless they
        live in the household. Whoever did the work is never taken at his word: a
        reviewer decides (C12).

        :param answer: ``survey.user_input``, empty where no form was filled in
        """
        user = self.env.user
        is_staff = user._is_internal() and not user._is_superuser()
        at_home = user.commercial_partner_id == self.household_id
        for_customer = is_staff and not at_home
        return {
            "answer_mode": "staff" if for_customer else "customer",
            "recorder_id": for_customer and user.id,
            "is_suspect": self._looks_automatic(answer)
            or (is_staff and user in self._get_barred_people()),
        }

    def _looks_automatic(self, answer):
        """Tell whether the answer came too fast for a person (D10)."""
        now = fields.Datetime.now()
        company = self.company_id
        mails = self.attempt_ids.filtered(lambda attempt: attempt.outcome == "sent")
        last_sent = max(mails.mapped("date"), default=self.sent_date)
        since_sent, on_form = (
            (now - moment).total_seconds() if moment else None
            for moment in (last_sent, answer.start_datetime)
        )
        return scoring.looks_automatic(
            since_sent,
            on_form,
            company.followup_suspect_after_mail,
            company.followup_suspect_on_form,
        )

    # === CONSEQUENCES === #

    @api.model
    def _cron_process(self):
        domain = [("is_to_process", "=", True), ("is_counted", "=", True)]
        self._process_queue(domain, "_process_answers", 100)

    def _process_answers(self):
        """Draw the consequences of finished answers (E1, E3).

        An answer that looks automatic has none until a reviewer finds it genuine.
        """
        for followup in self.sudo():
            followup = followup._in_office_language()
            asked_about = followup.rectification_id
            if asked_about:
                asked_about._receive_verdict(followup)
            followup._open_rectifications()
        self.sudo().write({"is_to_process": False})

    def _open_rectifications(self):
        """Open one rectification per function that has something to put right (E1).

        None where the function is still at it because of the same closing.
        """
        self.ensure_one()
        at_work = self._get_open_rectifications() | self.rectification_ids
        taken = {rectification.function_id.id for rectification in at_work}
        problems = self._get_problems()
        self.env["huifang.rectification"].create(
            [
                self._prepare_rectification_values(function, lines)
                for function, lines in problems.items()
                if function.id not in taken
            ]
        )

    def _get_open_rectifications(self):
        """Return what is open about the closing, whatever step or round opened it."""
        same_closing = self.ticket_id.followup_ids.filtered(
            lambda followup: followup.closing_number == self.closing_number
        )
        known = (self | same_closing).rectification_ids | self.rectification_id
        return known.filtered(lambda r: r.state in const.RECTIFICATION_OPEN_STATES)

    def _get_problems(self):
        """Return the bad lines per function that owns their aspect.

        "Not solved" concerns the function of the ticket, with or without lines.

        :rtype: dict[huifang.function, huifang.followup.line]
        """
        self.ensure_one()
        bad = self.line_ids.filtered(lambda line: line.level == "unsatisfied")
        problems = bad.grouped(lambda line: self._get_owner(line.aspect_id))
        if self.is_resolved in ("no", "recurred"):
            problems.setdefault(self.function_id, bad.browse())
        return problems

    def _get_owner(self, aspect):
        """Return the office's function that owns an aspect, else the ticket's."""
        owners = self.office_id.function_ids.filtered(
            lambda function: aspect in function.aspect_ids
        )
        return (
            self.function_id
            if self.function_id in owners
            else (owners[:1] or self.function_id)
        )

    def _prepare_rectification_values(self, function, lines):
        """Return the values of the rectification a function has to make."""
        return {
            "followup_id": self.id,
            "ticket_id": self.ticket_id.id,
            "partner_id": self.partner_id.id,
            "office_id": self.office_id.id,
            "function_id": function.id,
            "aspect_ids": [(6, 0, lines.aspect_id.ids)],
            "problem": self._describe_problem(lines),
            "severity": self.ticket_id.severity or "ordinary",
        }

    def _describe_problem(self, lines):
        """Return the customer's words, one reason a line."""
        words = [f"{line.aspect_id.name}: {line.reason or '–'}" for line in lines]
        if self.is_resolved in ("no", "recurred"):
            field = self._fields["is_resolved"]
            words.insert(0, field.convert_to_export(self.is_resolved, self))
        return "\n".join(filter(None, [*words, self.opinion]))
