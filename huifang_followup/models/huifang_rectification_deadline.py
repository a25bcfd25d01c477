from odoo import fields, models
from odoo.tools import format_date

from .. import const, schedule


class HuifangRectification(models.Model):
    """What happens when nobody keeps the deadlines, and who may move them (E5)."""

    _name = "huifang.rectification"
    _inherit = ["huifang.rectification", "huifang.escalation.mixin"]

    postponement_ids = fields.One2many(
        "huifang.rectification.postponement",
        "rectification_id",
        string="Deadlines Moved",
    )

    # === ESCALATION === #

    def _get_deadline_fields(self):
        return ("state", "plan_deadline", "deadline")

    def _get_escalation_deadline(self):
        """First the plan's; the work's once there is a plan, or all know of none."""
        if not self.deadline or self.state not in const.RECTIFICATION_WORK_STATES:
            return False
        plan, work = map(self._get_day_end, (self.plan_deadline, self.deadline))
        if self.state != "new" or self.escalated_deadline == work:
            return work
        levels = len(self._get_escalation_delays())
        is_plan_told = self._get_told_level(plan) == levels
        return work if is_plan_told else plan

    def _get_escalation_people(self):
        """Whose task it is, the function's supervisor, whoever decides."""
        return [
            self._get_responsible(),
            self.function_id.supervisor_id,
            self._get_decider(),
        ]

    def _get_escalation_summary(self):
        plan, work = self.plan_deadline, self.deadline
        if self.state == "new" and self.escalated_deadline == self._get_day_end(plan):
            return self.env._("The plan was due on %s", format_date(self.env, plan))
        return self.env._("The work was due on %s", format_date(self.env, work))

    def _update_state(self, *args, **kwargs):
        changed = super()._update_state(*args, **kwargs)
        told = changed.filtered("escalation_level")
        told.filtered(
            lambda r: r.escalated_deadline != r._get_escalation_deadline()
        )._end_escalation()
        return changed

    # === DEADLINES === #

    def _set_deadlines(self, plan_deadline, deadline):
        """Move the deadlines; whoever was told of the old ones has no task left.

        :param date plan_deadline: False once the plan is made
        :param date deadline: when the work is due
        """
        self.sudo().write(
            {
                "plan_deadline": plan_deadline or self.plan_deadline,
                "deadline": deadline,
                "escalation_level": 0,
                "escalated_deadline": False,
            }
        )
        self._end_escalation()
        self._postpone_tasks()

    def _is_past(self, day):
        """Tell whether a day is over on the office's clock (H10)."""
        return self._get_day_end(day) <= fields.Datetime.now()

    def _get_day_end(self, day):
        """Return the moment a day is over on the office's clock."""
        tz = self.sudo().office_id._get_tz()
        return schedule.day_start(fields.Date.add(day, days=1), tz)
