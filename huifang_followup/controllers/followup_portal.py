from odoo import http
from odoo.http import request

from .household_portal import MY_PAGE, HouseholdPortal

LIST = "/my/followups"


class FollowupPortal(HouseholdPortal):
    """My Follow-ups: to answer, answered, and what came of it (D6)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        filters = {
            "huifang_followup_count": "all",
            "huifang_to_answer_count": "to_answer",
        }
        return values | self._count_own("huifang.followup", counters, filters)

    @http.route([LIST, f"{LIST}/page/<int:page>"], readonly=True, **MY_PAGE)
    def my_followups(self, page=1, sortby=None, filterby=None, **params):
        values = self._prepare_own_list(
            "huifang.followup",
            LIST,
            self._get_followup_sortings(),
            page,
            sortby,
            filterby,
        )
        values["page_name"] = "followups"
        return request.render("huifang_followup.my_followups", values)

    @http.route("/my/followup/<int:followup_id>", readonly=True, **MY_PAGE)
    def my_followup(self, followup_id, **params):
        followup_sudo = self._find_own("huifang.followup", followup_id)
        values = self._prepare_own_page(followup_sudo)
        values["page_name"] = "followup"
        return request.render("huifang_followup.my_followup", values)

    @http.route(
        "/my/followup/<int:followup_id>/answer",
        methods=["GET"],
        readonly=True,
        **MY_PAGE,
    )
    def my_followup_return(self, followup_id, **params):
        """Lead back to the page, as after logging in anew."""
        return request.redirect(f"/my/followup/{followup_id}")

    @http.route("/my/followup/<int:followup_id>/answer", methods=["POST"], **MY_PAGE)
    def my_followup_answer(self, followup_id, **params):
        """Lead to the personal link; by phone or visit it has not been made yet."""
        followup_sudo = self._find_own("huifang.followup", followup_id)
        state, _label = followup_sudo._get_customer_state()
        if state != "to_answer":
            return request.redirect(followup_sudo._get_customer_url())
        return request.redirect(f"/huifang/s/{followup_sudo._ensure_access_token()}")

    def _get_followup_sortings(self):
        return {
            "newest": {
                "label": request.env._("Newest"),
                "order": "closing_date desc, id desc",
            },
            "oldest": {"label": request.env._("Oldest"), "order": "closing_date, id"},
            "answered": {
                "label": request.env._("Answered last"),
                "order": "done_date desc nulls last, id desc",
            },
        }
