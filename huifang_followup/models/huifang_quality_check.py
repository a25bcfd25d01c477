from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import const
from .anonymous_values import anonymous_values


class HuifangQualityCheck(models.Model):
    """Is a record genuine 抽查? Somebody calls the customer back, or listens (C13).

    A verdict stands. Until there is one, only those who check know of it: nobody can
    warn the customer, or tidy up the record.
    """

    _name = "huifang.quality.check"
    _description = "Quality Check"
    _inherit = ["huifang.state.mixin"]
    _order = "id desc"

    draw_id = fields.Many2one(
        "huifang.quality.draw",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    followup_id = fields.Many2one(
        "huifang.followup",
        string="Record",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="followup_id.company_id", store=True)

    # what is found out
    state = fields.Selection(
        const.QUALITY_CHECK_STATES,
        string="Verdict",
        default="open",
        required=True,
        readonly=True,
        group_expand=True,
    )
    reviewer_id = fields.Many2one(
        "res.users",
        string="Checker",
        readonly=True,
        help="Who drew the record, and then who decided. Empty where whoever drew it "
        "asked, recorded or handled it: somebody else checks it.",
    )
    note = fields.Text(help="What the customer said, or what was heard.")
    date = fields.Datetime(string="Checked On", readonly=True)
    can_decide = fields.Boolean(compute="_compute_can_decide")

    rectification_ids = fields.One2many("huifang.rectification", "quality_check_id")

    # what is on record
    partner_id = fields.Many2one(related="followup_id.partner_id")
    phone = fields.Char(
        compute="_compute_phone", compute_sudo=True, groups=const.CHECKING_ROLES
    )
    office_id = fields.Many2one(related="followup_id.office_id")
    function_id = fields.Many2one(related="followup_id.function_id")
    ticket_id = fields.Many2one(related="followup_id.ticket_id")
    handler_id = fields.Many2one(related="followup_id.handler_id")
    channel = fields.Selection(related="followup_id.channel")
    surveyor_id = fields.Many2one(related="followup_id.user_id")
    recorder_id = fields.Many2one(related="followup_id.recorder_id")
    answer_mode = fields.Selection(related="followup_id.answer_mode")
    done_date = fields.Datetime(related="followup_id.done_date")
    line_ids = fields.One2many(related="followup_id.line_ids")
    is_resolved = fields.Selection(related="followup_id.is_resolved")
    opinion = fields.Text(related="followup_id.opinion")

    _followup_uniq = models.UniqueIndex(
        "(followup_id)",
        "One of these records has just been drawn by somebody else. Draw again.",
    )
    _not_genuine_has_note = models.Constraint(
        "CHECK(state != 'not_genuine' OR note IS NOT NULL)",
        "A record is not genuine for a reason: write it down.",
    )

    # === COMPUTE METHODS === #

    @api.depends("followup_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("Check of %s", check.followup_id.name)

    @api.depends("state", "followup_id.partner_id.phone")
    def _compute_phone(self):
        """The customer's, as long as there is a reason to call him (I3)."""
        for check in self:
            check.phone = check.state == "open" and check.followup_id.partner_id.phone

    @api.depends("state", "followup_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for check in self:
            barred = check.followup_id._get_barred_checkers()
            check.can_decide = check.state == "open" and self.env.user not in barred

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A quality check is kept, whatever it found."))

    # === ACTION METHODS === #

    def action_genuine(self):
        """Decide that the customer was asked and said so."""
        self._decide("genuine")

    def action_not_genuine(self):
        """Decide that it was not so; the record leaves the figures."""
        if not all((check.note or "").strip() for check in self):
            raise UserError(
                self.env._("Write down why the record is not genuine: it is shown.")
            )
        self._decide("not_genuine")

    def action_open_rectification(self):
        """Have what was found put right (E1)."""
        self.ensure_one()
        self.check_access("write")
        if self.state == "open":
            raise UserError(self.env._("Decide first what you found."))
        rectification = self.sudo().rectification_ids
        if not rectification:
            rectifications = self.env["huifang.rectification"].sudo()
            rectification = rectifications.create(self._prepare_rectification_values())
        return rectification.with_env(self.env)._get_records_action()

    # === BUSINESS METHODS === #

    def _prepare_rectification_values(self):
        """Return the values of the rectification that the check leads to.

        It names neither customer nor ticket, or the household would read of it. Who
        looked badly after the truth answers to the head, not to a function.
        """
        followup = self.followup_id._in_office_language()
        is_genuine = self.state == "genuine"
        office = followup.office_id
        function = followup.function_id if is_genuine else office.function_ids.browse()
        return {
            "quality_check_id": self.id,
            "office_id": office.id,
            "function_id": function.id,
            "responsible_id": office._choose_responsible(function).id,
            "problem": followup.env._(
                "Found in the quality check of %(record)s: %(note)s",
                record=followup.name,
                note=self.note or "–",
            ),
        }

    def _forget_words(self):
        """Take away what was heard; the verdict, for whatever reason, stands (I4)."""
        self.sudo().write({**anonymous_values(self), "note": "–"})

    def _get_people_fields(self):
        is_open = all(check.state == "open" for check in self)
        return {"note"} if is_open else set()

    def _decide(self, verdict):
        """Give the verdict, once, by somebody who had no part in the record (C12).

        :param str verdict: see ``const.QUALITY_VERDICTS``
        """
        self.check_access("write")
        if any(check.state != "open" for check in self):
            raise UserError(self.env._("This has been decided already."))
        for check in self.filtered(lambda check: not check.can_decide):
            raise AccessError(
                self.env._(
                    "You asked, recorded or handled what %s is about. "
                    "Somebody else must check it.",
                    check.followup_id.name,
                )
            )
        self._set_decided(verdict)

    def _set_decided(self, verdict):
        """The verdict stands; the record and the figures follow it."""
        values = {"reviewer_id": self.env.uid, "date": fields.Datetime.now()}
        decided = self._update_state(("open",), verdict, values)
        for check in decided:
            check.followup_id._receive_quality_verdict(check)
        return decided
