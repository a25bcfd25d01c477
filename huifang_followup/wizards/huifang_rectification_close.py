from odoo import fields, models
from odoo.exceptions import AccessError


class HuifangRectificationClose(models.TransientModel):
    """The office head closes a rectification without the customer's word (E3)."""

    _name = "huifang.rectification.close"
    _description = "Close Rectification"

    rectification_id = fields.Many2one("huifang.rectification", required=True)
    reason = fields.Char(required=True)

    def action_close(self):
        self.ensure_one()
        rectification = self.rectification_id
        rectification.check_access("write")
        is_manager = self.env.user.has_group("huifang_followup.group_company_manager")
        if rectification.office_id.head_id != self.env.user and not is_manager:
            raise AccessError(
                self.env._("Only the office head closes it without the customer.")
            )
        rectification._set_closed(reason=self.reason)
        return {"type": "ir.actions.act_window_close"}
