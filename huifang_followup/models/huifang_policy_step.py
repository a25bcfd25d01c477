from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import schedule
from ..const import DELAY_UNITS


class HuifangPolicyStep(models.Model):
    """One moment of a policy: when a follow-up starts, and by when it must be done."""

    _name = "huifang.policy.step"
    _description = "Follow-up Policy Step"
    _inherit = ["huifang.shared.mixin"]
    _order = "policy_id, sequence, id"

    policy_id = fields.Many2one(
        "huifang.policy", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    delay = fields.Integer(string="Start After", default=0)
    delay_unit = fields.Selection(DELAY_UNITS, default="days", required=True)
    due = fields.Integer(string="Done Within", default=48)
    due_unit = fields.Selection(DELAY_UNITS, default="hours", required=True)

    _delay_positive = models.Constraint(
        "CHECK(delay >= 0)", "A step cannot start before the ticket is closed."
    )
    _due_positive = models.Constraint(
        "CHECK(due > 0)", "A step needs some time to be done."
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last(self):
        if self.env.context.get("huifang_steps_checked_later"):
            return
        for policy in self.policy_id:
            if policy.step_ids <= self:
                raise UserError(
                    self.env._(
                        "This is the last step of %s. Archive the policy if nobody is "
                        "to be followed up by it.",
                        policy.name,
                    )
                )

    def _get_affected_companies(self):
        return self.policy_id._get_affected_companies()

    def _get_start(self, closing_date, tz):
        """Return when the step starts, counted from the closing."""
        return schedule.add(closing_date, self.delay, self.delay_unit, tz)

    def _get_due_date(self, start, tz):
        """Return the deadline, counted from the start; quiet hours never move it."""
        return schedule.add(start, self.due, self.due_unit, tz)
