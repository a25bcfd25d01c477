from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HuifangConflictWaiver(models.Model):
    """The office head lets somebody act in spite of a conflict of interest (C12).

    Whoever did the work neither asks about it nor verifies it. Where there is nobody
    else, the head may allow it for one record, with a reason that is kept and listed.
    """

    _name = "huifang.conflict.waiver"
    _description = "Conflict of Interest Waived"
    _inherit = ["huifang.signed.mixin"]
    _rec_name = "user_id"

    followup_id = fields.Many2one(
        "huifang.followup", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    rectification_id = fields.Many2one(
        "huifang.rectification",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    office_id = fields.Many2one(
        "huifang.office", compute="_compute_office_id", store=True, precompute=True
    )
    company_id = fields.Many2one(related="office_id.company_id", store=True)
    candidate_ids = fields.Many2many(
        "res.users", string="Barred People", compute="_compute_candidate_ids"
    )
    user_id = fields.Many2one("res.users", string="Allowed Person", required=True)
    reason = fields.Text(required=True)

    _about_one_record = models.Constraint(
        "CHECK(num_nonnulls(followup_id, rectification_id) = 1)",
        "A conflict of interest is waived for one record at a time.",
    )
    _person_uniq = models.UniqueIndex(
        "(COALESCE(followup_id, 0), COALESCE(rectification_id, 0), user_id)",
        "This person has been allowed already.",
    )

    # === COMPUTE METHODS === #

    @api.depends("followup_id", "rectification_id")
    def _compute_office_id(self):
        for waiver in self:
            waiver.office_id = waiver._get_record().office_id

    @api.depends("followup_id", "rectification_id")
    def _compute_candidate_ids(self):
        for waiver in self:
            waiver.candidate_ids = waiver._get_record()._get_barred_people()

    # === BUSINESS METHODS === #

    def _get_record(self):
        """Return the follow-up or rectification it is about."""
        return self.followup_id or self.rectification_id

    def _check_may_sign(self):
        record = self._get_record()
        record.check_access("write")
        self._check_granter()
        if not self.reason.strip():
            raise UserError(self.env._("Give the reason: it is kept."))
        if self.user_id not in record._get_involved_people():
            raise UserError(
                self.env._("%s has no conflict of interest here.", self.user_id.name)
            )

    def _check_granter(self):
        """Leave it to the head or a company manager, and never to oneself."""
        if not self.office_id._is_decided_by_user():
            raise AccessError(self.env._("Only the office head waives a conflict."))
        if self.user_id == self.env.user:
            raise AccessError(
                self.env._("Nobody allows himself: ask the company manager.")
            )
