from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    office_id = fields.Many2one(
        "huifang.office",
        string="Management Office",
        domain="[('company_id', '=?', company_id)]",
        index="btree_not_null",
        help="Tickets of this team are followed up by this office.",
    )

    @api.constrains("company_id", "office_id")
    def _check_office_company(self):
        """Refuse an office that cannot see its own team's tickets (I6)."""
        for team in self:
            office = team.office_id.sudo()
            if office and team.company_id and team.company_id != office.company_id:
                raise ValidationError(
                    self.env._(
                        "%(team)s and %(office)s belong to different companies.",
                        team=team.name,
                        office=office.name,
                    )
                )
