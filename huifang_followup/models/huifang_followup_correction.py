from odoo import fields, models
from odoo.exceptions import UserError

from ..const import FOLLOWUP_ANSWERED_STATES


class HuifangFollowupCorrection(models.Model):
    """A signed remark beside an answer that stands (I5).

    It tells what is wrong with the record. The answer and the figures stay as they
    are; a record that must not count is a matter for the quality check (C13).
    """

    _name = "huifang.followup.correction"
    _description = "Correction of a Follow-up"
    _inherit = ["huifang.signed.mixin"]
    _rec_name = "followup_id"

    followup_id = fields.Many2one(
        "huifang.followup", required=True, index=True, ondelete="restrict"
    )
    text = fields.Text(string="Correction", required=True)

    def _check_may_sign(self):
        self.followup_id._check_may_record()
        if self.followup_id.state not in FOLLOWUP_ANSWERED_STATES:
            raise UserError(
                self.env._(
                    "%s has no answer yet: change it instead.", self.followup_id.name
                )
            )
        if not self.text.strip():
            raise UserError(self.env._("Say what is wrong with the record."))
