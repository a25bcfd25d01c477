from odoo import fields, models
from odoo.exceptions import UserError


class HuifangReasonMixin(models.AbstractModel):
    """Dialogues that ask for a reason."""

    _name = "huifang.reason.mixin"
    _description = "Dialogue with a Reason"

    reason = fields.Char(required=True)

    def _get_reason(self):
        """Return the reason, which blanks are not."""
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason: it is kept."))
        return reason
