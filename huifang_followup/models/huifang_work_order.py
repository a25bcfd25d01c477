from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import const


class HuifangWorkOrder(models.Model):
    """Work order notice 工作安排通知单: what to do, by whom, until when (F4).

    Whoever does the work needs no role and sees the notice only, not the complaint.
    """

    _name = "huifang.work.order"
    _description = "Work Order Notice"
    _inherit = [
        "huifang.confidential.mixin",
        "mail.activity.mixin",
        "huifang.state.mixin",
        "huifang.scope.mixin",
        "huifang.paper.mixin",
    ]
    _order = "deadline, id"

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        const.WORK_ORDER_STATES,
        default="issued",
        required=True,
        readonly=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    sheet_id = fields.Many2one(
        "huifang.escalation.sheet",
        string="Escalation Sheet",
        required=True,
        index=True,
        ondelete="restrict",
    )
    office_id = fields.Many2one(related="sheet_id.office_id", store=True, index=True)
    function_id = fields.Many2one(
        related="sheet_id.function_id",
        string="Responsible Department",
        store=True,
        index="btree_not_null",
    )
    company_id = fields.Many2one(related="sheet_id.company_id", store=True)

    # the order
    issuer_id = fields.Many2one(
        "res.users",
        string="Ordered By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        copy=False,
    )
    issued_date = fields.Datetime(
        string="Ordered On",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        copy=False,
    )
    task = fields.Text(string="What to Do", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Done By",
        required=True,
        tracking=True,
        index=True,
        domain=[("share", "=", False)],
    )
    deadline = fields.Datetime(string="Until", required=True, tracking=True)

    # what came of it
    result = fields.Text(copy=False)
    done_date = fields.Datetime(string="Done On", readonly=True, copy=False)
    can_work = fields.Boolean(compute="_compute_can_write")
    can_assign = fields.Boolean(compute="_compute_can_write")

    _one_issued = models.UniqueIndex(
        "(sheet_id) WHERE state = 'issued'",
        "This sheet has a work order already, which is not done.",
    )

    # === COMPUTE METHODS === #

    @api.depends("state", "user_id")
    @api.depends_context("uid")
    def _compute_can_write(self):
        for order in self:
            user, is_open = self.env.user, order.state == "issued"
            superiors = order.sudo().function_id.supervisor_id | order._get_decider()
            order.can_work = is_open and user == order._get_worker()
            order.can_assign = is_open and user in superiors

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        sequence = self.env.ref("huifang_followup.sequence_work_order").sudo()
        for order in orders:
            order._check_may_issue()
            order.sudo().name = sequence.next_by_id()
            order.sheet_id._sign("passed", order.task)
            order.sheet_id._set_work_ordered()
        orders._ask_worker()
        return orders

    def write(self, vals):
        before = {order: (order.user_id, order.deadline) for order in self}
        result = super().write(vals)
        self.filtered(lambda o: (o.user_id, o.deadline) != before[o])._ask_worker()
        moved = self.filtered(lambda o: o.deadline != before[o][1])
        moved._check_deadline()
        moved._end_escalation()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Work orders are kept with their sheet."))

    # === ACTION METHODS === #

    def action_done(self):
        """Report the result; the customer can be answered."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "issued":
            raise UserError(self.env._("%s has ended already.", self.name))
        if not self.can_work:
            raise AccessError(
                self.env._("%s reports the result.", self._get_worker().name)
            )
        if not (self.result or "").strip():
            raise UserError(self.env._("Write down what came of it first."))
        self._set_done()

    # === BUSINESS METHODS === #

    def _get_people_fields(self):
        if not self:
            return {"sheet_id", "task", "user_id", "deadline"}
        editable = {"result", "user_id", "deadline"}
        if not all(order.can_work for order in self):
            editable -= {"result"}
        if not all(order.can_assign for order in self):
            editable -= {"user_id", "deadline"}
        return editable

    def _are_files_final(self):
        return self.state != "issued" or self.sheet_id._are_files_final()

    def _check_may_issue(self):
        """Leave it to the department, once there is something to do in time."""
        self.sheet_id._check_turn("department")
        if not self.task.strip():
            raise UserError(self.env._("Write down what is to be done."))
        self._check_deadline()

    def _check_deadline(self):
        """Leave some time for the work, at first and when it is given more."""
        if any(order.deadline <= fields.Datetime.now() for order in self):
            raise UserError(self.env._("The work cannot be due in the past."))

    def _set_done(self):
        done = self._update_state(
            ("issued",), "done", {"done_date": fields.Datetime.now()}
        )
        for order in done:
            sheet = order.sudo().sheet_id
            sheet._sign("passed", order.result)
            sheet._set_result()
        return done

    def _set_cancelled(self):
        return self._update_state(("issued",), "cancelled")
