from odoo import api, models
from odoo.exceptions import UserError

from .. import const

CONTENT = {"raw", "datas", "db_datas", "store_fname", "name", "res_model", "res_id"}


class IrAttachment(models.Model):
    """Files that prove an answer are neither changed nor deleted (C3, I5)."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if CONTENT & vals.keys():
            self._check_proves_nothing()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_evidence(self):
        self._check_proves_nothing()

    def _check_proves_nothing(self):
        """Refuse changes by people to the evidence of answered follow-ups."""
        if self.env.su:
            return
        own = self.sudo().filtered(lambda file: file.res_model == "huifang.followup")
        proof = own and self.env["huifang.followup"].sudo().search_count(
            [
                ("evidence_ids", "in", own.ids),
                ("state", "in", const.FOLLOWUP_ANSWERED_STATES),
            ],
            limit=1,
        )
        if proof:
            raise UserError(self.env._("What proves an answer stays with it."))
