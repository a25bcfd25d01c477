from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import const


class HuifangRectificationPostponement(models.Model):
    """The office head moves deadlines back, for a reason that is kept (E5)."""

    _name = "huifang.rectification.postponement"
    _description = "Rectification Deadlines Moved"
    _inherit = ["huifang.signed.mixin"]
    _rec_name = "deadline"

    rectification_id = fields.Many2one(
        "huifang.rectification",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="rectification_id.company_id", store=True)
    rectification_state = fields.Selection(related="rectification_id.state")
    plan_deadline = fields.Date(
        string="Plan Due", help="Only as long as there is no plan."
    )
    deadline = fields.Date(string="Due", required=True)
    previous_plan_deadline = fields.Date(
        string="Plan Was Due",
        compute="_compute_previous_deadlines",
        store=True,
        precompute=True,
    )
    previous_deadline = fields.Date(
        string="Was Due",
        compute="_compute_previous_deadlines",
        store=True,
        precompute=True,
    )
    reason = fields.Text(required=True)

    _plan_before_end = models.Constraint(
        "CHECK(plan_deadline <= deadline)",
        "A rectification is planned before it must be finished.",
    )

    # === COMPUTE METHODS === #

    @api.depends("rectification_id")
    def _compute_previous_deadlines(self):
        """Keep what stood before; the rectification goes on from the new ones."""
        for postponement in self:
            rectification = postponement.rectification_id
            postponement.previous_plan_deadline = rectification.plan_deadline
            postponement.previous_deadline = rectification.deadline

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        postponements = super().create(vals_list)
        for postponement in postponements:
            postponement.rectification_id._set_deadlines(
                postponement.plan_deadline, postponement.deadline
            )
        return postponements

    # === BUSINESS METHODS === #

    def _check_may_sign(self):
        self._check_granter()
        if not self.reason.strip():
            raise UserError(self.env._("Give the reason: it is kept."))
        if self.rectification_id.state not in const.RECTIFICATION_WORK_STATES:
            raise UserError(
                self.env._(
                    "The work on %s is done: nothing is left to move.",
                    self.rectification_id.name,
                )
            )
        self._check_days()

    def _check_granter(self):
        """Leave it to the office head or a company manager."""
        self.rectification_id.check_access("write")
        if not self.rectification_id.office_id._is_decided_by_user():
            raise AccessError(self.env._("Only the office head moves a deadline."))

    def _check_days(self):
        """Deadlines move back only, and to days that are still to come."""
        rectification = self.rectification_id
        is_planless = rectification.state == "new"
        if bool(self.plan_deadline) != is_planless:
            raise UserError(
                self.env._("Say when the plan is due, as long as there is none.")
            )
        days = [(self.previous_deadline, self.deadline)]
        if is_planless:
            days.append((self.previous_plan_deadline, self.plan_deadline))
        is_refused = any(
            after < before or rectification._is_past(after) for before, after in days
        )
        if is_refused or all(after == before for before, after in days):
            raise UserError(
                self.env._("Move a deadline back, to a day that is still to come.")
            )
