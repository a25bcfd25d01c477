from odoo import Command, fields, models
from odoo.exceptions import UserError

from .. import const


class HuifangRectification(models.Model):
    """The buttons and the named setters: nothing else moves a rectification (E2)."""

    _inherit = "huifang.rectification"

    # === ACTION METHODS === #

    def action_close(self):
        """Close or cancel without the customer's word; the dialogue asks why."""
        self.ensure_one()
        return self._open_dialogue("huifang_rectification_close_action")

    def action_plan(self):
        self._check_measure()
        self._set_planned()

    def action_start(self):
        self._set_in_progress()

    def action_finish(self):
        self._check_measure()
        self._set_to_verify()

    def action_verify(self):
        self._check_may_verify(("to_verify",))
        self._set_to_accept()

    def action_reject(self):
        """Send the work back; the dialogue asks what is not right yet."""
        self.ensure_one()
        self._check_may_verify(const.RECTIFICATION_CHECK_STATES)
        return self._open_dialogue("huifang_rectification_rejection_action")

    def _check_measure(self):
        """Refuse to go on without cause and measure (E2)."""
        for rectification in self:
            measure = (rectification.measure or "").strip()
            if not rectification.cause_category or not measure:
                raise UserError(
                    self.env._(
                        "Fill in the cause and the corrective measure of %s first.",
                        rectification.name,
                    )
                )

    def _open_dialogue(self, name):
        """Return a dialogue's action, about this rectification.

        :param str name: XML id of the action, without the module
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"huifang_followup.{name}"
        )
        return {**action, "context": {"default_rectification_id": self.id}}

    def _are_files_final(self):
        ended = self.state not in const.RECTIFICATION_OPEN_STATES
        return ended or super()._are_files_final()

    # === SETTERS === #

    def _set_planned(self):
        """Cause and measure are written down."""
        planned = self._update_state(
            ("new",), "planned", {"planned_date": fields.Datetime.now()}
        )
        planned._postpone_tasks()
        return planned

    def _set_in_progress(self):
        started = self._update_state(("new", "planned"), "in_progress")
        started._postpone_tasks()
        return started

    def _set_to_verify(self):
        """The work is said to be done; who says so will not verify it (C12)."""
        changed = self.browse()
        for rectification in self:
            workers = rectification.responsible_id | self.env.user
            changed += rectification._update_state(
                const.RECTIFICATION_WORK_STATES,
                "to_verify",
                {
                    "finished_date": fields.Datetime.now(),
                    "worker_ids": [Command.link(worker.id) for worker in workers],
                },
            )
        changed.sudo().photo_ids.is_shown_work = True
        changed._close_tasks()
        changed._ask_verifier()
        return changed

    def _set_to_accept(self):
        """The office has checked the work; now the customer is asked (E3)."""
        changed = self._update_state(
            ("to_verify",),
            "to_accept",
            {"verifier_id": self.env.uid, "verified_date": fields.Datetime.now()},
        )
        changed._close_tasks()
        for rectification in changed:
            rectification._ask_again()
        return changed

    def _set_rejected(self):
        """Back to work; whoever rejects it says why (E2), see ``rejection_ids``."""
        changed = self.browse()
        for rectification in self:
            changed += rectification._update_state(
                const.RECTIFICATION_CHECK_STATES,
                "in_progress",
                {"rejection_count": rectification.rejection_count + 1},
            )
        changed._end_waiting()
        changed._ask_responsible()
        return changed

    def _set_closed(self, reason=False):
        """The customer agrees, or the head closes it with a reason (E3).

        :param str reason: why it is closed without the customer's word
        """
        closed = self.browse()
        for rectification in self:
            closed += rectification._update_state(
                ("to_accept",) if not reason else const.RECTIFICATION_OPEN_STATES,
                "closed",
                {
                    "closed_date": fields.Datetime.now(),
                    "close_reason": reason,
                    "is_on_time": rectification._is_finished_on_time(),
                    **rectification._prepare_effect_values(),
                },
            )
        closed._end_waiting()
        return closed

    def _set_cancelled(self, reason):
        """The head finds that there is nothing to put right.

        :param str reason: why it should not have been opened
        """
        cancelled = self._update_state(
            const.RECTIFICATION_OPEN_STATES,
            "cancelled",
            {"closed_date": fields.Datetime.now(), "close_reason": reason},
        )
        cancelled._end_waiting()
        return cancelled

    def _end_waiting(self):
        """Leave neither a task nor a question to the customer about what is settled.

        An answer that comes in later could change nothing.
        """
        self._close_tasks()
        self.sudo().followup_ids._drop_open("settled")

    def _is_finished_on_time(self):
        """Tell whether the work was finished by the deadline (A5, E1).

        How long the customer takes to answer is not the office's doing.
        """
        finished = self._get_day(self.finished_date or fields.Datetime.now())
        return not self.deadline or finished <= self.deadline
