from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController


class TicketForm(HelpdeskTicketController):
    """The portal's ticket form asks what a customer writes in for (D9)."""

    def _get_create_new_ticket_values(self, **kw):
        values = super()._get_create_new_ticket_values(**kw)
        tickets = request.env["helpdesk.ticket"]
        return {**values, "feedback_types": tickets._get_feedback_types()}

    def _prepare_submit_ticket_vals(self, feedback_type=None, **kw):
        code = request.env["helpdesk.ticket"]._check_feedback_type(feedback_type)
        vals = super()._prepare_submit_ticket_vals(**kw)
        return {**vals, "feedback_type": code}
