from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import const, schedule

CRON_NOTICE = "huifang_followup.ir_cron_followup_notify_rectifications"


class HuifangRectification(models.Model):
    """Rectification 整改: something bad is put right until the customer agrees (E).

    When the office has verified the work, the customer is asked again; that answer
    closes the rectification or sends it back to work. This file holds what a
    rectification is, the others ``_rights``, how it moves (``_state``), how the
    customer is asked again (``_round``) and who is told (``_task``).
    """

    _name = "huifang.rectification"
    _description = "Rectification"
    _inherit = [
        "huifang.customer.mixin",
        "mail.activity.mixin",
        "huifang.state.mixin",
        "huifang.scope.mixin",
    ]
    _order = "deadline, id"
    _rec_names_search = ["name", "ticket_id.number", "partner_id.name"]
    _check_company_auto = True

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        const.RECTIFICATION_STATES,
        default="new",
        required=True,
        readonly=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        required=True,
    )

    # where it comes from
    followup_id = fields.Many2one(
        "huifang.followup",
        string="Follow-up",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    followup_ids = fields.One2many(
        "huifang.followup", "rectification_id", string="Asked Again"
    )
    ticket_id = fields.Many2one(
        "helpdesk.ticket", index="btree_not_null", ondelete="set null"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", tracking=True, index="btree_not_null"
    )
    aspect_ids = fields.Many2many("huifang.aspect", string="Aspects")
    problem = fields.Text(required=True, tracking=True)
    severity = fields.Selection(const.SEVERITIES, default="ordinary", tracking=True)

    handler_id = fields.Many2one(
        "res.users",
        compute="_compute_handler_id",
        store=True,
        precompute=True,
        help="Who handled the ticket when this was opened.",
    )

    # whose task it is
    office_id = fields.Many2one(
        "huifang.office", required=True, index=True, tracking=True, check_company=True
    )
    function_id = fields.Many2one(
        "huifang.function", index="btree_not_null", tracking=True, check_company=True
    )
    responsible_id = fields.Many2one(
        "res.users",
        compute="_compute_responsible_id",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        index="btree_not_null",
        check_company=True,
    )
    plan_deadline = fields.Date(string="Plan Due", readonly=True, tracking=True)
    deadline = fields.Date(string="Due", readonly=True, tracking=True)

    # what is done about it
    cause_category = fields.Selection(const.CAUSES, string="Cause", tracking=True)
    cause_tag_ids = fields.Many2many("huifang.cause.tag", string="Cause Tags")
    party = fields.Selection(const.PARTIES, string="Party at Fault", default="office")
    measure = fields.Text(string="Corrective Measure", tracking=True)
    preventive_measure = fields.Text(tracking=True)
    planned_date = fields.Datetime(string="Planned On", readonly=True)
    finished_date = fields.Datetime(string="Finished On", readonly=True)
    worker_ids = fields.Many2many(
        "res.users",
        "huifang_rectification_worker_rel",
        "rectification_id",
        "user_id",
        string="Worked On By",
        readonly=True,
        help="Who was responsible or said that the work is done, each time it was.",
    )
    verifier_id = fields.Many2one("res.users", readonly=True)
    verified_date = fields.Datetime(string="Verified On", readonly=True)
    closed_date = fields.Datetime(readonly=True)
    close_reason = fields.Char(
        readonly=True,
        tracking=True,
        help="Why the head ended it without the customer's word.",
    )
    rejection_count = fields.Integer(string="Rejections", readonly=True)
    rejection_ids = fields.One2many(
        "huifang.rectification.rejection", "rectification_id", string="Rejected Work"
    )
    photo_ids = fields.One2many(
        "huifang.rectification.photo", "rectification_id", string="Photos"
    )
    improvement = fields.Text(
        string="Tell Customers",
        help="What is better now, in words for all customers and without names. The "
        "next invitations of the office list it.",
    )
    is_on_time = fields.Boolean(
        string="On Time", readonly=True, help="The work was finished by the deadline."
    )

    _one_per_function = models.UniqueIndex(
        "(followup_id, COALESCE(function_id, 0)) WHERE followup_id IS NOT NULL",
        "This function already has its rectification for the follow-up.",
    )
    _improvement_idx = models.Index(
        "(office_id, closed_date) WHERE improvement IS NOT NULL AND state = 'closed'"
    )
    _open_idx = models.Index("(deadline) WHERE state NOT IN ('closed', 'cancelled')")

    # === COMPUTE METHODS === #

    @api.depends("office_id")
    def _compute_company_id(self):
        """Take the office's company, once: no rectification moves to another one."""
        for rectification in self:
            rectification.company_id = (
                rectification.company_id
                or rectification.office_id.company_id
                or self.env.company
            )

    @api.depends("followup_id", "ticket_id")
    def _compute_handler_id(self):
        """Freeze who did the work: handing the ticket on takes nobody's part away."""
        for rectification in self:
            rectification.handler_id = (
                rectification.handler_id
                or rectification.followup_id.handler_id
                or rectification.ticket_id.sudo().user_id
            )

    @api.depends("office_id", "function_id")
    def _compute_responsible_id(self):
        """Propose whose task it usually is; who has been given it keeps it."""
        for rectification in self:
            office = rectification.office_id.sudo()
            rectification.responsible_id = (
                rectification._origin.responsible_id
                or office._choose_responsible(rectification.function_id)
            )

    # === CONSTRAINT METHODS === #

    @api.constrains("office_id", "function_id")
    def _check_function_id(self):
        """By hand, only a function of the office is chosen.

        What comes from an answer keeps what was frozen at the closing.
        """
        for rectification in self.filtered(lambda r: not r.followup_id):
            function = rectification.function_id
            if function and function.office_id != rectification.office_id:
                raise ValidationError(
                    self.env._(
                        "%(function)s is not a function of %(office)s.",
                        function=function.name,
                        office=rectification.office_id.name,
                    )
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        rectifications = super().create(vals_list)
        for rectification in rectifications.sudo():
            rectification.write(rectification._prepare_start_values())
        rectifications._ask_responsible()
        self.env["huifang.followup"]._wake(CRON_NOTICE)
        return rectifications

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Rectifications are kept. Cancel it with a reason instead.")
        )

    # === BUSINESS METHODS === #

    def _prepare_start_values(self):
        """Return number and deadlines (E1)."""
        sequence = self.env.ref("huifang_followup.sequence_rectification").sudo()
        standards = self.office_id._get_standards()
        start = self.followup_id.done_day or self._get_day(fields.Datetime.now())
        return {
            "name": sequence.next_by_id(),
            "opened_date": self.followup_id.done_date or fields.Datetime.now(),
            "plan_deadline": fields.Date.add(
                start, days=standards.standard_rectification_plan_days
            ),
            "deadline": fields.Date.add(
                start, days=standards.standard_rectification_days
            ),
        }

    def _get_day(self, moment):
        """Return the day of a moment on the office's clock (H10)."""
        return schedule.local_date(moment, self.office_id._get_tz())
