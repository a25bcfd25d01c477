from odoo import fields, models

from .. import const


class HuifangFollowup(models.Model):
    """Whether the record is genuine, as far as somebody has checked it (C13).

    Everybody who reads the record may know the verdict. That a check is still to be
    made is known to those who make it only.
    """

    _inherit = "huifang.followup"

    quality_check_ids = fields.One2many(
        "huifang.quality.check",
        "followup_id",
        string="Quality Checks",
        groups=const.CHECKING_ROLES,
    )
    quality_verdict = fields.Selection(
        const.QUALITY_VERDICTS, string="Quality Check", readonly=True, tracking=True
    )
    quality_reviewer_id = fields.Many2one(
        "res.users", string="Checked By", readonly=True
    )
    quality_date = fields.Datetime(string="Checked On", readonly=True)
    quality_note = fields.Text(string="Found in the Check", readonly=True)

    def _get_barred_checkers(self):
        """Return who asked, recorded or did the work: they do not check it (C12).

        Who was allowed to ask in spite of a conflict is not allowed to check as well.
        """
        asked = self.user_id | self.attempt_ids.user_id | self.recorder_id
        return asked | self._get_involved_people()

    def _receive_quality_verdict(self, check):
        """Take over what a quality check found, for everybody to see.

        :param check: ``huifang.quality.check`` just decided
        """
        self.sudo().write(
            {
                "quality_verdict": check.state,
                "quality_reviewer_id": check.reviewer_id.id,
                "quality_date": check.date,
                "quality_note": check.note,
            }
        )
        if check.state == "not_genuine":
            self.sudo().rectification_id._doubt_acceptance()
