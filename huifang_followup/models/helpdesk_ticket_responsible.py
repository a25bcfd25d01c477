from odoo import api, fields, models

from .. import const


class HelpdeskTicket(models.Model):
    """Who answers the customer: the first person asked 首问负责, else by table (F3)."""

    _inherit = "helpdesk.ticket"

    function_id = fields.Many2one(
        "huifang.function",
        compute="_compute_function_id",
        store=True,
        index="btree_not_null",
        groups=const.STAFF,
    )
    first_asked_id = fields.Many2one(
        "res.users",
        string="First Person Asked",
        compute="_compute_first_asked_id",
        store=True,
        groups=const.STAFF,
        help="Who wrote the ticket down or took it first. It stays so, whoever works "
        "on it later.",
    )
    responsible_id = fields.Many2one(
        "res.users",
        string="Answers the Customer",
        compute="_compute_responsible_id",
        store=True,
        index="btree_not_null",
        groups=const.STAFF,
        help="The first person asked; where nobody was, whom the office's table of "
        "responsibilities names, else whoever works on it, supervisor or head.",
    )

    # === COMPUTE METHODS === #

    @api.depends("team_id", "category_id", "partner_id")
    def _compute_function_id(self):
        """Take the function that owns the category now; it is not looked up again."""
        for ticket in self:
            office = ticket._get_followup_office()
            ticket.function_id = office._find_function(ticket.category_id)

    @api.depends("user_id")
    def _compute_first_asked_id(self):
        """Once known it stays. Customers and programs write to nobody in particular."""
        for ticket in self:
            people = ticket._origin.first_asked_id or (
                (ticket.create_uid | ticket.user_id).filtered(
                    lambda user: user.active and not user.share
                )
            )
            ticket.first_asked_id = people[:1]

    @api.depends("feedback_type", "first_asked_id", "user_id", "function_id")
    def _compute_responsible_id(self):
        for ticket in self:
            is_waited_for = ticket.feedback_type in const.FEEDBACK_TO_ANSWER
            ticket.responsible_id = is_waited_for and ticket._choose_responsible()

    # === BUSINESS METHODS === #

    def _choose_responsible(self):
        """Return who answers the customer, of those who are still there."""
        self.ensure_one()
        office, function = self._get_followup_office(), self.function_id
        named = self.env["huifang.responsibility"]._find_person(
            office, function, self.feedback_type
        )
        people = self.first_asked_id | named | self.user_id
        people |= function.supervisor_id | office.head_id
        return people.filtered(
            lambda person: person.active
            and not person.share
            and self.company_id in person.company_ids
        )[:1]
