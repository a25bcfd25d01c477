from datetime import timedelta

from odoo import api, fields, models

from .. import const
from .helpdesk_ticket import STAGE_MOVERS


class HelpdeskTicket(models.Model):
    """By when the customer gets an answer, and whether that was so (F2).

    The first answer is what staff write to the customer on the ticket, or what they
    note that they said. A complaint found not valid is explained on top of that.
    """

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "huifang.escalation.mixin"]

    received_date = fields.Datetime(
        default=fields.Datetime.now, readonly=True, copy=False, groups=const.STAFF
    )
    promised_reply_date = fields.Datetime(
        string="Answer Wished By",
        tracking=True,
        copy=False,
        groups=const.STAFF,
        help="When the customer wants to be answered, in place of the usual time.",
    )

    # the first answer
    reply_deadline = fields.Datetime(
        string="Answer Due",
        compute="_compute_reply_deadline",
        store=True,
        groups=const.STAFF,
    )
    replied_date = fields.Datetime(
        string="Answered the Customer On",
        readonly=True,
        copy=False,
        tracking=True,
        groups=const.STAFF,
    )
    reply_way = fields.Selection(
        const.REPLY_WAYS,
        string="Answered By",
        readonly=True,
        copy=False,
        groups=const.STAFF,
    )

    # the explanation of why a complaint is not valid
    explanation_deadline = fields.Datetime(
        string="Explanation Due",
        compute="_compute_explanation_deadline",
        store=True,
        groups=const.STAFF,
    )
    explained_date = fields.Datetime(
        string="Explained On", readonly=True, copy=False, groups=const.STAFF
    )

    # how it stands
    answer_due_date = fields.Datetime(
        string="Next Answer Due",
        compute="_compute_answer_due_date",
        store=True,
        groups=const.STAFF,
        help="Empty when the customer waits for no answer.",
    )
    is_reply_late = fields.Boolean(
        string="Answered Late",
        compute="_compute_is_reply_late",
        store=True,
        groups=const.STAFF,
        help="After it was due, or closed after that without an answer.",
    )
    escalation_level = fields.Integer(groups=const.STAFF)
    escalated_deadline = fields.Datetime(groups=const.STAFF)
    escalation_date = fields.Datetime(groups=const.STAFF)

    _wish_after_receipt = models.Constraint(
        "CHECK(promised_reply_date >= received_date)",
        "The answer cannot be wished for before the customer wrote in.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "feedback_type",
        "is_anonymous",
        "urgency",
        "promised_reply_date",
        "received_date",
        "team_id",
        "partner_id",
    )
    def _compute_reply_deadline(self):
        for ticket in self:
            is_waited_for = ticket.feedback_type in const.FEEDBACK_TO_ANSWER
            ticket.reply_deadline = (
                is_waited_for
                and not ticket.is_anonymous
                and ticket._get_reply_deadline()
            )

    @api.depends("validity", "judged_date", "reply_deadline")
    def _compute_explanation_deadline(self):
        for ticket in self:
            is_due = ticket.validity == "invalid" and ticket.reply_deadline
            ticket.explanation_deadline = is_due and ticket._get_explanation_deadline()

    @api.depends(
        "reply_deadline",
        "replied_date",
        "explanation_deadline",
        "explained_date",
        "stage_id",
        "duplicate_id.stage_id",
    )
    def _compute_answer_due_date(self):
        """Closing ends the wait for a reply, and not that for an explanation.

        Whoever reported the same again waits as long as the matter is open.
        """
        for ticket in self:
            reply, explanation = ticket._get_answers()
            is_closed = (ticket.duplicate_id or ticket).stage_id.closed
            owed = (explanation,) if is_closed else (reply, explanation)
            due = [due for due, given in owed if due and not given]
            ticket.answer_due_date = min(due, default=False)

    @api.depends(
        "reply_deadline",
        "replied_date",
        "explanation_deadline",
        "explained_date",
        "stage_id",
        "closed_date",
    )
    def _compute_is_reply_late(self):
        """A ticket that was closed as done ends the wait; a cancelled one owed none."""
        for ticket in self:
            reply, explanation = ticket._get_answers()
            end = ticket._asks_followup() and ticket.closed_date
            ticket.is_reply_late = any(
                due and given and given > due
                for due, given in ((reply[0], reply[1] or end), explanation)
            )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets.sudo()._ask_for_answer()
        return tickets

    def write(self, vals):
        tickets = self.sudo()
        if STAGE_MOVERS & vals.keys():
            tickets |= tickets.duplicate_ids
        waited = tickets.filtered("answer_due_date")
        result = super().write(vals)
        waited.filtered(lambda ticket: not ticket.answer_due_date)._end_waiting()
        return result

    # === DEADLINES === #

    def _get_answers(self):
        """Return the answers owed: pairs of when each is due and when it was given."""
        return (
            (self.reply_deadline, self.replied_date),
            (self.explanation_deadline, self.explained_date),
        )

    def _get_reply_deadline(self):
        """Return when the first answer is due.

        What is urgent counts hours on the clock: a burst pipe does not wait for the
        office to open. All else counts working days of the office.
        """
        standards = self._get_standards()
        if self.promised_reply_date:
            return self.promised_reply_date
        if self.urgency == "urgent":
            hours = standards.standard_reply_urgent_hours
            return self.received_date + timedelta(hours=hours)
        return self._get_working_calendar()._get_working_day_end(
            self.received_date, standards.standard_reply_days
        )

    def _get_explanation_deadline(self):
        """Return when the customer knows why the complaint is not valid."""
        days = self._get_standards().standard_explanation_days
        return self._get_working_calendar()._get_working_day_end(self.judged_date, days)

    def _get_standards(self):
        """Return the record with the standards in force (A5)."""
        office = self._get_followup_office()
        return office._get_standards() if office else self.company_id

    def _get_working_calendar(self):
        """Return the working hours of the office, else of the company."""
        place = self._get_followup_office() or self.company_id
        return place._get_working_calendar()
