from odoo import api, fields, models
from odoo.fields import Domain

from .huifang_hold_mixin import HELD


class HuifangRectification(models.Model):
    """How long rectifications are kept: as long as what they came from (I4).

    Those noted by hand came from no follow-up and have their own time.
    """

    _name = "huifang.rectification"
    _inherit = [
        "huifang.rectification",
        "huifang.retention.mixin",
        "huifang.queue.mixin",
    ]

    _retention_field = "retention_followup_months"

    queue_error = fields.Text(string="Technical Problem")
    first_followup_id = fields.Many2one(
        "huifang.followup",
        string="First Round",
        compute="_compute_first_followup_id",
        store=True,
        recursive=True,
        index="btree_not_null",
        help="The follow-up that all of it started with.",
    )

    @api.depends(
        "followup_id.rectification_id.first_followup_id",
        "previous_id.first_followup_id",
        "quality_check_id.followup_id",
    )
    def _compute_first_followup_id(self):
        for rectification in self:
            followup = rectification.followup_id or (
                rectification.quality_check_id.followup_id
            )
            earlier = followup.rectification_id | rectification.previous_id
            rectification.first_followup_id = earlier.first_followup_id or followup

    @api.model
    def _get_ended_domain(self, before):
        by_hand = Domain("first_followup_id", "=", False)
        return by_hand & Domain("closed_date", "<=", before)

    @api.model
    def _get_held_domain(self):
        return Domain.OR(
            [
                [("ticket_id", "any", HELD)],
                [("partner_id", "any", HELD)],
                [("partner_id.commercial_partner_id", "any", HELD)],
            ]
        )

    @api.model
    def _get_customer_domain(self, partner):
        followups = self.env["huifang.followup"]._get_customer_domain(partner)
        return Domain("partner_id", "child_of", partner.ids) | Domain(
            "first_followup_id", "any", followups
        )

    @api.model
    def _get_preview_domain(self, *args, **kwargs):
        """Return those noted by hand, and those that go along with a follow-up."""
        first = self.env["huifang.followup"]._get_due_domain(*args, **kwargs)
        by_hand = self._get_due_domain(*args, **kwargs)
        return by_hand | Domain("first_followup_id", "any", first)

    def _anonymise(self):
        self.sudo().waiver_ids._forget_words()
        self.sudo().postponement_ids._forget_words()
        self.sudo().rejection_ids._forget_words()
        self.sudo().photo_ids.unlink()
        return super()._anonymise()

    @api.model
    def _get_anonymous_values(self):
        """The ticket may name the customer; where not, the follow-up leads to it."""
        return {**super()._get_anonymous_values(), "ticket_id": False}
