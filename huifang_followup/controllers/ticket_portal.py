from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk


class TicketPortal(CustomerPortalHelpdesk):
    """The ticket's page says how it was followed up, to the household only (D6)."""

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        followups_sudo = request.env["huifang.followup"]._search_own(
            [("ticket_id", "=", ticket.id), ("rectification_id", "=", False)]
        )
        values["followup_rows"] = [f._prepare_customer_row() for f in followups_sudo]
        return values
