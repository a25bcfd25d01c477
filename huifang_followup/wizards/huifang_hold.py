from odoo import fields, models


class HuifangHold(models.TransientModel):
    """Ask why something is put on legal hold (I4)."""

    _name = "huifang.hold"
    _description = "Set Legal Hold"
    _inherit = "huifang.reason.mixin"

    record = fields.Reference(
        [
            ("huifang.followup", "Follow-up"),
            ("helpdesk.ticket", "Ticket"),
            ("res.partner", "Customer"),
        ],
        required=True,
        readonly=True,
    )

    def action_hold(self):
        self.ensure_one()
        self.record._set_hold(self._get_reason())
        return {"type": "ir.actions.act_window_close"}
