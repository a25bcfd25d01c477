from odoo import api, fields, models

from .. import const


class HuifangRectification(models.Model):
    """Where it comes from: an answer, a check, an evaluation, an inspection (E1)."""

    _inherit = "huifang.rectification"

    origin = fields.Selection(
        const.RECTIFICATION_ORIGINS,
        string="Opened After",
        compute="_compute_origin",
        store=True,
        precompute=True,
    )
    quality_check_id = fields.Many2one(
        "huifang.quality.check",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups=const.CHECKING_ROLES,
    )

    _one_per_check = models.UniqueIndex(
        "(quality_check_id) WHERE quality_check_id IS NOT NULL",
        "This check has led to a rectification already.",
    )

    @api.depends("followup_id", "quality_check_id", "previous_id")
    def _compute_origin(self):
        for rectification in self:
            if rectification.followup_id:
                rectification.origin = "answer"
            elif rectification.quality_check_id:
                rectification.origin = "quality_check"
            elif rectification.previous_id:
                rectification.origin = "effect"
            else:
                rectification.origin = "inspection"
