from odoo import fields, models
from odoo.exceptions import UserError

from .. import const


class HuifangEscalationOpinion(models.Model):
    """What somebody signed on an escalation sheet: the paper's rows (F4)."""

    _name = "huifang.escalation.opinion"
    _description = "Opinion on an Escalation Sheet"
    _inherit = ["huifang.signed.mixin"]
    _order = "id"
    _rec_name = "sheet_id"

    sheet_id = fields.Many2one(
        "huifang.escalation.sheet", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="sheet_id.company_id", store=True)
    step = fields.Selection(
        const.SHEET_STATES, string="Step of the Sheet", required=True
    )
    decision = fields.Selection(const.SHEET_DECISIONS, required=True)
    text = fields.Text(string="Opinion", required=True)

    def _check_may_sign(self):
        """The sheet has looked who it is up to; people create none of these."""
        if not self.text.strip():
            raise UserError(
                self.env._("Write what you have to say first: it is signed and kept.")
            )
