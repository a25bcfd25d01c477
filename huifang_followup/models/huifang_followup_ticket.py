from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from .. import const

TITLE_LENGTH = 80


class HuifangFollowup(models.Model):
    """What goes back to the helpdesk: an unsolved problem, a new need (C8, C9).

    Answers stay as they are. A ticket that was opened again is followed up again when
    it is closed (B12).
    """

    _inherit = "huifang.followup"

    can_reopen_ticket = fields.Boolean(compute="_compute_can_reopen_ticket")
    need_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Ticket of the New Needs",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.depends("state", "is_resolved", "ticket_id.stage_id")
    def _compute_can_reopen_ticket(self):
        for followup in self:
            is_unsolved = followup.is_resolved in ("no", "recurred")
            answered = followup.state in const.FOLLOWUP_ANSWERED_STATES
            closed = followup.sudo().ticket_id.stage_id.closed
            followup.can_reopen_ticket = is_unsolved and answered and closed

    # === ACTION METHODS === #

    def action_reopen_ticket(self):
        """Open the ticket again whose problem was not solved (C8)."""
        self.ensure_one()
        self._check_may_record()
        if not self.can_reopen_ticket:
            raise UserError(
                self.env._(
                    "Only a closed ticket is opened again, and only where the customer "
                    "said that the problem was not solved or came back."
                )
            )
        reason = {
            "no": self.env._("The customer says that the problem is not solved."),
            "recurred": self.env._("The customer says that the problem came back."),
        }
        self.sudo().ticket_id._reopen(reason[self.is_resolved])

    def action_create_ticket(self):
        """Make a ticket of the new needs, once, and open it (C9)."""
        self.ensure_one()
        self._check_may_record()
        followup = self.sudo()
        if not followup.need_ticket_id:
            followup._check_needs()
            values = followup._prepare_need_ticket_values()
            followup.need_ticket_id = followup.env["helpdesk.ticket"].create(values)
            followup.need_ticket_id._message_log(
                body=self.env._("Comes from the follow-up %s.", self.name)
            )
        return self.need_ticket_id._get_records_action()

    # === BUSINESS METHODS === #

    def _check_needs(self):
        """Refuse a ticket about nothing, or about what may still change."""
        if self.state not in const.FOLLOWUP_ANSWERED_STATES:
            raise UserError(self.env._("Finish the record first."))
        if not (self.new_needs or "").strip():
            raise UserError(self.env._("The customer has told no new needs."))

    def _prepare_need_ticket_values(self):
        """Return the values of the ticket about the customer's new needs."""
        needs = self.new_needs.strip()
        return {
            "name": needs.splitlines()[0][:TITLE_LENGTH],
            "description": plaintext2html(needs),
            "feedback_type": "suggestion",
            "partner_id": self.partner_id.id,
            "team_id": (self.team_id or self.office_id.team_ids[:1]).id,
            "company_id": self.company_id.id,
        }
