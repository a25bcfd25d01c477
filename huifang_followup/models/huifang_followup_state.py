from odoo import fields, models

from .. import const

# What people may write by hand; everything else changes through the setters.
PEOPLE_FIELDS = {
    "user_id",
    "channel",
    "planned_date",
    "contact_date",
    "line_ids",
    "is_resolved",
    "is_work_inspected",
    "is_charge_correct",
    "signature",
    "opinion",
    "new_needs",
    "evidence_ids",
}
# A recording of the call may come after the answer (C3).
LATE_FIELDS = {"evidence_ids"}
# What a superior may still write once the answer stands, until it is reviewed (C11).
REVIEW_FIELDS = {"review_opinion", "public_reply", "public_attachment_ids"}


class HuifangFollowup(models.Model):
    """The named setters: nothing else moves a follow-up to another state."""

    _inherit = "huifang.followup"

    def _get_people_fields(self):
        if all(followup.state in const.FOLLOWUP_OPEN_STATES for followup in self):
            return PEOPLE_FIELDS
        if all(followup.state == "done" for followup in self):
            return REVIEW_FIELDS | LATE_FIELDS
        return set()

    def _are_files_final(self):
        answered = self.state in const.FOLLOWUP_ANSWERED_STATES
        return answered or super()._are_files_final()

    def _set_planned(self):
        """The planner has decided that this follow-up is made."""
        return self._update_state(("new",), "planned", {"queue_error": False})

    def _set_in_progress(self):
        """The customer has been contacted, or the surveyor has been asked to."""
        return self._update_state(("planned",), "in_progress")

    def _set_planned_again(self):
        """A program makes the next contact, when its hours allow that (A6)."""
        for followup in self:
            followup._update_state(
                ("in_progress",),
                "planned",
                {"planned_date": followup._get_next_moment()},
            )
        self._wake("huifang_followup.ir_cron_followup_contact")

    def _set_dropped(self, reason):
        """End without an answer (B13).

        :param str reason: see ``const.DROP_REASONS``
        """
        dropped = self._update_state(
            const.FOLLOWUP_OPEN_STATES,
            "dropped",
            {
                "drop_reason": reason,
                "ended_date": fields.Datetime.now(),
                "reminder_date": False,
                "queue_error": False,
            },
        )
        dropped._close_tasks()
        dropped.rectification_id._ask_head()
        return dropped

    def _drop_open(self, reason):
        """Drop those that are still open and leave answers as they are (B12)."""
        return self.filtered(
            lambda followup: followup.state in const.FOLLOWUP_OPEN_STATES
        )._set_dropped(reason)

    def _set_done(self, values):
        """The answer stands. Nothing in it changes after this.

        :param dict values: answer fields, with ``answer_mode``
        """
        now = fields.Datetime.now()
        done = self.browse()
        for followup in self:
            on_time = not followup.due_date or now <= followup.due_date
            done += followup._update_state(
                const.FOLLOWUP_PENDING_STATES,
                "done",
                {
                    "done_date": now,
                    "done_day": followup._get_day(now),
                    "ended_date": now,
                    "is_on_time": on_time,
                    "is_late_by_quiet_hours": (
                        not on_time and followup._is_first_open_day(now)
                    ),
                    "is_to_process": True,
                    "reminder_date": False,
                    "queue_error": False,
                    "queue_retry_date": False,
                    **values,
                },
            )
        done._close_tasks()
        done._wake("huifang_followup.ir_cron_followup_process")
        return done

    def _set_reviewed(self):
        """A supervisor or head has read the record (C11)."""
        return self._update_state(
            ("done",),
            "reviewed",
            {"reviewer_id": self.env.uid, "review_date": fields.Datetime.now()},
        )
