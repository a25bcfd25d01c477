from odoo import fields, models


class HuifangSettingsMixin(models.AbstractModel):
    """What a settings page shows of the company: settings (A6) and standards (A5)."""

    _name = "huifang.settings.mixin"
    _description = "Follow-up Settings of a Company"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    followup_start_date = fields.Date(
        related="company_id.followup_start_date", readonly=False
    )
    followup_contact_calendar_id = fields.Many2one(
        related="company_id.followup_contact_calendar_id", readonly=False
    )
    followup_gap_days = fields.Integer(
        related="company_id.followup_gap_days", readonly=False
    )
    followup_max_attempts = fields.Integer(
        related="company_id.followup_max_attempts", readonly=False
    )
    followup_max_rounds = fields.Integer(
        related="company_id.followup_max_rounds", readonly=False
    )
    followup_review_days = fields.Integer(
        related="company_id.followup_review_days", readonly=False
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    visit_expense_limit = fields.Monetary(
        related="company_id.visit_expense_limit", readonly=False
    )
    followup_link_days = fields.Integer(
        related="company_id.followup_link_days", readonly=False
    )
    followup_first_reminder = fields.Integer(
        related="company_id.followup_first_reminder", readonly=False
    )
    followup_second_reminder = fields.Integer(
        related="company_id.followup_second_reminder", readonly=False
    )
    followup_suspect_after_mail = fields.Integer(
        related="company_id.followup_suspect_after_mail", readonly=False
    )
    followup_suspect_on_form = fields.Integer(
        related="company_id.followup_suspect_on_form", readonly=False
    )
    rectification_notice_hours = fields.Integer(
        related="company_id.rectification_notice_hours", readonly=False
    )
    rectification_effect_days = fields.Integer(
        related="company_id.rectification_effect_days", readonly=False
    )
    escalation_supervisor_hours = fields.Integer(
        related="company_id.escalation_supervisor_hours", readonly=False
    )
    escalation_head_hours = fields.Integer(
        related="company_id.escalation_head_hours", readonly=False
    )
    retention_complaint_months = fields.Integer(
        related="company_id.retention_complaint_months", readonly=False
    )
    retention_followup_months = fields.Integer(
        related="company_id.retention_followup_months", readonly=False
    )
    standard_coverage = fields.Float(
        related="company_id.standard_coverage", readonly=False
    )
    standard_hours = fields.Integer(related="company_id.standard_hours", readonly=False)
    standard_overall = fields.Float(
        related="company_id.standard_overall", readonly=False
    )
    standard_aspect = fields.Float(related="company_id.standard_aspect", readonly=False)
    standard_rectification_days = fields.Integer(
        related="company_id.standard_rectification_days", readonly=False
    )
    standard_rectification_plan_days = fields.Integer(
        related="company_id.standard_rectification_plan_days", readonly=False
    )
    standard_rectification_rate = fields.Float(
        related="company_id.standard_rectification_rate", readonly=False
    )
    standard_return = fields.Float(related="company_id.standard_return", readonly=False)
    standard_complaints = fields.Float(
        related="company_id.standard_complaints", readonly=False
    )
    standard_reply = fields.Float(related="company_id.standard_reply", readonly=False)
    standard_reply_urgent_hours = fields.Integer(
        related="company_id.standard_reply_urgent_hours", readonly=False
    )
    standard_reply_days = fields.Integer(
        related="company_id.standard_reply_days", readonly=False
    )
    standard_explanation_days = fields.Integer(
        related="company_id.standard_explanation_days", readonly=False
    )
