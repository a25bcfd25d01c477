from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.portal.controllers.portal import CustomerPortal


class TicketClose(HelpdeskTicketController):
    """Only those who may close a ticket close it, and only by the button.

    The helpdesk's own route closes any ticket for any user, by a mere link.
    """

    @http.route(methods=["POST"])
    def support_ticket_close(self, ticket_id=None, stage_id=None, **kw):
        token = kw.get("access_token")
        try:
            ticket_sudo = self._get_closable_ticket(int(ticket_id), token)
            ticket_sudo._close_from_portal(int(stage_id))
        except (AccessError, MissingError, TypeError, ValueError):
            return request.redirect("/my")
        path = f"/my/ticket/{ticket_sudo.id}"
        return request.redirect(f"{path}/{token}" if token else path)

    def _get_closable_ticket(self, ticket_id, token):
        """Return a ticket of the user, or of the token, in elevated mode.

        :raises AccessError: for anybody else's ticket
        :raises MissingError: where there is no such ticket
        """
        found = CustomerPortal()._document_check_access(
            "helpdesk.ticket", ticket_id, access_token=token
        )
        ticket = found.with_user(request.env.user)
        if request.env.user._is_internal():
            ticket.check_access("write")  # colleagues read more than they may change
        return ticket.sudo()
