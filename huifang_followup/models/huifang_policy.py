import ast

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..const import KINDS


class HuifangPolicy(models.Model):
    """Policy 回访策略: which closed tickets are followed up, when, by whom, how (B1).

    The first matching policy of the list wins.
    """

    _name = "huifang.policy"
    _description = "Follow-up Policy"
    _inherit = ["huifang.shared.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company")
    kind = fields.Selection(KINDS, required=True, default="service")

    # which occasions
    trigger = fields.Selection(
        [("ticket_closed", "Ticket closed")], required=True, default="ticket_closed"
    )
    office_ids = fields.Many2many(
        "huifang.office", string="Offices", help="Empty: all offices."
    )
    ticket_domain = fields.Char(string="Tickets", default="[]", required=True)
    partner_tag_ids = fields.Many2many(
        "res.partner.category", string="Customer Tags", help="Empty: all customers."
    )
    share_rate = fields.Float(
        string="Share (%)",
        default=100.0,
        help="The smallest share of matching tickets that is followed up. Households "
        "that complained before are followed up in addition.",
    )

    # how
    survey_id = fields.Many2one(
        "survey.survey",
        string="Questionnaire",
        required=True,
        domain=[("survey_type", "=", "followup")],
        ondelete="restrict",
    )
    channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(),
        required=True,
        default="email",
        help="Used unless the customer prefers another one. A customer it does not "
        "reach is contacted by e-mail, phone or visit, whichever is possible.",
    )
    script = fields.Html(
        translate=True,
        help="What to say: opening, questions, closing words. "
        "Shown beside the answers while recording.",
    )

    # when and by whom
    step_ids = fields.One2many("huifang.policy.step", "policy_id", copy=True)
    share_ids = fields.One2many("huifang.policy.share", "policy_id", copy=True)
    is_by_severity = fields.Boolean(
        string="Severity Decides Who Asks",
        help="Ordinary: dispatcher. Important: function supervisor. "
        "Major: office head.",
    )

    _share_rate_range = models.Constraint(
        "CHECK(share_rate BETWEEN 0 AND 100)", "A share is between 0 and 100 %."
    )

    @api.constrains("ticket_domain")
    def _check_ticket_domain(self):
        for policy in self:
            try:
                Domain(policy._get_ticket_domain()).validate(
                    self.env["helpdesk.ticket"]
                )
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The ticket filter of %(policy)s cannot be used: %(error)s",
                        policy=policy.name,
                        error=error,
                    )
                ) from error

    @api.constrains("survey_id", "active")
    def _check_survey_id(self):
        for policy in self:
            survey = policy.survey_id.sudo()
            if survey.survey_type != "followup" or not survey.active:
                raise ValidationError(
                    self.env._(
                        "%s needs a questionnaire made for follow-ups.", policy.name
                    )
                )
            survey._check_rates_aspects()

    # the name is always there, steps may be missing from what is created
    @api.constrains("name", "step_ids")
    def _check_step_ids(self):
        for policy in self:
            if not policy.step_ids:
                raise ValidationError(
                    self.env._("%s needs at least one step.", policy.name)
                )

    def write(self, vals):
        # Steps may be replaced: the constraint judges them when all are written.
        policies = self.with_context(huifang_steps_checked_later=True)
        return super(HuifangPolicy, policies).write(vals)

    def _get_affected_companies(self):
        """Return the policies' companies; without one it is that of their offices."""
        companies = self.company_id
        for policy in self.filtered(lambda policy: not policy.company_id):
            companies |= (
                policy.office_ids.company_id or super()._get_affected_companies()
            )
        return companies

    def _get_ticket_domain(self):
        """Return the ticket filter as a domain list."""
        self.ensure_one()
        return ast.literal_eval(self.ticket_domain)

    def _filter_followups(self, followups):
        """Return the follow-ups this policy is about, by their tickets (B1)."""
        self.ensure_one()
        if self.company_id:
            followups = followups.filtered(lambda f: f.company_id == self.company_id)
        if self.office_ids:
            followups = followups.filtered(lambda f: f.office_id in self.office_ids)
        if self.partner_tag_ids:
            followups = followups.filtered(self._has_tag)
        tickets = followups.ticket_id.filtered_domain(self._get_ticket_domain())
        return followups.filtered(lambda f: f.ticket_id in tickets)

    def _has_tag(self, followup):
        """Tell whether the customer or the household has a wanted tag."""
        return any(
            person.category_id & self.partner_tag_ids
            for person in followup._get_customers()
        )

    def _get_role_rates(self):
        """Return the split over roles as ``{role: weight}``; dispatchers by default."""
        return {share.role: share.rate for share in self.share_ids if share.rate} or {
            "dispatcher": 100.0
        }
