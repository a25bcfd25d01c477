from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import const


class HelpdeskTicket(models.Model):
    """The escalation sheets of a ticket (F4), which live and are kept with it (I4)."""

    _inherit = "helpdesk.ticket"

    sheet_ids = fields.One2many(
        "huifang.escalation.sheet",
        "ticket_id",
        string="Escalation Sheets",
        groups=const.STAFF,
    )
    sheet_count = fields.Integer(compute="_compute_sheet_count", groups=const.STAFF)

    @api.depends("sheet_ids")
    @api.depends_context("uid")
    def _compute_sheet_count(self):
        counts = dict(
            self.env["huifang.escalation.sheet"]._read_group(
                [("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.sheet_count = counts.get(ticket, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_sheets(self):
        if self.sudo().sheet_ids:
            raise UserError(
                self.env._(
                    "What was signed about a ticket is kept: archive or cancel the "
                    "ticket instead of deleting it."
                )
            )

    def action_open_sheets(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.huifang_escalation_sheet_action"
            ),
            "domain": [("ticket_id", "=", self.id)],
            "context": {"default_ticket_id": self.id},
        }

    # === RETENTION === #

    @api.model
    def _get_open_domain(self):
        is_open = [("state", "in", const.SHEET_OPEN_STATES)]
        return super()._get_open_domain() | Domain("sheet_ids", "any", is_open)

    def _anonymise(self):
        self.sudo().sheet_ids._forget_words()
        return super()._anonymise()
