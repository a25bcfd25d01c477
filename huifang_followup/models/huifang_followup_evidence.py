from odoo import fields, models
from odoo.exceptions import UserError

from .. import const


class HuifangFollowup(models.Model):
    """Photos of a visit, scanned forms and recordings of calls (C3).

    For the office, not for the customer, who sees the files chosen for him only. They
    may come after the answer, but what proves an answer stays with it.
    """

    _inherit = "huifang.followup"

    evidence_ids = fields.Many2many(
        "ir.attachment",
        "huifang_followup_evidence_rel",
        "followup_id",
        "attachment_id",
        string="Photos and Recordings",
        copy=False,
        help="Kept with the record; the customer does not see them.",
    )

    def write(self, vals):
        if "evidence_ids" not in vals or self.env.su:
            return super().write(vals)
        before = {followup: followup.evidence_ids for followup in self}
        result = super().write(vals)
        for followup, files in before.items():
            followup._take_evidence(files)
        return result

    def _take_evidence(self, files):
        """Keep new files with the record; refuse to take old ones from an answer.

        :param files: evidence there was before
        """
        answered = self.state in const.FOLLOWUP_ANSWERED_STATES
        if answered and files - self.evidence_ids:
            raise UserError(self.env._("What proves an answer stays with it."))
        own = {"res_model": self._name, "res_id": self.id}
        for file in (self.evidence_ids - files).sudo():
            # another record's would be read by other people, and kept for another time
            if file.res_id and (file.res_model, file.res_id) != (*own.values(),):
                raise UserError(
                    self.env._("%s belongs to another record: upload it.", file.name)
                )
            file.write(own)
