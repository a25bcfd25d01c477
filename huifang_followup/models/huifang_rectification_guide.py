from datetime import timedelta

from odoo import api, fields, models

from .. import const

RED, AMBER, GREEN = 1, 3, 10  # of Odoo's palette
SOON = timedelta(days=3)


class HuifangRectification(models.Model):
    """What the screens say: what to do next, and how much time is left."""

    _inherit = "huifang.rectification"

    next_step = fields.Char(compute="_compute_next_step")
    due_date = fields.Date(
        string="Next Due",
        compute="_compute_due",
        help="First the plan, then the work.",
    )
    due_color = fields.Integer(compute="_compute_due")

    @api.depends("state", "can_work", "can_verify", "effect")
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        """Say what the reader can do, or whose turn it is."""
        for rectification in self:
            if rectification.state in const.RECTIFICATION_WORK_STATES:
                steps = rectification._get_work_steps()
            else:
                steps = rectification._get_check_steps()
            rectification.next_step = steps.get(rectification.state, False)

    def _get_work_steps(self):
        """Return per state what the responsible person does."""
        if not self.can_work:
            return {}
        return {
            "new": self.env._(
                "Write down cause and measure until the plan is due, then press Plan "
                "Is Made."
            ),
            "planned": self.env._("Start the work."),
            "in_progress": self.env._(
                "Do the work, take photos of it, then press Work Is Done."
            ),
        }

    def _get_check_steps(self):
        """Return per state what is waited for, and by whom."""
        verify = self.env._("Look at the work: verify it, or send it back.")
        barred = self.env._("Somebody who had no part in the work verifies it now.")
        return {
            "to_verify": verify if self.can_verify else barred,
            "to_accept": self.env._("The customer is asked now, or the head decides."),
            "closed": not self.effect
            and self.env._("Later a superior looks whether it was effective."),
        }

    @api.depends("state", "plan_deadline", "deadline")
    def _compute_due(self):
        """Return the deadline that comes next, red once it is past."""
        today = fields.Date.context_today(self)
        for rectification in self:
            at_work = rectification.state in const.RECTIFICATION_WORK_STATES
            due = at_work and rectification._get_task_deadline()
            rectification.due_date = due
            rectification.due_color = due and (
                RED if due < today else AMBER if due <= today + SOON else GREEN
            )
