from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import const

# What people may write by hand; deadlines and results come from the rules.
PEOPLE_FIELDS = {
    "partner_id",
    "ticket_id",
    "aspect_ids",
    "problem",
    "office_id",
    "function_id",
    "responsible_id",
    "cause_category",
    "party",
    "measure",
    "preventive_measure",
}

TASK = "huifang_followup.mail_activity_type_rectification"


class HuifangRectification(models.Model):
    """Rectification 整改: something bad is put right until the customer agrees (E).

    When the office has verified the work, the customer is asked again; that answer
    closes the rectification or sends it back to work.
    """

    _name = "huifang.rectification"
    _description = "Rectification"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "huifang.state.mixin",
    ]
    _order = "deadline, id"
    _rec_names_search = ["name", "ticket_id.number", "partner_id.name"]

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
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )

    # where it comes from
    followup_id = fields.Many2one(
        "huifang.followup", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    followup_ids = fields.One2many(
        "huifang.followup", "rectification_id", string="Asked Again"
    )
    ticket_id = fields.Many2one(
        "helpdesk.ticket", index="btree_not_null", ondelete="set null"
    )
    partner_id = fields.Many2one("res.partner", index="btree_not_null")
    aspect_ids = fields.Many2many("huifang.aspect")
    problem = fields.Text(required=True)

    # whose task it is
    office_id = fields.Many2one("huifang.office", required=True, index=True)
    function_id = fields.Many2one("huifang.function", index="btree_not_null")
    responsible_id = fields.Many2one("res.users", tracking=True, index="btree_not_null")
    plan_deadline = fields.Date(string="Plan Due", readonly=True, tracking=True)
    deadline = fields.Date(string="Due", readonly=True, tracking=True)

    # what is done about it
    cause_category = fields.Selection(const.CAUSES, string="Cause", tracking=True)
    party = fields.Selection(const.PARTIES, string="Party at Fault", default="office")
    measure = fields.Text(string="Corrective Measure", tracking=True)
    preventive_measure = fields.Text(tracking=True)
    finished_date = fields.Datetime(readonly=True)
    verifier_id = fields.Many2one("res.users", readonly=True)
    closed_date = fields.Datetime(readonly=True)
    close_reason = fields.Char(
        readonly=True, help="Why the head closed it without the customer's word."
    )
    rejection_count = fields.Integer(string="Rejections", readonly=True)
    is_on_time = fields.Boolean(string="On Time", readonly=True)

    _one_per_function = models.UniqueIndex(
        "(followup_id, COALESCE(function_id, 0)) WHERE followup_id IS NOT NULL",
        "This function already has its rectification for the follow-up.",
    )
    _open_idx = models.Index("(deadline) WHERE state NOT IN ('closed', 'cancelled')")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        rectifications = super().create(vals_list)
        for rectification in rectifications.sudo():
            rectification.write(rectification._prepare_start_values())
        rectifications._notify_responsible()
        return rectifications

    def write(self, vals):
        tasks = self.env["mail.activity"]
        if "responsible_id" in vals:
            for rectification in self.filtered("responsible_id"):
                tasks += rectification.activity_search(
                    [TASK], user_id=rectification.responsible_id.id
                )
        result = super().write(vals)
        tasks.sudo().user_id = vals.get("responsible_id")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Rectifications are kept. Cancel it with a reason instead.")
        )

    # === ACTION METHODS === #

    def action_close(self):
        """Close without the customer's word; the dialogue asks why."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.huifang_rectification_close_action"
            ),
            "context": {"default_rectification_id": self.id},
        }

    def action_plan(self):
        self._check_measure()
        self._set_planned()

    def action_start(self):
        self._set_in_progress()

    def action_finish(self):
        self._check_measure()
        self._set_to_verify()

    def action_verify(self):
        self._check_may_verify()
        self._set_to_accept()

    def action_reject(self):
        self._check_may_verify()
        self._set_rejected()

    # === BUSINESS METHODS === #

    def _get_people_fields(self):
        return PEOPLE_FIELDS

    def _prepare_start_values(self):
        """Return number, company and deadlines (E1)."""
        sequence = self.env.ref("huifang_followup.sequence_rectification").sudo()
        office = self.office_id
        standards = office._get_standards()
        start = self.followup_id.done_day or fields.Date.context_today(self)
        return {
            "name": sequence.next_by_id(),
            "company_id": office.company_id.id,
            "plan_deadline": fields.Date.add(
                start, days=standards.standard_rectification_plan_days
            ),
            "deadline": fields.Date.add(
                start, days=standards.standard_rectification_days
            ),
        }

    def _check_measure(self):
        """Refuse to go on without cause and measure (E2)."""
        for rectification in self:
            if not rectification.cause_category or not rectification.measure:
                raise UserError(
                    self.env._(
                        "Fill in the cause and the corrective measure of %s first.",
                        rectification.name,
                    )
                )

    def _check_may_verify(self):
        """Refuse those who did the work, now or at first (C12)."""
        for rectification in self:
            handler = rectification.followup_id.sudo().handler_id
            if self.env.user in handler | rectification.responsible_id:
                raise UserError(
                    self.env._("Somebody other than the responsible must verify it.")
                )

    def _notify_responsible(self):
        """Give the responsible person the task."""
        for rectification in self.filtered("responsible_id"):
            rectification.activity_schedule(
                TASK,
                date_deadline=rectification.plan_deadline,
                user_id=rectification.responsible_id.id,
            )

    def _ask_head(self):
        """Have the office head decide where the customer will not be asked (again)."""
        for rectification in self:
            rectification.activity_schedule(
                TASK,
                summary=self.env._("No word from the customer: decide how it goes on"),
                user_id=rectification.office_id.head_id.id,
            )

    def _close_activities(self):
        self.filtered("activity_ids").activity_unlink([TASK])
