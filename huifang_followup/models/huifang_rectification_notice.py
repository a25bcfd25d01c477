from datetime import timedelta

from odoo import api, fields, models

from .. import const


class HuifangRectification(models.Model):
    """The written notice 整改通知 to whoever has to put it right (E1)."""

    _inherit = "huifang.rectification"

    opened_date = fields.Datetime(
        string="Opened On", readonly=True, copy=False, help="When the answer came."
    )
    notice_date = fields.Datetime(
        string="Notice Sent On", readonly=True, copy=False, tracking=True
    )
    is_notice_late = fields.Boolean(
        string="Notice Late", compute="_compute_is_notice_late", store=True
    )

    _notice_idx = models.Index("(id) WHERE notice_date IS NULL")

    @api.depends("opened_date", "notice_date")
    def _compute_is_notice_late(self):
        for rectification in self:
            company = rectification.company_id
            hours = timedelta(hours=company.rectification_notice_hours)
            sent, opened = rectification.notice_date, rectification.opened_date
            rectification.is_notice_late = sent and opened and sent > opened + hours

    @api.model
    def _cron_send_notices(self):
        """Send what has not been sent, however long ago it should have been."""
        self._process_queue(
            [
                ("notice_date", "=", False),
                ("state", "in", const.RECTIFICATION_WORK_STATES),
            ],
            "_send_notices",
            limit=100,
        )

    def _send_notices(self):
        """Tell the responsible person in writing what is wrong and until when.

        It comes by mail or in Odoo's inbox, as the person likes it. Where nobody is
        left, whoever decides is told.
        """
        for rectification in self:
            person = rectification._get_responsible()
            if person:
                rectification._send_notice(person)
            else:
                rectification._set_queue_error(
                    self.env._("Name somebody who puts it right, or an office head.")
                )

    def _send_notice(self, person):
        """Send the notice to a user, in the user's language."""
        told = self.with_context(lang=person.lang)
        body = told.env["ir.qweb"]._render(
            "huifang_followup.rectification_notice", {"rectification": told.sudo()}
        )
        told.message_notify(
            partner_ids=person.partner_id.ids,
            subject=told.env._("Rectification notice %s", self.name),
            body=body,
            email_layout_xmlid="mail.mail_notification_layout",
        )
        self.notice_date = fields.Datetime.now()
