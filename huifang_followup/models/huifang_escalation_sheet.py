from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .. import const


class HuifangEscalationSheet(models.Model):
    """Escalation sheet 工作传签单: what the handler alone cannot settle (F4).

    The superior gives an opinion, the responsible department orders the work, and with
    its result the customer is answered. Each of them signs, and whose turn it is has a
    task. This file holds what a sheet is and its buttons, the others whose turn it is
    (``_rights``), how it moves (``_state``) and who is told (``_task``).
    """

    _name = "huifang.escalation.sheet"
    _description = "Escalation Sheet"
    _inherit = [
        "huifang.confidential.mixin",
        "mail.activity.mixin",
        "huifang.state.mixin",
        "huifang.scope.mixin",
        "huifang.paper.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["name", "ticket_id.number"]
    _check_company_auto = True

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        const.SHEET_STATES,
        default="draft",
        required=True,
        readonly=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    title = fields.Char(related="ticket_id.name")
    office_id = fields.Many2one(
        "huifang.office",
        compute="_compute_office_id",
        store=True,
        precompute=True,
        index=True,
    )
    company_id = fields.Many2one(related="ticket_id.company_id", store=True)

    # who takes which step
    handler_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        index=True,
        copy=False,
    )
    superior_id = fields.Many2one(
        "res.users",
        compute="_compute_superior_id",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        check_company=True,
        help="Empty: whoever decides for the office.",
    )
    function_id = fields.Many2one(
        "huifang.function",
        string="Responsible Department",
        compute="_compute_function_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        tracking=True,
    )

    # what they say
    remark = fields.Text(
        string="What I Have to Say",
        copy=False,
        help="It is signed when the sheet goes on, and stands.",
    )
    opinion_ids = fields.One2many(
        "huifang.escalation.opinion", "sheet_id", string="Opinions"
    )
    work_order_ids = fields.One2many(
        "huifang.work.order", "sheet_id", string="Work Orders"
    )

    _one_open = models.UniqueIndex(
        "(ticket_id) WHERE state NOT IN ('answered', 'cancelled')",
        "This ticket has an escalation sheet already, which is not finished.",
    )

    # === COMPUTE METHODS === #

    @api.depends("ticket_id")
    def _compute_office_id(self):
        """Take the office that answers for the ticket now."""
        for sheet in self:
            sheet.office_id = sheet.ticket_id.sudo()._get_followup_office()

    @api.depends("ticket_id")
    def _compute_function_id(self):
        for sheet in self:
            sheet.function_id = sheet.ticket_id.sudo().function_id

    @api.depends("ticket_id")
    def _compute_superior_id(self):
        """Propose the supervisor, to the supervisor the head, to the head whom else."""
        for sheet in self:
            ticket = sheet.ticket_id.sudo()
            office = ticket._get_followup_office()
            people = ticket.function_id.supervisor_id | office.head_id
            people = people.filtered("active") - sheet.handler_id
            sheet.superior_id = people[:1] or sheet._get_decider()

    # === CONSTRAINT METHODS === #

    @api.constrains("function_id", "office_id")
    def _check_function_id(self):
        for sheet in self.filtered("function_id"):
            if sheet.function_id.office_id != sheet.office_id:
                raise ValidationError(
                    self.env._(
                        "%(function)s is not a function of %(office)s.",
                        function=sheet.function_id.name,
                        office=sheet.office_id.name,
                    )
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        sheets = super().create(vals_list)
        sequence = self.env.ref("huifang_followup.sequence_escalation_sheet").sudo()
        for sheet in sheets:
            sheet._check_may_open()
            sheet.sudo().name = sequence.next_by_id()
        return sheets

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Escalation sheets are kept. Cancel it instead."))

    # === ACTION METHODS === #

    def action_submit(self):
        """Hand the sheet to the superior."""
        self._check_turn("draft")
        self._sign("passed")
        self._set_with_superior()

    def action_approve(self):
        """Hand the sheet to the responsible department."""
        self._check_turn("superior")
        if not self.function_id:
            raise UserError(self.env._("Choose the responsible department first."))
        self._sign("passed")
        self._set_with_department()

    def action_send_back(self):
        """Hand the sheet back to the one before, saying why."""
        self._check_turn(*const.SHEET_WAYS_BACK)
        self._sign("sent_back")
        self._set_sent_back()

    def action_answer(self):
        """Answer the customer with what is written, on the ticket and by mail."""
        self._check_turn("result")
        answer = self.remark
        self._sign("passed")
        self.ticket_id._answer_customer(answer)
        self._set_answered()

    def action_cancel(self):
        """End the sheet, saying why; the handler only before it is handed in."""
        self.ensure_one()
        self.check_access("write")
        self._check_open(const.SHEET_OPEN_STATES)
        if not self.can_cancel:
            raise AccessError(
                self.env._("The office head cancels a sheet that was handed in.")
            )
        self._sign("cancelled")
        self._set_cancelled()

    # === BUSINESS METHODS === #

    def _sign(self, decision, text=None):
        """Have what was said stand, with who and when; then the next one writes.

        :param str decision: see ``const.SHEET_DECISIONS``
        :param str text: what was said, else what is written on the sheet
        """
        self.env["huifang.escalation.opinion"].sudo().create(
            {
                "sheet_id": self.id,
                "step": self.state,
                "decision": decision,
                "text": text or self.remark or "",
            }
        )
        self.sudo().remark = False
