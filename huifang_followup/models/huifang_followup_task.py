from odoo import models

TASK = "huifang_followup.mail_activity_type_followup"


class HuifangFollowup(models.Model):
    """The surveyor's task: an activity that keeps to the person and the appointment."""

    _inherit = "huifang.followup"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"user_id", "planned_date"}:
            self._move_tasks(vals)
        return result

    def _schedule_tasks(self):
        """Ask the surveyor to make the contact until the deadline."""
        for followup in self - self._filter_with_task():
            followup.with_context(lang=followup.user_id.lang).activity_schedule(
                TASK,
                date_deadline=followup._get_day(followup.due_date),
                user_id=followup.user_id.id,
            )

    def _move_tasks(self, vals):
        """Hand the open tasks over, or put them on the day of the appointment.

        :param dict vals: what has just been written
        """
        under_way = self.filtered(lambda followup: followup.state == "in_progress")
        for followup in under_way._filter_with_task():
            followup.sudo().activity_reschedule(
                [TASK],
                new_user_id=vals.get("user_id"),
                date_deadline=(
                    "planned_date" in vals and followup._get_day(followup.planned_date)
                ),
            )

    def _filter_with_task(self):
        return self.filtered(
            lambda f: f.activity_ids.activity_type_id & self.env.ref(TASK)
        )

    def _close_tasks(self):
        """Take the task away from records that need no contact any more."""
        self.filtered("activity_ids").activity_unlink([TASK])
