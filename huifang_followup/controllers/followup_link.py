from urllib.parse import quote

from odoo import http
from odoo.http import request

from ..rate_limit import RateLimit

# What a link that cannot be answered shows, with the HTTP status that fits.
CLOSED_PAGES = {
    "unknown": (404, "huifang_followup.link_unknown"),
    "busy": (429, "huifang_followup.link_busy"),
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
# Unknown links per address; a whole building may share one, so right ones always work.
GUESSES = RateLimit(allowed=30, window=60, pause=300)


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
        if followup_sudo.rectification_id:
            return self._result_page(followup_sudo)
        values = {"token": token, "face": face if face in FACES else None}
        return self._page("huifang_followup.link_landing", followup_sudo, values)

    @http.route(
        ["/huifang/s/<string:token>/start", "/huifang/s/<string:token>/reject"],
        methods=["GET"],
        readonly=True,
        **PAGE,
    )
    def followup_return(self, token, **params):
        """Lead back who reloads the address of a button: nothing is done by reading."""
        return request.redirect(f"/huifang/s/{quote(token, safe='')}")

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
        if not followup_sudo:
            return self._closed_page(followup_sudo, state)
        confirmed = request.httprequest.method == "POST"
        if confirmed:
            followup_sudo._opt_out()
        values = {"token": token, "confirmed": confirmed}
        return self._page("huifang_followup.link_stop", followup_sudo, values)

    # === HELPERS === #

    def _find(self, token):
        """Return the follow-up of a token in elevated mode, and its link's state."""
        followup_sudo = request.env["huifang.followup"]._find_by_token(token)
        if followup_sudo:
            return followup_sudo, followup_sudo._get_link_state()
        is_busy = GUESSES.fail(request.httprequest.remote_addr)
        return followup_sudo, "busy" if is_busy else "unknown"

    def _closed_page(self, followup_sudo, state, **values):
        status, template = CLOSED_PAGES[state]
        response = self._page(template, followup_sudo, values)
        response.status_code = status
        if state == "busy":
            response.headers["Retry-After"] = str(GUESSES.pause)
        return response

    def _result_page(self, followup_sudo, **values):
        """Show what was put right, to be accepted or rejected (D7, D8)."""
        followup_sudo = followup_sudo.with_context(
            lang=followup_sudo._get_partner_lang()
        )
        rectification_sudo = followup_sudo.rectification_id
        url = f"/huifang/s/{followup_sudo.access_token}"
        values = {
            "token": followup_sudo.access_token,
            "notice": rectification_sudo._prepare_notice(),
            "files": rectification_sudo._prepare_customer_files(),
            "photos": rectification_sudo.photo_ids._prepare_customer_photos(),
            "accept_url": f"{url}/accept",
            "reject_url": f"{url}/reject",
            "signer": followup_sudo.partner_id.name,
            **values,
        }
        return self._page("huifang_followup.link_result", followup_sudo, values)

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
