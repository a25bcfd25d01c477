from odoo import fields, models


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    office_id = fields.Many2one(
        "huifang.office",
        string="Management Office",
        check_company=True,
        index="btree_not_null",
        help="Tickets of this team are followed up by this office.",
    )
