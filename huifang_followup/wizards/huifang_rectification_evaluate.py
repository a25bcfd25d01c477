from odoo import fields, models
from odoo.exceptions import UserError

from .. import const


class HuifangRectificationEvaluate(models.TransientModel):
    """A superior says whether what was done has been effective (E6)."""

    _name = "huifang.rectification.evaluate"
    _description = "Evaluate the Effect"

    rectification_id = fields.Many2one("huifang.rectification", required=True)
    effect = fields.Selection(const.EFFECTS, required=True)
    note = fields.Text(string="What Was Found", required=True)
    is_opened_anew = fields.Boolean(
        string="Open a New Rectification",
        default=True,
        help="For the same problem, linked to this one.",
    )

    def action_evaluate(self):
        self.ensure_one()
        note = (self.note or "").strip()
        if not note:
            raise UserError(self.env._("Write down what you found: it is kept."))
        rectification = self.rectification_id
        rectification._set_effect(self.effect, note)
        if self.effect == "ineffective" and self.is_opened_anew:
            again = rectification._open_anew()
            return again.with_env(self.env)._get_records_action()
        return {"type": "ir.actions.act_window_close"}
