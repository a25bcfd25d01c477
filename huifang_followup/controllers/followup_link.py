from odoo import http
from odoo.http import request

# What a link that cannot be answered shows, with the HTTP status that fits.
CLOSED_PAGES = {
    "unknown": (404, "huifang_followup.link_unknown"),
    "used": (410, "huifang_followup.link_used"),
    "expired": (410, "huifang_followup.link_expired"),
    "withdrawn": (410, "huifang_followup.link_withdrawn"),
}
FACES = ("satisfied", "fair", "unsatisfied")
# Pages in the customer's language whatever the address says, hence no "/zh_CN/…".
PAGE = {
    "type": "http",
    "auth": "public",
    "website": True,
    "multilang": False,
    "sitemap": False,
}


def use_language(code):
    """Have the page and its scripts in a language, not only its records (D3)."""
    request.update_context(lang=code)
    request.lang = request.env["res.lang"]._get_data(code=code)


class FollowupLink(http.Controller):
    """The customer's personal link (D1–D5).

    Reading a page records nothing: mail scanners open links. Only the button, a POST,
    starts the answer.
    """

    @http.route("/huifang/s/<string:token>", methods=["GET"], readonly=True, **PAGE)
    def followup_landing(self, token, face=None, **params):
        followup_sudo, state = self._find(token)
        if state != "open":
            return self._closed_page(followup_sudo, state)
        values = {"token": token, "face": face if face in FACES else None}
        return self._page("huifang_followup.link_landing", followup_sudo, values)

    @http.route("/huifang/s/<string:token>/start", methods=["POST"], **PAGE)
    def followup_start(self, token, face=None, **params):
        followup_sudo, state = self._find(token)
        if state != "open":
            return self._closed_page(followup_sudo, state)
        answer_sudo = followup_sudo._start_answer()
        url = f"/survey/{answer_sudo.survey_id.access_token}/{answer_sudo.access_token}"
        return request.redirect(f"{url}?face={face}" if face in FACES else url)

    @http.route("/huifang/s/<string:token>/stop", methods=["GET", "POST"], **PAGE)
    def followup_stop(self, token, **params):
        """Opt out: the page asks, the button confirms (D5)."""
        followup_sudo, state = self._find(token)
        if state == "unknown":
            return self._closed_page(followup_sudo, state)
        confirmed = request.httprequest.method == "POST"
        if confirmed:
            followup_sudo._opt_out()
        values = {"token": token, "confirmed": confirmed}
        return self._page("huifang_followup.link_stop", followup_sudo, values)

    def _find(self, token):
        """Return the follow-up of a token in elevated mode, and its link's state."""
        followup_sudo = request.env["huifang.followup"]._find_by_token(token)
        return followup_sudo, (
            followup_sudo._get_link_state() if followup_sudo else "unknown"
        )

    def _closed_page(self, followup_sudo, state):
        status, template = CLOSED_PAGES[state]
        response = self._page(template, followup_sudo, {})
        response.status_code = status
        return response

    def _page(self, template, followup_sudo, values):
        """Render a page in the customer's language, never to be cached or indexed."""
        if followup_sudo:
            lang = followup_sudo._get_partner_lang()
            use_language(lang)
            followup_sudo = followup_sudo.with_context(lang=lang)
        response = request.render(template, {"followup": followup_sudo, **values})
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
