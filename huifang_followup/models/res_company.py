from datetime import timedelta

from odoo import fields, models

from .. import schedule


class ResCompany(models.Model):
    """Settings and quality standards of follow-up (A5, A6)."""

    _name = "res.company"
    _inherit = ["res.company", "huifang.standard.mixin"]

    followup_start_date = fields.Date(
        string="Follow Up Tickets Closed Since",
        default=fields.Date.today,
        help="Tickets closed earlier are never followed up.",
    )
    followup_contact_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Contact Hours",
        help="Customers are contacted inside these hours only.",
    )
    followup_gap_days = fields.Integer(
        string="Days Between Contacts",
        default=7,
        help="Between two contacts of one household, over all policies. "
        "Complaints and rectifications are asked about all the same.",
    )
    followup_max_attempts = fields.Integer(string="Attempts at Most", default=3)
    followup_max_rounds = fields.Integer(
        string="Rounds",
        default=3,
        help="After so many rounds of asking the office head decides.",
    )
    followup_review_days = fields.Integer(
        string="Review Within (days)",
        default=7,
        help="An answer that no superior has reviewed by then is listed as overdue.",
    )
    visit_expense_limit = fields.Monetary(
        string="Expenses per Visit at Most",
        help="More needs a reason, and is marked. 0: no limit.",
    )
    followup_link_days = fields.Integer(string="Link Valid (days)", default=14)
    followup_first_reminder = fields.Integer(
        string="First Reminder (days)", default=3, help="0: no reminder."
    )
    followup_second_reminder = fields.Integer(
        string="Second Reminder (days)", default=7, help="0: no second reminder."
    )
    followup_suspect_after_mail = fields.Integer(
        string="Suspect After the Mail (seconds)",
        default=20,
        help="An answer sooner after the mail looks automatic.",
    )
    followup_suspect_on_form = fields.Integer(
        string="Suspect on the Form (seconds)",
        default=3,
        help="An answer that took less time on the form looks automatic.",
    )
    escalation_supervisor_hours = fields.Integer(
        string="Tell the Supervisor After (hours)",
        default=24,
        help="Past the deadline. Who is responsible is told at once.",
    )
    escalation_head_hours = fields.Integer(
        string="Tell the Office Head After (hours)",
        default=72,
        help="Past the deadline.",
    )
    rectification_notice_hours = fields.Integer(
        string="Rectification Notice Within (hours)",
        default=24,
        help="After the answer; later ones are marked.",
    )
    rectification_effect_days = fields.Integer(
        string="Evaluate the Effect After (days)",
        default=90,
        help="Counted from the closing of a rectification. 0: it is not asked for.",
    )
    retention_complaint_months = fields.Integer(
        string="Keep Complaint Papers (months)",
        default=24,
        help="Counted from the last closing of the ticket. Then it is anonymised.",
    )
    retention_followup_months = fields.Integer(
        string="Keep Follow-ups (months)",
        default=36,
        help="With recordings and rectifications, counted from the day the last of "
        "them ended. Then they are anonymised; the figures stay.",
    )

    _followup_counts_positive = models.Constraint(
        "CHECK(followup_gap_days >= 0 AND followup_max_attempts > 0 "
        "AND followup_max_rounds > 0 AND followup_link_days > 0)",
        "Attempts, rounds and days of a valid link are at least 1, days between "
        "contacts at least 0.",
    )
    _followup_times_not_negative = models.Constraint(
        "CHECK(followup_first_reminder >= 0 AND followup_second_reminder >= 0 "
        "AND followup_suspect_after_mail >= 0 AND followup_suspect_on_form >= 0)",
        "Days of reminders and seconds of suspect answers are at least 0; "
        "0 switches them off.",
    )
    _escalation_goes_up = models.Constraint(
        "CHECK(escalation_supervisor_hours BETWEEN 0 AND escalation_head_hours)",
        "What is late goes to the supervisor first, then to the office head.",
    )
    _followup_review_days_not_negative = models.Constraint(
        "CHECK(followup_review_days >= 0)", "Days for the review are at least 0."
    )
    _visit_expense_limit_not_negative = models.Constraint(
        "CHECK(visit_expense_limit >= 0)", "A limit of expenses is at least 0."
    )
    _rectification_times_positive = models.Constraint(
        "CHECK(rectification_notice_hours > 0 AND rectification_effect_days >= 0)",
        "A rectification notice takes at least one hour, an effect at least 0 days.",
    )
    _retention_months_positive = models.Constraint(
        "CHECK(retention_complaint_months > 0 AND retention_followup_months > 0)",
        "Complaint papers and follow-ups are kept for at least one month.",
    )

    def _get_contact_calendar(self):
        """Return the company's contact hours, else the shipped ones.

        Where those are gone too, the working hours: closing a ticket asks for them and
        must not fail.
        """
        self.ensure_one()
        xmlid = "huifang_followup.resource_calendar_contact"
        return (
            self.followup_contact_calendar_id
            or self.env.ref(xmlid, raise_if_not_found=False)
            or self.resource_calendar_id
        )

    def _get_working_calendar(self):
        """Return the company's working hours, else the hours it contacts customers."""
        self.ensure_one()
        return self.resource_calendar_id or self._get_contact_calendar()

    def _get_reminder_days(self):
        """Return the days after the first contact on which reminders go out (D4)."""
        self.ensure_one()
        days = (self.followup_first_reminder, self.followup_second_reminder)
        return sorted(day for day in days if day > 0)

    def _get_escalation_delays(self):
        """Return how long past a deadline each level is told (E5).

        :rtype: list[timedelta], for responsible, supervisor and office head
        """
        self.ensure_one()
        hours = (0, self.escalation_supervisor_hours, self.escalation_head_hours)
        return [timedelta(hours=count) for count in hours]

    def _get_followup_start(self):
        """Return the moment from which on closings are followed up, False for all."""
        self.ensure_one()
        start = self.followup_start_date
        tz = self._get_contact_calendar().tz or self.env.user.tz or "UTC"
        return start and schedule.day_start(start, tz)

    def _get_missed_closing_domain(self):
        """Return which tickets were closed without getting a follow-up (B13)."""
        start = self._get_followup_start()
        return [
            ("company_id", "=", self.id),
            ("stage_id.closed", "=", True),
            ("stage_id.asks_followup", "=", True),
            ("followup_ids", "=", False),
            ("had_followups", "=", False),
            "|",
            ("closed_date", ">=", start),
            "&",
            ("closed_date", "=", False),
            ("last_stage_update", ">=", start),
        ]
