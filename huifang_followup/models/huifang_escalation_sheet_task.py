from odoo import api, models
from odoo.fields import Domain

from .. import const

TASK = "huifang_followup.mail_activity_type_sheet"


class HuifangEscalationSheet(models.Model):
    """The task of whoever is next."""

    _inherit = "huifang.escalation.sheet"

    def _ask_next(self):
        """Give the task to whoever is next; the work order has a task of its own."""
        for sheet in self.sudo():
            sheet.activity_unlink([TASK])
            person = sheet._get_turn_person()
            record = sheet.with_context(lang=person.lang)
            summary = record._get_task_summaries().get(sheet.state)
            if person and summary:
                record.activity_schedule(TASK, summary=summary, user_id=person.id)

    def _get_task_summaries(self):
        """Return what is to be done at each step, but when the work is ordered."""
        return {
            "draft": self.env._("Escalation sheet sent back: read why"),
            "superior": self.env._("Escalation sheet: give your opinion"),
            "department": self.env._("Escalation sheet: order the work"),
            "result": self.env._("Escalation sheet: answer the customer"),
        }

    @api.model
    def _ask_in_place_of(self, users):
        """Ask somebody else where people have left, or lead a department no more.

        :param users: ``res.users``
        """
        person = [
            Domain(path, "in", users.ids)
            for path in (
                "handler_id",
                "superior_id",
                "function_id.supervisor_id",
                "ticket_id.responsible_id",
            )
        ]
        is_open = Domain("state", "in", const.SHEET_OPEN_STATES)
        self.search(is_open & Domain.OR(person))._ask_next()
