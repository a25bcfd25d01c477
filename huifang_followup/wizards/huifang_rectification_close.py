from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .. import const


class HuifangRectificationClose(models.TransientModel):
    """The office head ends a rectification without the customer's word (E3)."""

    _name = "huifang.rectification.close"
    _description = "Close Rectification"
    _inherit = "huifang.reason.mixin"

    rectification_id = fields.Many2one("huifang.rectification", required=True)
    outcome = fields.Selection(
        const.RECTIFICATION_ENDINGS, string="Result", default="closed", required=True
    )

    def action_close(self):
        self.ensure_one()
        self._check_may_end()
        reason = self._get_reason()
        if self.outcome == "cancelled":
            self.rectification_id._set_cancelled(reason)
        else:
            self.rectification_id._check_measure()
            self.rectification_id._set_closed(reason)
        return {"type": "ir.actions.act_window_close"}

    def _check_may_end(self):
        """Leave it to the office head or a company manager, and only once.

        Nobody declares his own work good (C12).
        """
        rectification = self.rectification_id
        rectification.check_access("write")
        if not rectification.office_id._is_decided_by_user():
            raise AccessError(
                self.env._("Only the office head ends it without the customer.")
            )
        if self.env.user in rectification._get_barred_people():
            raise AccessError(
                self.env._("You worked on it: the company manager ends it.")
            )
        if rectification.state not in const.RECTIFICATION_OPEN_STATES:
            raise UserError(
                self.env._(
                    "%s has ended already: nothing is left to close or cancel.",
                    rectification.name,
                )
            )
