from odoo import fields, models
from odoo.exceptions import UserError

from ..const import ATTEMPT_OUTCOMES, FOLLOWUP_PENDING_STATES


class HuifangFollowupLogAttempt(models.TransientModel):
    """Log that a call or visit led to no answer, and when to try again (C4)."""

    _name = "huifang.followup.log.attempt"
    _description = "Log Contact Attempt"

    followup_id = fields.Many2one("huifang.followup", required=True)
    outcome = fields.Selection(
        [pair for pair in ATTEMPT_OUTCOMES if pair[0] not in ("sent", "reached")],
        required=True,
        default="no_answer",
    )
    next_date = fields.Datetime(string="Try Again On")
    place = fields.Char(help="Where the customer wants to be met.")
    note = fields.Char()

    def action_log(self):
        """Log the attempt; the follow-up ends where it was one too many."""
        self.ensure_one()
        followup = self.followup_id
        followup._check_may_record()
        self._check_open()
        if self.next_date:
            self._set_next_date()
        followup.sudo()._add_attempts(self.outcome, self.note)
        return {"type": "ir.actions.act_window_close"}

    def _set_next_date(self):
        """Try again then; what the customer put off to then is an appointment (B9)."""
        if self.outcome != "postponed":
            self.followup_id.planned_date = self.next_date
            return
        self.env["huifang.followup.appointment"].create(
            {
                "followup_id": self.followup_id.id,
                "date": self.next_date,
                "place": self.place,
                "reason": self.note or self.env._("Put off by the customer"),
            }
        )

    def _check_open(self):
        """Refuse attempts where there is nobody to contact, or in the past."""
        if self.followup_id.state not in FOLLOWUP_PENDING_STATES:
            raise UserError(self.env._("%s is no longer open.", self.followup_id.name))
        if self.next_date and self.next_date < fields.Datetime.now():
            raise UserError(self.env._("Choose a moment in the future to try again."))
