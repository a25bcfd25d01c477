from odoo import fields, models


class HuifangAspect(models.Model):
    """Aspect 定向: what a customer is asked about (A2).

    Archived aspects keep their ratings; renaming one renames it in the figures too.
    """

    _name = "huifang.aspect"
    _description = "Follow-up Aspect"
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
