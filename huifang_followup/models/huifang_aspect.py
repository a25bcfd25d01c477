from odoo import api, fields, models
from odoo.exceptions import AccessError

# What all figures are measured by; the rest of an aspect is the offices' own (A2).
STANDARD_FIELDS = {"is_overall", "target_rate"}


class HuifangAspect(models.Model):
    """Aspect 定向: what a customer is asked about (A2).

    Archived aspects keep their ratings; renaming one renames it in the figures too.
    """

    _name = "huifang.aspect"
    _description = "Follow-up Aspect"
    _inherit = ["huifang.shared.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short letter used on paper forms.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_overall = fields.Boolean(
        string="Overall Evaluation",
        help="The one aspect that stands for the whole service.",
    )
    target_rate = fields.Float(string="Target (%)", default=80.0)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Two aspects cannot have the same code."
    )
    _one_overall = models.UniqueIndex(
        "(is_overall) WHERE is_overall",
        "Only one aspect can be the overall evaluation. Untick the other one first.",
    )
    _target_rate_range = models.Constraint(
        "CHECK(target_rate BETWEEN 0 AND 100)", "A target is between 0 and 100 %."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("is_overall") for vals in vals_list):
            self._check_sets_standards()
        return super().create(vals_list)

    def write(self, vals):
        if STANDARD_FIELDS & vals.keys():
            self._check_sets_standards()
        return super().write(vals)

    def _check_addition(self):
        """Let every office add aspects: that changes no figure (A2)."""

    def _check_sets_standards(self):
        """Leave to the company manager what all figures are measured by (A5, I1)."""
        is_manager = self.env.user.has_group("huifang_followup.group_company_manager")
        if not (self.env.su or is_manager):
            raise AccessError(
                self.env._("The company manager sets the overall aspect and targets.")
            )
