from odoo import http
from odoo.http import request

from odoo.addons.survey.controllers.main import Survey

from .followup_link import use_language


class FollowupSurvey(Survey):
    """Close the gaps of the survey pages for follow-ups.

    A personal link is its own proof of identity; a form is stored whole or not at all;
    and a page that can no longer be answered leads back to the link, which says why.
    """

    def _fetch_from_access_token(self, survey_token, answer_token):
        # no key has a NUL, and the database would rather fail than look for one
        survey_token, answer_token = (
            token and token.replace("\0", "?") for token in (survey_token, answer_token)
        )
        return super()._fetch_from_access_token(survey_token, answer_token)

    def _check_validity(
        self,
        survey_sudo,
        answer_sudo,
        answer_token,
        ensure_token=True,
        check_partner=True,
    ):
        if answer_sudo and answer_sudo.followup_id:
            # whoever holds the link may answer, logged in as somebody else or not
            check_partner = False
        return super()._check_validity(
            survey_sudo,
            answer_sudo,
            answer_token,
            ensure_token=ensure_token,
            check_partner=check_partner,
        )

    def _redirect_with_error(self, access_data, error_key):
        survey_sudo = access_data["survey_sudo"]
        if not survey_sudo or survey_sudo.survey_type != "followup":
            return super()._redirect_with_error(access_data, error_key)
        answer_sudo = access_data["answer_sudo"]
        if answer_sudo and answer_sudo.followup_id:
            return self._redirect_to_link(answer_sudo)
        # the page of a link that nobody sent, with its status
        return request.redirect("/huifang/s/-")

    @http.route()
    def survey_display_page(self, survey_token, answer_token, **post):
        answer_sudo = self._find_followup_answer(survey_token, answer_token)
        if answer_sudo and self._is_closed(answer_sudo):
            return self._redirect_to_link(answer_sudo)
        return super().survey_display_page(survey_token, answer_token, **post)

    @http.route()
    def survey_submit(self, survey_token, answer_token, **post):
        answer_sudo = self._find_followup_answer(survey_token, answer_token)
        if not answer_sudo:
            return super().survey_submit(survey_token, answer_token, **post)
        access_data = self._get_access_data(survey_token, answer_token)
        if access_data["validity_code"] is not True:
            return {}, {"error": access_data["validity_code"]}
        if self._is_closed(answer_sudo):
            return {}, {"error": "unauthorized"}
        errors = answer_sudo._submit_followup(post)
        if errors:
            return {}, {"error": "validation", "fields": errors}
        return {}, self._prepare_question_html(answer_sudo.survey_id, answer_sudo)

    @http.route()
    def survey_retry(self, survey_token, answer_token, **post):
        answer_sudo = self._find_followup_answer(survey_token, answer_token)
        if answer_sudo:
            return self._redirect_to_link(answer_sudo)
        return super().survey_retry(survey_token, answer_token, **post)

    def _find_followup_answer(self, survey_token, answer_token):
        """Return the answer sheet of a follow-up in elevated mode, else nothing.

        From then on the request speaks the customer's language, errors included.
        """
        survey_sudo, answer_sudo = self._fetch_from_access_token(
            survey_token, answer_token
        )
        if not (survey_sudo and answer_sudo.followup_id):
            return answer_sudo.browse()
        lang = answer_sudo.lang_id.code or request.env.lang
        use_language(lang)
        return answer_sudo.with_context(lang=lang)

    def _is_closed(self, answer_sudo):
        return answer_sudo.followup_id._get_link_state() != "open"

    def _redirect_to_link(self, answer_sudo):
        token = answer_sudo.followup_id._ensure_access_token()
        return request.redirect(f"/huifang/s/{token}")
