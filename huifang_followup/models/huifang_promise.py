from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .. import const, schedule
from .anonymous_values import anonymous_values

# What people say when they promise; afterwards only who answers may change.
PROMISE_FIELDS = {"followup_id", "question", "promised_date", "user_id"}
ANSWER_FIELDS = {"user_id", "answer", "answer_channel"}


class HuifangPromise(models.Model):
    """What could not be answered on the spot, and by when it will be (C7).

    Question and day stand as they were promised. Every promise is answered in the end,
    in time or late: it can be neither deleted nor put off.
    """

    _name = "huifang.promise"
    _description = "Promise to a Customer"
    _inherit = [
        "huifang.confidential.mixin",
        "mail.activity.mixin",
        "huifang.state.mixin",
        "huifang.scope.mixin",
    ]
    _order = "due_date, id"
    _rec_name = "question"

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
    partner_id = fields.Many2one(related="followup_id.partner_id")

    # what was promised
    state = fields.Selection(
        const.PROMISE_STATES,
        default="open",
        required=True,
        readonly=True,
        tracking=True,
        group_expand=True,
    )
    question = fields.Text(required=True)
    promised_date = fields.Date(string="Promised By", required=True)
    due_date = fields.Datetime(
        string="Late After",
        compute="_compute_due_date",
        store=True,
        help="When the promised day ends on the office's clock.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Who Answers",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
        index=True,
        domain=[("share", "=", False)],
    )

    # what came of it
    answer = fields.Text(help="The customer reads it on the own page.")
    answer_channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(),
        string="Told By",
        help="How the customer was told.",
    )
    answered_date = fields.Datetime(string="Answer Given On", readonly=True)
    answerer_id = fields.Many2one("res.users", string="Answered By", readonly=True)
    is_kept = fields.Boolean(string="Kept in Time", readonly=True)

    # how often promises are kept
    answered_rate = fields.Float(
        string="Handled (%)",
        compute="_compute_answered_rate",
        store=True,
        aggregator="avg",
        digits=(5, 1),
        help="Answered ÷ all promises.",
    )
    kept_rate = fields.Float(
        string="Kept (%)",
        compute="_compute_kept_rate",
        aggregator="avg",
        digits=(5, 1),
        help="Answered in time ÷ promises that were answered or are due by now.",
    )

    # === COMPUTE METHODS === #

    @api.depends("followup_id", "promised_date")
    def _compute_due_date(self):
        for promise in self:
            is_dated = promise.followup_id and promise.promised_date
            promise.due_date = is_dated and promise._get_day_start(days=1)

    @api.depends("followup_id")
    def _compute_user_id(self):
        """Propose the surveyor; whoever knows the answer may be named instead."""
        for promise in self:
            promise.user_id = (
                promise.user_id or promise.followup_id.user_id or self.env.user
            )

    @api.depends("state")
    def _compute_answered_rate(self):
        for promise in self:
            promise.answered_rate = 100.0 if promise.state == "answered" else 0.0

    @api.depends("is_kept")
    def _compute_kept_rate(self):
        for promise in self:
            promise.kept_rate = 100.0 if promise.is_kept else 0.0

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        """Leave what is not due yet out of the rate of promises kept."""
        if aggregate_spec != "kept_rate:avg":
            return super()._read_group_select(aggregate_spec, query)
        kept, state, due = (
            self._field_to_sql(self._table, name, query)
            for name in ("is_kept", "state", "due_date")
        )
        return SQL(
            "AVG(CASE WHEN %(kept)s THEN 100.0::float8 "
            "WHEN %(state)s = 'answered' OR %(due)s <= %(now)s THEN 0.0 END)",
            kept=kept,
            state=state,
            due=due,
            now=fields.Datetime.now(),
        )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        promises = super().create(vals_list)
        for promise in promises:
            promise._check_may_promise()
        promises.sudo()._start_reminding()
        return promises

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A promise is kept on record. Answer it instead."))

    # === ACTION METHODS === #

    def action_answer(self):
        """Note that the customer has been told the answer (C7)."""
        self.check_access("write")
        for promise in self:
            promise._check_answer()
        self._set_answered()

    # === BUSINESS METHODS === #

    def _get_people_fields(self):
        if not self:
            return PROMISE_FIELDS | ANSWER_FIELDS
        is_open = all(promise.state == "open" for promise in self)
        return ANSWER_FIELDS if is_open else set()

    def _check_may_promise(self):
        """Refuse promises in others' affairs, to nobody, of nothing, or in the past."""
        followup = self.followup_id
        followup._check_may_record()
        if followup.state not in const.FOLLOWUP_CONTACT_STATES:
            raise UserError(
                self.env._("Nobody was asked in %s: nothing to promise.", followup.name)
            )
        if not self.question.strip():
            raise UserError(self.env._("Write down what the customer wants to know."))
        if self.due_date <= fields.Datetime.now():
            raise UserError(self.env._("Promise an answer for today or a later day."))

    def _check_answer(self):
        """Refuse an answer that says nothing, or that nobody was told."""
        if self.state != "open":
            raise UserError(self.env._("This promise has been answered already."))
        if not (self.answer or "").strip() or not self.answer_channel:
            raise UserError(
                self.env._("Write down the answer and how the customer was told.")
            )

    def _set_answered(self, values=None):
        """The customer knows the answer, which stands from now on.

        :param dict values: the answer, where it comes from elsewhere
        """
        now = fields.Datetime.now()
        answered = self.browse()
        for promise in self:
            answered += promise._update_state(
                ("open",),
                "answered",
                {
                    "answered_date": now,
                    "answerer_id": self.env.uid,
                    "is_kept": now < promise.due_date,
                    **(values or {}),
                },
            )
        answered._stop_reminding()
        return answered

    def _get_day_start(self, days=0):
        """Return when a day around the promised one begins on the office's clock.

        :param int days: 0 is the promised day itself, 1 the day after it
        """
        day = fields.Date.add(self.promised_date, days=days)
        return schedule.day_start(day, self.followup_id._get_tz())

    def _prepare_customer_promise(self):
        """Return what the customer's own page shows of a promise."""
        return {
            "question": self.question,
            "day": self.promised_date,
            "answer": self.answer if self.state == "answered" else "",
            "answered_day": self.followup_id._get_day(self.answered_date),
        }

    def _forget_words(self):
        """Take away question and answer; whether it was kept stays (I4)."""
        promises = self.sudo()
        promises.write(anonymous_values(promises))
        promises._forget_chatter()
