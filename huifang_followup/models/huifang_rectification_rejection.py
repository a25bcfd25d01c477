from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import const


class HuifangRectificationRejection(models.Model):
    """The work was not accepted: by whom, when and why (E2).

    Each stands beside the others, with what had been done until then. The office's is
    signed by who looked at the work, the customer's comes from the answer.
    """

    _name = "huifang.rectification.rejection"
    _description = "Rejected Work"
    _inherit = ["huifang.signed.mixin"]
    _rec_name = "number"
    _order = "rectification_id, number"

    rectification_id = fields.Many2one(
        "huifang.rectification",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="rectification_id.company_id", store=True)
    number = fields.Integer(
        string="Time",
        compute="_compute_work",
        store=True,
        precompute=True,
        aggregator=None,
        help="For the how many-th time the work was not accepted.",
    )
    source = fields.Selection(
        const.REJECTION_SOURCES,
        string="Rejected By",
        default="office",
        required=True,
        readonly=True,
    )
    followup_id = fields.Many2one(
        "huifang.followup",
        string="Customer's Answer",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    measure = fields.Text(
        string="What Had Been Done",
        compute="_compute_work",
        store=True,
        precompute=True,
    )
    reason = fields.Text(required=True)
    photo_ids = fields.One2many(
        "huifang.rectification.photo", "rejection_id", string="Evidence"
    )

    _number_uniq = models.UniqueIndex(
        "(rectification_id, number)",
        "Somebody else has just sent this work back. Look at it again.",
    )
    _customer_has_answered = models.Constraint(
        "CHECK((source = 'customer') = (followup_id IS NOT NULL))",
        "The customer rejects by an answer.",
    )

    # === COMPUTE METHODS === #

    @api.depends("rectification_id")
    def _compute_work(self):
        """Keep what was looked at; the work goes on from there."""
        for rejection in self:
            rectification = rejection.rectification_id
            rejection.number = rectification.rejection_count + 1
            rejection.measure = rectification.measure

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        rejections = super().create(vals_list)
        rejections.rectification_id._set_rejected()
        return rejections

    # === BUSINESS METHODS === #

    def _forget_words(self):
        self.sudo().measure = False
        return super()._forget_words()

    def _check_may_sign(self):
        rectification = self.rectification_id
        if self.source == "customer":
            self._check_is_answer()
        else:
            rectification._check_may_verify(const.RECTIFICATION_CHECK_STATES)
        if not self.reason.strip():
            raise UserError(self.env._("Say what is not right yet: it is kept."))

    def _check_is_answer(self):
        """Let nobody speak for the customer; only an answer does."""
        if not self.env.su:
            raise AccessError(
                self.env._("What the customer says is recorded on the follow-up.")
            )
