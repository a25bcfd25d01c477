from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import const


class HelpdeskTicket(models.Model):
    """What a complaint is: how urgent, whose doing, and whether it is valid (F1).

    Where it came from is the helpdesk's own channel. Customers read none of this in
    the portal.
    """

    _inherit = "helpdesk.ticket"

    urgency = fields.Selection(
        const.URGENCIES, default="normal", tracking=True, groups=const.STAFF
    )
    cause_party = fields.Selection(
        const.PARTIES,
        string="Caused By",
        tracking=True,
        copy=False,
        groups=const.STAFF,
    )

    # what supervisor or head found
    validity = fields.Selection(
        const.VALIDITIES,
        readonly=True,
        copy=False,
        tracking=True,
        groups=const.STAFF,
        help="Found by the function's supervisor or the office head.",
    )
    invalid_reason = fields.Text(
        string="Why Not Valid",
        readonly=True,
        copy=False,
        tracking=True,
        groups=const.STAFF,
    )
    judge_id = fields.Many2one(
        "res.users", string="Found By", readonly=True, copy=False, groups=const.STAFF
    )
    judged_date = fields.Datetime(
        string="Found On", readonly=True, copy=False, groups=const.STAFF
    )
    can_judge = fields.Boolean(compute="_compute_can_judge", groups=const.STAFF)

    _invalid_has_reason = models.Constraint(
        "CHECK(validity != 'invalid' OR invalid_reason IS NOT NULL)",
        "A complaint is not valid for a reason: write it down.",
    )

    # === COMPUTE METHODS === #

    @api.depends("feedback_type", "team_id", "category_id", "anonymised_date")
    @api.depends_context("uid")
    def _compute_can_judge(self):
        for ticket in self:
            is_complaint = ticket.feedback_type == "complaint"
            is_kept = not ticket.anonymised_date
            ticket.can_judge = is_complaint and is_kept and ticket._is_judged_by_user()

    # === CRUD METHODS === #

    @api.model
    def _has_field_access(self, field, operation):
        """Over RPC, too, nobody writes what the form shows to read only (I5)."""
        is_by_hand = operation == "write" and not self.env.su
        if is_by_hand and field.readonly and field._module == "huifang_followup":
            return False
        return super()._has_field_access(field, operation)

    # === ACTION METHODS === #

    def action_find_valid(self):
        """Find that the complaint is valid."""
        self._check_may_judge()
        self._set_validity("valid")

    def action_find_invalid(self):
        """Open the dialogue that asks why the complaint is not valid."""
        self.ensure_one()
        self._check_may_judge()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.helpdesk_ticket_invalidate_action"
            ),
            "context": {"default_ticket_id": self.id},
        }

    # === BUSINESS METHODS === #

    def _set_validity(self, validity, reason=False):
        """Note what was found, by whom and when; an earlier finding stays in the log.

        :param str validity: see ``const.VALIDITIES``
        :param str reason: why it is not valid
        """
        self.sudo().write(
            {
                "validity": validity,
                "invalid_reason": reason,
                "judge_id": self.env.uid,
                "judged_date": fields.Datetime.now(),
                "explained_date": False,
            }
        )

    def _check_may_judge(self):
        """Leave it to supervisor, head or manager, and to complaints."""
        self.check_access("read")
        for ticket in self:
            if not ticket._is_judged_by_user():
                raise AccessError(
                    self.env._(
                        "The function's supervisor or the office head finds "
                        "whether a complaint is valid."
                    )
                )
            if not ticket.can_judge:
                raise UserError(self.env._("%s is no complaint.", ticket.display_name))

    def _is_judged_by_user(self):
        """Tell whether the user is the supervisor, or decides for the office."""
        ticket = self.sudo()
        is_supervisor = self.env.user == ticket.function_id.supervisor_id
        return is_supervisor or ticket._get_followup_office()._is_decided_by_user()
