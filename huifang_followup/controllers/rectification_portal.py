from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .household_portal import MY_PAGE, HouseholdPortal

LIST = "/my/rectifications"
# The round goes along: what the customer looked at is what is accepted or rejected.
ROUND = "/my/rectification/<int:rectification_id>/<int:number>"


class RectificationPortal(HouseholdPortal):
    """My Rectifications: what was wrong, what was done, is it good now? (D6, D7)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        filters = {
            "huifang_rectification_count": "all",
            "huifang_to_accept_count": "to_accept",
        }
        return values | self._count_own("huifang.rectification", counters, filters)

    @http.route([LIST, f"{LIST}/page/<int:page>"], readonly=True, **MY_PAGE)
    def my_rectifications(self, page=1, sortby=None, filterby=None, **params):
        values = self._prepare_own_list(
            "huifang.rectification",
            LIST,
            self._get_rectification_sortings(),
            page,
            sortby,
            filterby,
        )
        values["page_name"] = "rectifications"
        return request.render("huifang_followup.my_rectifications", values)

    @http.route("/my/rectification/<int:rectification_id>", readonly=True, **MY_PAGE)
    def my_rectification(self, rectification_id, taken=None, outdated=None, **params):
        rectification_sudo = self._find_own("huifang.rectification", rectification_id)
        return self._rectification_page(
            rectification_sudo, taken=taken, outdated=outdated
        )

    @http.route(f"{ROUND}/accept", type="jsonrpc", auth="user", website=True)
    def my_rectification_accept(
        self, rectification_id, number, name=None, signature=None, **params
    ):
        """Answer the signature form of Odoo's portal."""
        try:
            rectification_sudo = self._find_own(
                "huifang.rectification", rectification_id
            )
            round_sudo = rectification_sudo._get_awaited_round(number)
            taken = round_sudo and round_sudo._accept_work(name, signature)
        except NotFound:
            return {"error": request.env._("This page does not exist any more.")}
        except UserError as error:
            return {"error": str(error)}
        url = self._get_next_url(rectification_sudo, taken)
        return {"force_refresh": True, "redirect_url": url}

    @http.route(f"{ROUND}/reject", methods=["GET"], readonly=True, **MY_PAGE)
    def my_rectification_return(self, rectification_id, number, **params):
        """Lead back to the page, as after logging in anew or reloading an error."""
        return request.redirect(f"/my/rectification/{rectification_id}")

    @http.route(f"{ROUND}/reject", methods=["POST"], **MY_PAGE)
    def my_rectification_reject(self, rectification_id, number, reason=None, **params):
        rectification_sudo = self._find_own("huifang.rectification", rectification_id)
        round_sudo = rectification_sudo._get_awaited_round(number)
        try:
            taken = round_sudo and round_sudo._reject_work(reason)
        except UserError as error:
            return self._rectification_page(
                rectification_sudo, error=str(error), reason=reason
            )
        return request.redirect(self._get_next_url(rectification_sudo, taken))

    # === HELPERS === #

    def _rectification_page(self, rectification_sudo, **values):
        shown = self._prepare_own_page(rectification_sudo)
        url = f"{shown['shown']['url']}/{shown['shown']['awaited_round']}"
        values = {
            **shown,
            "page_name": "rectification",
            "accept_url": f"{url}/accept",
            "reject_url": f"{url}/reject",
            "signer": request.env.user.name,
            **values,
        }
        return request.render("huifang_followup.my_rectification", values)

    def _get_next_url(self, rectification_sudo, taken):
        """Return the page to go to, which says whether anything was recorded."""
        url = rectification_sudo._get_customer_url()
        return f"{url}?taken=1" if taken else f"{url}?outdated=1"

    def _get_rectification_sortings(self):
        return {
            "newest": {"label": request.env._("Newest"), "order": "id desc"},
            "oldest": {"label": request.env._("Oldest"), "order": "id"},
            "deadline": {"label": request.env._("Due first"), "order": "deadline, id"},
        }
