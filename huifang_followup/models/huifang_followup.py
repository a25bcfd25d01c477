from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import const


class HuifangFollowup(models.Model):
    """Follow-up 回访: one closing, one outcome (B13).

    This file holds what a follow-up is, ``huifang_followup_state`` how it moves. Its
    road is told in ``_closing``, ``_planning``, ``_contact``, ``_recording`` and
    ``_answer``.
    """

    _name = "huifang.followup"
    _description = "Follow-up"
    _inherit = [
        "huifang.customer.mixin",
        "mail.activity.mixin",
        "huifang.state.mixin",
        "huifang.queue.mixin",
        "huifang.scope.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["name", "ticket_id.number", "partner_id.name"]

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    state = fields.Selection(
        const.FOLLOWUP_STATES,
        default="new",
        required=True,
        readonly=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    kind = fields.Selection(const.KINDS, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)

    # what was closed, frozen at that moment
    ticket_id = fields.Many2one(
        "helpdesk.ticket", readonly=True, index="btree_not_null", ondelete="set null"
    )
    closing_number = fields.Integer(
        string="Closing", readonly=True, help="How often the ticket has been closed."
    )
    closing_date = fields.Datetime(string="Closed On", readonly=True)
    handler_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    team_id = fields.Many2one("helpdesk.ticket.team", readonly=True)
    category_id = fields.Many2one("helpdesk.ticket.category", readonly=True)
    office_id = fields.Many2one("huifang.office", readonly=True, index=True)
    function_id = fields.Many2one(
        "huifang.function", readonly=True, index="btree_not_null"
    )

    # whom to ask
    partner_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, index="btree_not_null"
    )
    household_id = fields.Many2one("res.partner", readonly=True)

    # how, when and by whom it is asked
    policy_id = fields.Many2one("huifang.policy", readonly=True, ondelete="restrict")
    step_id = fields.Many2one("huifang.policy.step", readonly=True, ondelete="set null")
    step_number = fields.Integer(default=1, readonly=True)
    draw_id = fields.Many2one(
        "huifang.draw", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    draw_number = fields.Integer(
        string="Position in the Draw",
        readonly=True,
        help="0: drawn in addition, because the household complained before.",
    )
    is_drawn = fields.Boolean(readonly=True)
    survey_id = fields.Many2one(
        "survey.survey", string="Questionnaire", readonly=True, ondelete="restrict"
    )
    channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(), tracking=True
    )
    role = fields.Selection(const.ROLES, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Surveyor", tracking=True, index="btree_not_null"
    )
    planned_date = fields.Datetime(tracking=True)
    due_date = fields.Datetime(string="Deadline", readonly=True)
    quiet_until_date = fields.Datetime(
        string="Contact Hours Open Only",
        readonly=True,
        help="The first contact hour, where it comes after the deadline.",
    )
    drop_reason = fields.Selection(const.DROP_REASONS, readonly=True, tracking=True)

    # contact
    sent_date = fields.Datetime(string="Contacted On", readonly=True)
    expire_date = fields.Datetime(string="Link Valid Until", readonly=True)
    reminder_date = fields.Datetime(string="Next Reminder", readonly=True)
    reminder_count = fields.Integer(string="Reminders", readonly=True)
    attempt_ids = fields.One2many("huifang.followup.attempt", "followup_id")
    access_token = fields.Char(copy=False, groups=fields.NO_ACCESS)

    # answer
    user_input_id = fields.Many2one(
        "survey.user_input", readonly=True, index="btree_not_null"
    )
    answer_mode = fields.Selection(const.ANSWER_MODES, readonly=True)
    line_ids = fields.One2many("huifang.followup.line", "followup_id")
    overall_level = fields.Selection(const.LEVELS, string="Overall", readonly=True)
    is_resolved = fields.Selection(const.RESOLUTIONS, string="Was It Solved?")
    is_work_inspected = fields.Selection(const.YES_NO, string="Work Inspected on Site?")
    is_charge_correct = fields.Selection(const.YES_NO, string="Charge Correct?")
    signature = fields.Image(
        string="Customer's Signature",
        max_width=1024,
        max_height=1024,
        copy=False,
        help="Drawn on the screen, or a scan of the signed form.",
    )
    opinion = fields.Text(string="Opinions and Suggestions")
    new_needs = fields.Text()
    done_date = fields.Datetime(string="Answered On", readonly=True)
    done_day = fields.Date(
        string="Answered on Day",
        readonly=True,
        help="The day of the answer on the office's clock: the one key of all periods.",
    )
    is_on_time = fields.Boolean(string="On Time", readonly=True)
    is_late_by_quiet_hours = fields.Boolean(
        string="Late by Quiet Hours Only",
        readonly=True,
        help="Contact hours opened only after the deadline, and the customer was asked "
        "on that very day.",
    )

    # what counts
    is_suspect = fields.Boolean(
        string="Looks Automatic",
        readonly=True,
        help="Left out of the figures until a reviewer has decided.",
    )
    suspect_verdict = fields.Selection(
        const.SUSPECT_VERDICTS, readonly=True, tracking=True
    )
    is_counted = fields.Boolean(
        string="In the Figures", compute="_compute_is_counted", store=True
    )
    recorder_id = fields.Many2one(
        "res.users", string="Recorded By", readonly=True, help="Who typed the answer."
    )
    reviewer_id = fields.Many2one("res.users", readonly=True)
    review_opinion = fields.Text()

    # what came of it
    round = fields.Integer(default=1, readonly=True, aggregator=None)
    parent_id = fields.Many2one(
        "huifang.followup", string="Earlier Round", readonly=True
    )
    rectification_id = fields.Many2one(
        "huifang.rectification",
        string="Rectification Asked About",
        readonly=True,
        index="btree_not_null",
    )
    rectification_ids = fields.One2many("huifang.rectification", "followup_id")
    is_to_process = fields.Boolean(readonly=True, copy=False)

    _one_per_closing = models.UniqueIndex(
        "(ticket_id, closing_number, step_number) "
        "WHERE ticket_id IS NOT NULL AND rectification_id IS NULL",
        "This closing already has its follow-up.",
    )
    _one_per_round = models.UniqueIndex(
        "(rectification_id, round) WHERE rectification_id IS NOT NULL",
        "This round of the rectification already has its follow-up.",
    )
    _new_idx = models.Index("(id) WHERE state = 'new'")
    _planned_idx = models.Index("(planned_date) WHERE state = 'planned'")
    _reminder_idx = models.Index("(reminder_date) WHERE reminder_date IS NOT NULL")
    _expire_idx = models.Index("(expire_date) WHERE state = 'in_progress'")
    _open_user_idx = models.Index("(user_id) WHERE state IN ('planned', 'in_progress')")
    _household_idx = models.Index(
        "(household_id, planned_date) WHERE planned_date IS NOT NULL"
    )
    _done_day_idx = models.Index("(done_day) WHERE is_counted")
    _to_process_idx = models.Index("(id) WHERE is_to_process")

    # === COMPUTE METHODS === #

    @api.depends("state", "is_suspect", "suspect_verdict", "quality_verdict")
    def _compute_is_counted(self):
        for followup in self:
            answered = followup.state in const.FOLLOWUP_ANSWERED_STATES
            trusted = not followup.is_suspect or followup.suspect_verdict == "genuine"
            refuted = followup.quality_verdict == "not_genuine"
            followup.is_counted = answered and trusted and not refuted

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Follow-ups are kept: every closing has exactly one on record.")
        )

    # === ACTION METHODS === #

    def action_open_ticket(self):
        self.ensure_one()
        return self.ticket_id._get_records_action()

    def action_open_rectifications(self):
        self.ensure_one()
        rectifications = self.rectification_ids | self.rectification_id
        return rectifications._get_records_action(
            name=self.env._("Rectifications"), context={"create": False}
        )

    # === BUSINESS METHODS === #

    @api.model
    def _wake(self, cron_xmlid):
        """Have a scheduled action run as soon as this transaction is over.

        Once per transaction: each waking costs a record and a message to the workers.
        """
        woken = self.env.cr.precommit.data.setdefault("huifang_followup.woken", set())
        if cron_xmlid not in woken:
            woken.add(cron_xmlid)
            self.env.ref(cron_xmlid).sudo()._trigger()
