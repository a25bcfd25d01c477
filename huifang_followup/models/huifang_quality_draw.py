from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import const, schedule

# What people fill in before they draw.
CRITERIA_FIELDS = {
    "company_id",
    "office_ids",
    "date_from",
    "date_to",
    "share_rate",
    "staff_weight",
}


class HuifangQualityDraw(models.Model):
    """A random share of finished records, to be checked 抽查 (C13).

    Filled in, drawn once and frozen. Frame, seed and result are kept, so that it can
    be run again with the same result (I5).
    """

    _name = "huifang.quality.draw"
    _description = "Quality Draw"
    _inherit = ["huifang.state.mixin", "huifang.draw.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    state = fields.Selection(
        const.QUALITY_DRAW_STATES,
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )

    # from what it is drawn
    office_ids = fields.Many2many(
        "huifang.office", check_company=True, help="Empty: all of the company."
    )
    date_from = fields.Date(
        string="Answered From",
        required=True,
        default=lambda self: self._get_last_month(),
        help="Days count on the clock of the office.",
    )
    date_to = fields.Date(
        string="Answered Until",
        required=True,
        default=lambda self: self._get_last_month() + relativedelta(day=31),
    )
    share_rate = fields.Float(
        string="Share (%)", required=True, default=10, aggregator=None
    )
    staff_weight = fields.Integer(
        string="Weight of Staff Records",
        required=True,
        default=3,
        aggregator=None,
        help="How many times likelier a record that staff typed is drawn than an "
        "answer the customer gave himself.",
    )

    # how it fell
    seed = fields.Char(readonly=True, copy=False)
    frame = fields.Json(
        readonly=True,
        copy=False,
        prefetch=False,
        help="Each record that could be drawn, with its weight.",
    )
    frame_hash = fields.Char(
        string="Fingerprint of the Frame",
        readonly=True,
        copy=False,
        help="SHA-256 of the records that could be drawn, with their weights.",
    )
    frame_count = fields.Integer(string="Finished Records", readonly=True, copy=False)
    drawn_count = fields.Integer(string="Drawn", readonly=True, copy=False)
    user_id = fields.Many2one("res.users", string="Drawn By", readonly=True, copy=False)
    date = fields.Datetime(string="Drawn On", readonly=True, copy=False)
    check_ids = fields.One2many("huifang.quality.check", "draw_id", string="Checks")
    open_count = fields.Integer(string="To Check", compute="_compute_counts")
    not_genuine_count = fields.Integer(string="Not Genuine", compute="_compute_counts")

    _dates_in_order = models.Constraint(
        "CHECK(date_from <= date_to)", "The first day is not after the last one."
    )
    _share_range = models.Constraint(
        "CHECK(share_rate > 0 AND share_rate <= 100)",
        "The share to be checked is more than 0 and at most 100 %.",
    )
    _staff_weight_positive = models.Constraint(
        "CHECK(staff_weight > 0)", "The weight of staff records is at least 1."
    )

    # === DEFAULT METHODS === #

    def _get_last_month(self):
        """Return the first day of the month before this one."""
        today = fields.Date.context_today(self)
        return schedule.month_of(today) - relativedelta(months=1)

    # === COMPUTE METHODS === #

    @api.depends("date_from", "date_to", "office_ids.name", "company_id.name")
    def _compute_display_name(self):
        for draw in self:
            offices = ", ".join(draw.office_ids.mapped("name"))
            place = offices or draw.company_id.name
            draw.display_name = f"{draw.date_from} – {draw.date_to} / {place}"

    @api.depends("check_ids.state")
    def _compute_counts(self):
        counts = {
            (draw, state): count
            for draw, state, count in self.env["huifang.quality.check"]._read_group(
                [("draw_id", "in", self.ids)], ["draw_id", "state"], ["__count"]
            )
        }
        for draw in self:
            draw.open_count = counts.get((draw, "open"), 0)
            draw.not_genuine_count = counts.get((draw, "not_genuine"), 0)

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_except_drawn(self):
        if any(draw.state == "drawn" for draw in self):
            raise UserError(self.env._("A draw is kept once it has been made."))

    # === ACTION METHODS === #

    def action_open_checks(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.huifang_quality_check_action"
            ),
            "domain": [("draw_id", "=", self.id)],
            "context": {},
        }

    # === BUSINESS METHODS === #

    def _get_people_fields(self):
        is_draft = all(draw.state == "draft" for draw in self)
        return CRITERIA_FIELDS if is_draft else set()
