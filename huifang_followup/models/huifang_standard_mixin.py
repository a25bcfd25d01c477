from odoo import fields, models


class HuifangStandardMixin(models.AbstractModel):
    """Quality standards (A5), kept by the company and overridable by an office."""

    _name = "huifang.standard.mixin"
    _description = "Quality Standards"

    standard_coverage = fields.Float(
        string="Coverage (%)", default=90.0, help="Share of due follow-ups done."
    )
    standard_hours = fields.Integer(
        string="Follow-up Within (hours)",
        default=48,
        help="Time from a step's moment to the answer, where its policy says none.",
    )
    standard_overall = fields.Float(string="Overall Satisfaction (%)", default=85.0)
    standard_aspect = fields.Float(string="Satisfaction per Aspect (%)", default=80.0)
    standard_rectification_days = fields.Integer(
        string="Rectification Within (days)", default=30
    )
    standard_rectification_plan_days = fields.Integer(
        string="Rectification Planned Within (days)", default=3
    )
    standard_rectification_rate = fields.Float(
        string="Rectifications in Time (%)", default=90.0
    )
    standard_return = fields.Float(string="Ballot Return (%)", default=50.0)
    standard_complaints = fields.Float(
        string="Complaint Rate (%)",
        default=1.0,
        help="Complaints per household, the highest acceptable.",
    )
    standard_reply = fields.Float(string="Items Answered (%)", default=100.0)
    standard_reply_urgent_hours = fields.Integer(
        string="Urgent: Reply Within (hours)",
        default=2,
        help="Hours on the clock, nights and holidays included.",
    )
    standard_reply_days = fields.Integer(
        string="Reply Within (working days)",
        default=2,
        help="Not counting the day the customer wrote in.",
    )
    standard_explanation_days = fields.Integer(
        string="Invalid: Explained Within (working days)",
        default=1,
        help="Not counting the day the complaint was found not valid.",
    )

    _standard_rates_range = models.Constraint(
        "CHECK(standard_coverage BETWEEN 0 AND 100"
        " AND standard_overall BETWEEN 0 AND 100"
        " AND standard_aspect BETWEEN 0 AND 100"
        " AND standard_rectification_rate BETWEEN 0 AND 100"
        " AND standard_return BETWEEN 0 AND 100"
        " AND standard_complaints BETWEEN 0 AND 100"
        " AND standard_reply BETWEEN 0 AND 100)",
        "A standard in percent is between 0 and 100.",
    )
    _standard_times_positive = models.Constraint(
        "CHECK(standard_hours > 0 AND standard_rectification_days > 0"
        " AND standard_rectification_plan_days > 0)",
        "A standard leaves at least one hour, or one day.",
    )
    _standard_reply_positive = models.Constraint(
        "CHECK(standard_reply_urgent_hours > 0 AND standard_reply_days > 0"
        " AND standard_explanation_days > 0)",
        "A reply is given at least one hour, or one working day.",
    )
    _standard_plan_before_end = models.Constraint(
        "CHECK(standard_rectification_plan_days <= standard_rectification_days)",
        "A rectification is planned before it must be finished.",
    )
