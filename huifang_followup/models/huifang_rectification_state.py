from odoo import fields, models

from .. import const, schedule


class HuifangRectification(models.Model):
    """The named setters, and how the customer is asked again (E2, E3)."""

    _inherit = "huifang.rectification"

    # === STATE === #

    def _set_planned(self):
        return self._update_state(("new",), "planned")

    def _set_in_progress(self):
        return self._update_state(("new", "planned"), "in_progress")

    def _set_to_verify(self):
        """The responsible person says that the work is done."""
        changed = self._update_state(
            ("new", "planned", "in_progress"),
            "to_verify",
            {"finished_date": fields.Datetime.now()},
        )
        changed._close_activities()
        return changed

    def _set_to_accept(self):
        """The office has checked the work; now the customer is asked (E3)."""
        changed = self._update_state(
            ("to_verify",), "to_accept", {"verifier_id": self.env.uid}
        )
        for rectification in changed:
            rectification._ask_again()
        return changed

    def _set_rejected(self):
        """Back to work, by the office or by the customer (E2)."""
        changed = self.browse()
        for rectification in self:
            changed += rectification._update_state(
                ("to_verify", "to_accept"),
                "in_progress",
                {"rejection_count": rectification.rejection_count + 1},
            )
        changed._notify_responsible()
        return changed

    def _set_closed(self, reason=False):
        """The customer agrees, or the head closes it with a reason (E3).

        :param str reason: why it is closed without the customer's word
        """
        now = fields.Datetime.now()
        closed = self.browse()
        for rectification in self:
            deadline = rectification.deadline
            today = schedule.local_date(now, rectification.office_id._get_tz())
            closed += rectification._update_state(
                ("to_accept",) if not reason else const.RECTIFICATION_OPEN_STATES,
                "closed",
                {
                    "closed_date": now,
                    "close_reason": reason,
                    "is_on_time": not deadline or today <= deadline,
                },
            )
        closed._close_activities()
        return closed

    # === ASKING AGAIN === #

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

        :param followup: the finished follow-up of this rectification
        """
        self.ensure_one()
        if self.function_id in followup._get_problems():
            self._set_rejected()
        else:
            self._set_closed()
