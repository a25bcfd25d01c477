import secrets

from odoo import api, fields, models
from odoo.tools import consteq, get_lang

from .. import const


class HuifangFollowup(models.Model):
    """The customer's personal link (D1–D5).

    The token is the record's id and a secret: the id finds the record, the secret is
    compared in constant time.
    """

    _inherit = "huifang.followup"

    answer_url = fields.Char(
        string="Personal Link", compute="_compute_answer_url", compute_sudo=True
    )

    @api.depends("access_token", "state", "channel", "user_id")
    @api.depends_context("uid")
    def _compute_answer_url(self):
        """The link, for the surveyor who has to send it by message and nobody else."""
        for followup in self:
            is_messenger = (
                followup.channel == "message"
                and followup.state == "in_progress"
                and followup.user_id.id == self.env.uid
            )
            followup.answer_url = (
                is_messenger and followup.access_token and followup._get_answer_url()
            )

    def _ensure_access_token(self):
        """Return the token, made at the first contact."""
        self.ensure_one()
        if not self.access_token:
            self.access_token = f"{self.id}-{secrets.token_urlsafe(24)}"
        return self.access_token

    def _get_answer_url(self, path=""):
        """Return the address of the personal link, or of a page below it.

        :param str path: "" or "stop" (opt out)
        """
        self.ensure_one()
        url = f"{self.get_base_url()}/huifang/s/{self._ensure_access_token()}"
        return f"{url}/{path}" if path else url

    @api.model
    def _find_by_token(self, token):
        """Return the follow-up of a token in elevated mode, empty if there is none.

        :param str token: whatever came with the request
        """
        number = token.partition("-")[0]
        if not (token.isascii() and number.isdigit() and len(number) < 10):
            return self.sudo().browse()
        followup = self.sudo().browse(int(number)).exists()
        known = followup.access_token or ""
        return followup if known and consteq(known, token) else followup.browse()

    def _get_link_state(self):
        """Return what the link shows: open, used, expired or withdrawn."""
        self.ensure_one()
        if self.state in const.FOLLOWUP_ANSWERED_STATES:
            return "used"
        if self.drop_reason == "expired":
            return "expired"
        if self.state == "dropped":
            return "withdrawn"
        return "expired" if self._is_link_expired() else "open"

    def _is_link_expired(self):
        return bool(self.expire_date and self.expire_date <= fields.Datetime.now())

    def _start_answer(self):
        """Return the customer's answer sheet, made at the first click (D1)."""
        self.ensure_one()
        if not self.user_input_id:
            lang = self.env["res.lang"]._lang_get(self._get_partner_lang())
            self.user_input_id = self.survey_id._create_answer(
                partner=self.partner_id,
                check_attempts=False,
                deadline=self.expire_date,
                lang_id=lang.id,
                followup_id=self.id,
            )
            self.user_input_id._mark_in_progress()
        return self.user_input_id

    def _get_partner_lang(self):
        """Return the code of the language the customer is addressed in (D3)."""
        self.ensure_one()
        wanted = self.partner_id.lang or self.company_id.partner_id.lang
        return get_lang(self.env, wanted).code

    def _opt_out(self):
        """Note that the customer wants no more routine follow-ups (D5)."""
        self.ensure_one()
        if not self.partner_id or self.partner_id.is_opted_out:
            return
        self.partner_id.with_context(mail_notrack=True).is_opted_out = True
        self.partner_id._message_log(
            body=self.env._("Wants no more routine follow-ups (by mail link).")
        )
