from odoo import fields, models


class HuifangCauseTag(models.Model):
    """The offices' own words for causes, beside the six of quality work (E4)."""

    _name = "huifang.cause.tag"
    _description = "Cause of a Rectification"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    color = fields.Integer(aggregator=None)
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint("UNIQUE(name)", "This cause is there already.")
