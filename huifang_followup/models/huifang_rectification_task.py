from odoo import models

from .. import const
from .huifang_escalation_mixin import ESCALATION
from .huifang_rectification_forwarding import OUTSIDE

TASK = "huifang_followup.mail_activity_type_rectification"


class HuifangRectification(models.Model):
    """Whose turn it is: an activity that goes along with the responsibility."""

    _inherit = "huifang.rectification"

    def write(self, vals):
        before = {rectification: rectification.responsible_id for rectification in self}
        result = super().write(vals)
        for rectification in self.filtered(lambda r: r.responsible_id != before[r]):
            rectification._hand_over_tasks(before[rectification])
        return result

    def _hand_over_tasks(self, before):
        """Give the tasks to the new person; what is past due is that person's now.

        Whoever had the work in hand stays one of those who did it (C12).

        :param before: ``res.users`` who was responsible, may be empty
        """
        if before and self.state != "new":
            self.sudo().worker_ids += before
        if self.state in const.RECTIFICATION_WORK_STATES:
            self._close_tasks()
            self._ask_responsible()
            if before:
                self.sudo().activity_reschedule(
                    [ESCALATION],
                    user_id=before.id,
                    new_user_id=self.responsible_id.id,
                )

    def _ask_responsible(self):
        """Give the responsible person the task.

        Where there is none, or who has left, whoever decides has to find somebody.
        """
        for rectification in self:
            rectification.activity_schedule(
                TASK,
                date_deadline=rectification._get_task_deadline(),
                user_id=rectification._get_responsible().id,
            )

    def _get_task_deadline(self):
        """Return when the next thing is due: first the plan, then the work (E1)."""
        return self.plan_deadline if self.state == "new" else self.deadline

    def _postpone_tasks(self):
        """With the plan made, the open task is due when the work is."""
        for rectification in self.sudo():
            rectification.activity_reschedule(
                [TASK], date_deadline=rectification._get_task_deadline()
            )

    def _ask_head(self):
        """Have the head decide where the customer will not be asked (again).

        Only while the customer's word is what is waited for.
        """
        for rectification in self.filtered(lambda r: r.state == "to_accept"):
            rectification.activity_schedule(
                TASK,
                summary=self.env._("No word from the customer: decide how it goes on"),
                user_id=rectification._get_decider().id,
            )

    def _ask_verifier(self):
        """Have somebody check the work who had no part in it (C12, E2)."""
        for rectification in self.sudo():
            people = rectification.office_id._get_people().filtered("active")
            free = people - rectification._get_barred_people()
            person = free[:1] or rectification._get_decider()
            rectification.with_context(lang=person.lang).activity_schedule(
                TASK,
                summary=self.with_context(lang=person.lang).env._(
                    "The work is done: verify it"
                ),
                user_id=person.id,
            )

    def _get_responsible(self):
        """Return whose task it is, or who decides where that person has left."""
        return self.responsible_id.filtered("active") or self._get_decider()

    def _get_decider(self):
        """Return who decides: not who did the work, as long as there is another."""
        people = self._get_deciders()
        return (people - self._get_barred_people())[:1] or people[:1]

    def _close_tasks(self):
        """Take away the tasks of what waits for nobody here."""
        self.sudo().activity_unlink([TASK, OUTSIDE])
