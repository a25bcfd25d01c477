from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .household_portal import MY_PAGE, HouseholdPortal


class PreferencePortal(HouseholdPortal):
    """How the customer wants to be contacted, decided by the customer (A4, D5)."""

    @http.route("/my/followup/preferences", methods=["GET"], readonly=True, **MY_PAGE)
    def my_preferences(self, saved=None, **params):
        return self._preference_page(saved=saved)

    @http.route("/my/followup/preferences", methods=["POST"], **MY_PAGE)
    def my_preferences_save(self, channel=None, calendar=None, **params):
        try:
            request.env.user.partner_id._set_contact_preferences(
                channel, calendar, "is_opted_out" in params, "do_not_contact" in params
            )
        except UserError as error:
            return self._preference_page(error=str(error))
        return request.redirect("/my/followup/preferences?saved=1")

    def _preference_page(self, **values):
        partner_sudo = request.env.user.partner_id  # env.user is always elevated
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "followup_preferences",
            "channels": partner_sudo._get_channel_choices(),
            "channel": partner_sudo.preferred_channel,
            "calendars": partner_sudo._get_calendar_choices().mapped(
                lambda calendar: (calendar.id, calendar.name)
            ),
            "calendar": partner_sudo.contact_calendar_id.id,
            "is_opted_out": partner_sudo.is_opted_out,
            "do_not_contact": partner_sudo.do_not_contact,
            **values,
        }
        return request.render("huifang_followup.my_preferences", values)
