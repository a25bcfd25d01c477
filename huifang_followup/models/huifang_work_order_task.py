from odoo import api, models
from odoo.tools import format_datetime

from .. import schedule

TASK = "huifang_followup.mail_activity_type_work_order"


class HuifangWorkOrder(models.Model):
    """Who has the work to do, and who is told when it is late (F4)."""

    _name = "huifang.work.order"
    _inherit = ["huifang.work.order", "huifang.escalation.mixin"]

    def _get_worker(self):
        """Return who does the work; whoever decides, where that person has left."""
        return self.sudo().user_id.filtered("active") or self._get_decider()

    def _ask_worker(self):
        """Give the task to whoever does the work, and take it from anybody else."""
        for order in self.sudo().filtered(lambda order: order.state == "issued"):
            order.activity_unlink([TASK])
            person = order._get_worker()
            tz = order.office_id._get_tz()
            order.with_context(lang=person.lang).activity_schedule(
                TASK,
                date_deadline=schedule.local_date(order.deadline, tz),
                user_id=person.id,
            )

    @api.model
    def _ask_in_place_of(self, users):
        """Ask somebody else where those who had it to do have left.

        :param users: ``res.users``
        """
        self.search([("user_id", "in", users.ids)])._ask_worker()

    def _update_state(self, *args, **kwargs):
        moved = super()._update_state(*args, **kwargs)
        moved.sudo().activity_unlink([TASK])
        moved._end_escalation()
        return moved

    # === ESCALATION === #

    def _get_deadline_fields(self):
        return ("state", "deadline")

    def _get_escalation_deadline(self):
        return self.state == "issued" and self.deadline

    def _get_escalation_people(self):
        """Who does the work, the department's supervisor, whoever decides."""
        supervisor = self.function_id.supervisor_id
        return [self._get_worker(), supervisor, self._get_decider()]

    def _get_escalation_summary(self):
        tz = self.office_id._get_tz()
        return self.env._(
            "The work was to be done by %s",
            format_datetime(self.env, self.deadline, tz=tz),
        )
