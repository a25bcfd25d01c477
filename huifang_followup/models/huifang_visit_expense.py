from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .anonymous_values import anonymous_values


class HuifangVisitExpense(models.Model):
    """What a visit has cost its surveyor, with the receipt (C15).

    Everybody enters what is his own. The office reviews it with the record of the
    visit; after that it stands.
    """

    _name = "huifang.visit.expense"
    _description = "Visit Expense"
    _inherit = ["huifang.scope.mixin", "huifang.evidence.mixin"]
    _order = "date desc, id desc"
    _rec_name = "purpose"

    followup_id = fields.Many2one(
        "huifang.followup", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="followup_id.company_id", store=True)
    office_id = fields.Many2one(
        related="followup_id.office_id", store=True, index="btree_not_null"
    )
    function_id = fields.Many2one(
        related="followup_id.function_id", store=True, index="btree_not_null"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Surveyor",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        index=True,
    )
    date = fields.Date(
        string="Day of the Visit", required=True, default=fields.Date.context_today
    )
    purpose = fields.Char(string="What For", required=True)
    amount = fields.Monetary(required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    receipt = fields.Binary(attachment=True)
    receipt_name = fields.Char()

    # what goes beyond the limit of the company
    is_over_limit = fields.Boolean(
        string="Over the Limit",
        compute="_compute_is_over_limit",
        store=True,
        help="With this, the visit cost more than the company's limit.",
    )
    reason = fields.Char(string="Why So Much")

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "An expense is more than nothing."
    )

    # === COMPUTE METHODS === #

    @api.depends("followup_id.expense_ids.amount", "followup_id.expense_ids.date")
    def _compute_is_over_limit(self):
        for expense in self:
            limit = expense.company_id.visit_expense_limit
            expense.is_over_limit = limit and expense._get_cost_so_far() > limit

    # === CONSTRAINT METHODS === #

    @api.constrains("amount", "date", "reason")
    def _check_reason(self):
        for expense in self.followup_id.expense_ids.filtered("is_over_limit"):
            if not (expense.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "With %(purpose)s the visit costs more than the limit of "
                        "%(limit)s. Write down why.",
                        purpose=expense.purpose,
                        limit=expense.currency_id.format(
                            expense.company_id.visit_expense_limit
                        ),
                    )
                )

    @api.constrains("date")
    def _check_date(self):
        for expense in self:
            today = expense.followup_id._get_day(fields.Datetime.now())
            if expense.date > today:
                raise ValidationError(
                    self.env._("The day of the visit lies in the future.")
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        expenses = super().create(vals_list)
        expenses._check_open()
        return expenses

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_reviewed(self):
        self._check_open()

    # === BUSINESS METHODS === #

    def _get_cost_so_far(self):
        """Return what the visit had cost with this expense and those before it."""
        number = self._origin.id
        earlier = self.followup_id._origin.expense_ids.filtered(
            lambda other: other.date == self.date and (not number or other.id < number)
        )
        return sum(earlier.mapped("amount")) + self.amount

    def _check_open(self):
        """Refuse changes by people to what has been reviewed with its visit (C11)."""
        if self.env.su:
            return
        for followup in self.followup_id:
            followup._check_may_record()
            if followup.state == "reviewed":
                raise UserError(
                    self.env._(
                        "%s has been reviewed: its expenses stand.", followup.name
                    )
                )

    def _are_files_final(self):
        """Tell whether the receipt stands: its visit is reviewed, or on legal hold."""
        followup = self.followup_id
        return followup.state == "reviewed" or bool(followup._filter_held())

    def _forget_words(self):
        """Take away receipts and words; who spent how much when stays (I4)."""
        self.sudo().write(anonymous_values(self))
