from odoo import api, fields, models

from ..const import ATTEMPT_OUTCOMES
from .anonymous_values import anonymous_values


class HuifangFollowupAttempt(models.Model):
    """One attempt to contact a customer (C4)."""

    _name = "huifang.followup.attempt"
    _description = "Contact Attempt"
    _order = "date desc, id desc"

    followup_id = fields.Many2one(
        "huifang.followup", required=True, ondelete="cascade", index=True
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now, readonly=True)
    channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(), required=True
    )
    outcome = fields.Selection(ATTEMPT_OUTCOMES, required=True)
    user_id = fields.Many2one(
        "res.users", default=lambda self: self.env.user, readonly=True
    )
    note = fields.Char()
    message_id = fields.Char(
        string="Mail",
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        help="Message-Id of the mail, by which its return is recognised.",
    )

    @api.model
    def _note_sent(self, message_ids):
        """Date the attempts by when their mails left, not by when they were queued.

        :param list message_ids: Message-Ids of mails, of follow-ups or others
        """
        self._find_by_mail(message_ids).date = fields.Datetime.now()

    @api.model
    def _note_bounces(self, message_ids):
        """Log the mails that came back, and ask those customers in another way.

        :param list message_ids: Message-Ids of mails, of follow-ups or others
        """
        self._find_by_mail(message_ids).followup_id._receive_bounce()

    @api.model
    def _note_failures(self, message_ids, reason):
        """Say on the follow-ups that their mail has not been sent.

        :param list message_ids: Message-Ids of mails, of follow-ups or others
        :param str reason: what the mail server said, may be empty
        """
        followups = self._find_by_mail(message_ids).followup_id
        for office_followups in followups.grouped("office_id").values():
            office_followups._set_queue_error(
                office_followups._in_office_language().env._(
                    "The mail could not be sent: %s Send it again from the outgoing "
                    "mails, or ask another way.",
                    reason or "",
                )
            )

    def _forget_words(self):
        """Take away notes and mails; when and how it was tried stays (I4)."""
        mails = [("message_id", "in", self.filtered("message_id").mapped("message_id"))]
        self.env["mail.message"].sudo().search(mails).unlink()
        self.write(anonymous_values(self))

    @api.model
    def _find_by_mail(self, message_ids):
        """Return the attempts made by mails, in elevated mode."""
        return self.sudo().search(
            [("message_id", "in", message_ids), ("outcome", "=", "sent")]
        )

    @api.model_create_multi
    def create(self, vals_list):
        attempts = super().create(vals_list)
        attempts.followup_id.sudo()._end_by_attempts()
        return attempts
