from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .followup_link import PAGE, FollowupLink, use_language


class RectificationLink(FollowupLink):
    """The customer accepts or rejects by the personal link (D7).

    Afterwards, and where nothing was waited for any more, the link's own page says so.
    """

    @http.route(
        "/huifang/s/<string:token>/accept", type="jsonrpc", auth="public", website=True
    )
    def rectification_accept(self, token, name=None, signature=None, **params):
        """Answer the signature form of Odoo's portal."""
        followup_sudo = self._find_in_language(token)
        if followup_sudo:
            try:
                followup_sudo._accept_work(name, signature)
            except UserError as error:
                return {"error": str(error)}
        return {"force_refresh": True, "redirect_url": f"/huifang/s/{token}"}

    @http.route("/huifang/s/<string:token>/reject", methods=["POST"], **PAGE)
    def rectification_reject(self, token, reason=None, **params):
        followup_sudo = self._find_in_language(token)
        try:
            taken = followup_sudo and followup_sudo._reject_work(reason)
        except UserError as error:
            return self._result_page(followup_sudo, error=str(error), reason=reason)
        if followup_sudo and not taken:
            state = followup_sudo._get_link_state()
            return self._closed_page(followup_sudo, state, is_too_late=True)
        return request.redirect(f"/huifang/s/{token}")

    def _find_in_language(self, token):
        """Return the follow-up of a token, errors in the customer's language."""
        followup_sudo, _state = self._find(token)
        if followup_sudo:
            lang = followup_sudo._get_partner_lang()
            use_language(lang)
            followup_sudo = followup_sudo.with_context(lang=lang)
        return followup_sudo
