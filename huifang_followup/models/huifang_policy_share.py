from odoo import fields, models

from ..const import ROLES


class HuifangPolicyShare(models.Model):
    """How much of a policy's follow-ups one role takes (B2)."""

    _name = "huifang.policy.share"
    _description = "Follow-up Policy Share"
    _inherit = ["huifang.shared.mixin"]
    _order = "policy_id, id"

    policy_id = fields.Many2one(
        "huifang.policy", required=True, ondelete="cascade", index=True
    )
    role = fields.Selection(ROLES, required=True)
    rate = fields.Float(string="Share (%)", required=True)

    _role_uniq = models.Constraint(
        "UNIQUE(policy_id, role)", "A role has one share of a policy."
    )
    _rate_range = models.Constraint(
        "CHECK(rate BETWEEN 0 AND 100)", "A share is between 0 and 100 %."
    )

    def _get_affected_companies(self):
        return self.policy_id._get_affected_companies()
