from odoo import api, fields, models

from .. import const, schedule


class HelpdeskTicket(models.Model):
    """The week a complaint belongs to, for the heads' review (F5)."""

    _inherit = "helpdesk.ticket"

    received_day = fields.Date(
        string="Received on Day",
        compute="_compute_received_day",
        store=True,
        index="btree_not_null",
        groups=const.STAFF,
        help="On the office's clock: the one key of all weeks and months.",
    )

    @api.depends("received_date", "team_id", "partner_id")
    def _compute_received_day(self):
        for ticket in self:
            place = ticket._get_followup_office() or ticket.company_id
            tz = place._get_contact_calendar().tz
            ticket.received_day = ticket.received_date and schedule.local_date(
                ticket.received_date, tz
            )
