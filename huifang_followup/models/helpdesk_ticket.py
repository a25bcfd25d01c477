from odoo import api, fields, models
from odoo.exceptions import AccessError

from .. import const

# Writing one of these may move a ticket to another stage.
STAGE_MOVERS = {"stage_id", "team_id", "user_id"}

# Ticked, these keep the customer from being asked (B11).
FOLLOWUP_SWITCHES = {"is_anonymous", "is_followup_exempt"}

CATCH_UP_BATCH = 1000


class HelpdeskTicket(models.Model):
    """Notice closings and reopenings; everything else happens later (B12, B13)."""

    _inherit = "helpdesk.ticket"

    # what the customer said
    feedback_type = fields.Selection(
        const.FEEDBACK_TYPES, index="btree_not_null", tracking=True
    )
    severity = fields.Selection(const.SEVERITIES, default="ordinary", tracking=True)
    is_anonymous = fields.Boolean(string="Anonymous", tracking=True)
    is_followup_exempt = fields.Boolean(
        string="Answer by Letter Only",
        tracking=True,
        help="An authority asked only to answer by letter: no follow-up.",
    )

    # what the follow-ups said
    office_id = fields.Many2one(related="team_id.office_id", string="Office")
    followup_ids = fields.One2many(
        "huifang.followup", "ticket_id", groups=const.FOLLOWUP_ROLES
    )
    followup_count = fields.Integer(
        compute="_compute_followup_count", groups=const.FOLLOWUP_ROLES
    )
    satisfaction = fields.Selection(
        const.LEVELS,
        string="Customer's Evaluation",
        compute="_compute_satisfaction",
        groups=const.FOLLOWUP_ROLES,
        help="Overall evaluation in the last answered follow-up.",
    )

    _complaint_idx = models.Index(
        "(commercial_partner_id) WHERE feedback_type = 'complaint'"
    )

    # === COMPUTE METHODS === #

    @api.depends_context("uid")
    def _compute_followup_count(self):
        counts = dict(
            self.env["huifang.followup"]._read_group(
                [("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.followup_count = counts.get(ticket, 0)

    @api.depends("followup_ids.overall_level", "followup_ids.is_counted")
    @api.depends_context("uid")
    def _compute_satisfaction(self):
        rated = self.env["huifang.followup"].search(
            [("ticket_id", "in", self.ids), ("is_counted", "=", True)],
            order="done_date, id",
        )
        last = {followup.ticket_id: followup.overall_level for followup in rated}
        for ticket in self:
            ticket.satisfaction = last.get(ticket, False)

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets.filtered(lambda ticket: ticket._asks_followup())._open_followups()
        return tickets

    def write(self, vals):
        if FOLLOWUP_SWITCHES & vals.keys():
            self._check_not_own_work()
        if not STAGE_MOVERS & vals.keys():
            return super().write(vals)
        before = self.filtered(lambda ticket: ticket._asks_followup())
        closed = self.sudo().filtered("stage_id.closed")
        result = super().write(vals)
        after = self.filtered(lambda ticket: ticket._asks_followup())
        (after - before)._open_followups(fields.Datetime.now())
        reopened = closed - closed.filtered("stage_id.closed")
        (reopened | before - after)._withdraw_followups()
        return result

    def _check_not_own_work(self):
        """Keep who does the work from deciding that nobody asks about it (C12)."""
        if not self.env.su and self.env.user in self.user_id:
            raise AccessError(
                self.env._(
                    "You handle this ticket: somebody else decides that its customer "
                    "is not asked."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_keeps_followups(self):
        """Follow-ups outlive their ticket; those still open are dropped (I4)."""
        self.sudo().followup_ids._drop_open("exempted")

    # === ACTION METHODS === #

    def action_open_followups(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.huifang_followup_action"
            ),
            "domain": [("ticket_id", "=", self.id)],
            "context": {},
        }

    # === BUSINESS METHODS === #

    def _asks_followup(self):
        """Tell whether the ticket is closed in a way that a customer can judge."""
        stage = self.sudo().stage_id
        return stage.closed and stage.asks_followup

    def _open_followups(self, closing_date=None):
        """Record the closings: one ``new`` follow-up each, attribution frozen.

        Runs in the request that closes the tickets, so it only inserts and wakes the
        planner. A unique index refuses a second record for the same closing.

        :param datetime closing_date: when they were closed; what the tickets say where
            it is not given
        """
        tickets = self.sudo()._filter_closed_since_start(closing_date)
        if not tickets:
            return self.env["huifang.followup"]
        followups = (
            self.env["huifang.followup"]
            .sudo()
            ._record_closings(
                [
                    {
                        **ticket._prepare_followup_values(),
                        "closing_date": closing_date or ticket._get_closing_date(),
                    }
                    for ticket in tickets
                ]
            )
        )
        followups._wake("huifang_followup.ir_cron_followup_plan")
        return followups

    def _filter_closed_since_start(self, closing_date=None):
        """Return the tickets closed since their company follows up."""
        starts = {c: c._get_followup_start() for c in self.company_id}
        return self.filtered(
            lambda ticket: not starts[ticket.company_id]
            or (closing_date or ticket._get_closing_date()) >= starts[ticket.company_id]
        )

    def _prepare_followup_values(self):
        """Return what is frozen at a closing: who did the work, and for whom."""
        office = self._get_followup_office()
        return {
            "ticket_id": self.id,
            "company_id": self.company_id.id,
            "handler_id": self.user_id.id,
            "team_id": self.team_id.id,
            "category_id": self.category_id.id,
            "office_id": office.id,
            "function_id": office._find_function(self.category_id).id,
            "partner_id": self.partner_id.id,
            "household_id": self.commercial_partner_id.id,
        }

    def _get_followup_office(self):
        """Return the office that answers: the team's, else the household's."""
        return self.team_id.office_id or self.commercial_partner_id.office_id

    def _get_closing_date(self):
        """Return when a ticket that came in closed was closed."""
        return self.closed_date or self.last_stage_update or self.create_date

    def _withdraw_followups(self):
        """Drop what is pending: the ticket is open again, or needs none (B12)."""
        for ticket in self.sudo():
            reason = "exempted" if ticket.stage_id.closed else "reopened"
            ticket.followup_ids._drop_open(reason)

    @api.model
    def _cron_catch_up(self):
        cron = self.env["ir.cron"]
        while found := self._catch_up_followups(limit=CATCH_UP_BATCH):
            # whether more is missing shows only when it is looked for again
            if not cron._commit_progress(len(found), remaining=len(found)):
                return
        cron._commit_progress(remaining=0)

    @api.model
    def _catch_up_followups(self, limit=None):
        """Record closings that never got a follow-up (B13).

        Tickets imported closed, or closed while the addon was not installed, from the
        company's start date on.

        :param int limit: how many at most per company
        :return: the new follow-ups
        """
        missed = self.browse()
        started = [("followup_start_date", "!=", False)]
        for company in self.env["res.company"].search(started):
            missed |= self.with_context(active_test=False).search(
                company._get_missed_closing_domain(), limit=limit
            )
        return missed._open_followups()
