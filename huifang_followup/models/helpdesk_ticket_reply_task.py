from odoo import models
from odoo.tools import format_datetime

from .. import schedule

TASK = "huifang_followup.mail_activity_type_reply"


class HelpdeskTicket(models.Model):
    """Who is told that a customer waits for an answer, and who when it is late (F2)."""

    _inherit = "helpdesk.ticket"

    def _ask_for_answer(self):
        """Give what nobody was asked personally to whoever is responsible for it."""
        for ticket in self.filtered("answer_due_date"):
            person = ticket.responsible_id
            if person and not ticket.first_asked_id:
                tz = ticket._get_working_calendar().tz
                ticket.with_context(lang=person.lang).activity_schedule(
                    TASK,
                    date_deadline=schedule.local_date(ticket.answer_due_date, tz),
                    user_id=person.id,
                )

    def _end_waiting(self):
        """Take the tasks away: the customer waits for no answer any more."""
        self.sudo().activity_unlink([TASK])
        self._end_escalation()

    # === ESCALATION === #

    def _get_deadline_fields(self):
        return ("answer_due_date",)

    def _get_escalation_deadline(self):
        return self.answer_due_date

    def _get_escalation_people(self):
        """Who answers the customer, the function's supervisor, the office head."""
        office = self._get_followup_office()
        supervisor = self.function_id.supervisor_id
        return [self._choose_responsible(), supervisor, office.head_id]

    def _get_escalation_summary(self):
        tz = self._get_working_calendar().tz
        return self.env._(
            "The customer was to be answered by %s",
            format_datetime(self.env, self.answer_due_date, tz=tz),
        )
