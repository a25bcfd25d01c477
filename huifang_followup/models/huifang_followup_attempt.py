from odoo import api, fields, models

from ..const import ATTEMPT_OUTCOMES


class HuifangFollowupAttempt(models.Model):
    """One attempt to contact a customer (C4)."""

    _name = "huifang.followup.attempt"
    _description = "Contact Attempt"
    _order = "date desc, id desc"

    followup_id = fields.Many2one(
        "huifang.followup", required=True, ondelete="cascade", index=True
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now, readonly=True)
    channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(), required=True
    )
    outcome = fields.Selection(ATTEMPT_OUTCOMES, required=True)
    user_id = fields.Many2one(
        "res.users", default=lambda self: self.env.user, readonly=True
    )
    note = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        attempts = super().create(vals_list)
        attempts.followup_id.sudo()._end_by_attempts()
        return attempts
