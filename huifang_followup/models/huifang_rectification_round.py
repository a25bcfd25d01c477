from odoo import fields, models
from odoo.tools import plaintext2html

from .huifang_rectification_task import TASK


class HuifangRectification(models.Model):
    """How the customer is asked again until satisfied (E3)."""

    _inherit = "huifang.rectification"

    def _ask_again(self):
        """Start the next round, or leave the decision to the head (B10, E3)."""
        self.ensure_one()
        last = (self.followup_ids | self.followup_id).sorted("round")[-1:]
        if not last or last.round >= self.company_id.followup_max_rounds:
            self._ask_head()
            return
        self.env["huifang.followup"].sudo().create(self._prepare_round_values(last))
        last._wake("huifang_followup.ir_cron_followup_plan")

    def _prepare_round_values(self, last):
        """Return the values of the follow-up that asks about this rectification.

        :param last: the follow-up of the round before
        """
        return {
            **last._prepare_closing_values(),
            "closing_date": fields.Datetime.now(),
            "function_id": self.function_id.id,
            "policy_id": last.policy_id.id,
            "step_id": last.step_id.id,
            "survey_id": last.survey_id.id,
            "kind": "rectification",
            "round": last.round + 1,
            "parent_id": last.id,
            "rectification_id": self.id,
        }

    def _receive_verdict(self, followup):
        """Take the customer's answer about the work (E3).

        A reviewer may have let an answer wait until the work had been done once more:
        nobody accepts or rejects what he has not seen.

        :param followup: the finished follow-up of this rectification
        """
        self.ensure_one()
        problems = followup._get_problems()
        is_latest = followup == self.followup_ids.sorted("round")[-1:]
        if self.state != "to_accept" or not is_latest:
            self._note_outdated(followup)
        elif self.function_id not in problems:
            self._set_closed()
        else:
            words = followup._describe_problem(problems[self.function_id])
            self._note_rejection(followup, words)

    def _doubt_acceptance(self):
        """Have whoever decides look again at what was closed by a made-up answer."""
        for rectification in self:
            if rectification.state == "closed" and not rectification.close_reason:
                person = rectification._get_decider()
                told = rectification.with_context(lang=person.lang)
                told.activity_schedule(
                    TASK,
                    summary=told.env._(
                        "The acceptance was found not genuine: look at the work again"
                    ),
                    user_id=person.id,
                )

    def _note_outdated(self, followup):
        """Keep what the customer said to work that has been taken up again since."""
        bad = followup.line_ids.filtered(lambda line: line.level == "unsatisfied")
        self._message_log(
            body=plaintext2html(
                self.env._(
                    "The answer of %(followup)s is about the work as it was before: "
                    "%(words)s",
                    followup=followup.name,
                    words=followup._describe_problem(bad) or "–",
                )
            )
        )

    def _note_rejection(self, followup, words):
        """Send it back to work with what the customer said (E2).

        :param followup: the answer; whoever recorded it for the customer signs
        :param str words: the customer's
        """
        recorder = followup.recorder_id or self.env.user
        self.env["huifang.rectification.rejection"].with_user(recorder).sudo().create(
            {
                "rectification_id": self.id,
                "source": "customer",
                "followup_id": followup.id,
                "reason": words,
            }
        )
        self._message_log(body=plaintext2html(words))
