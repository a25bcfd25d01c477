from odoo import models


class HuifangDrawMixin(models.AbstractModel):
    """Draws that whoever may see them can run again from their seed (I5)."""

    _name = "huifang.draw.mixin"
    _description = "Draw That Can Be Run Again"

    def action_rerun(self):
        """Run the draw again from its seed and say whether the result is the same."""
        self.ensure_one()
        same = self._is_reproduced()
        message = (
            self.env._("The same %s records were drawn again.", self.drawn_count)
            if same
            else self.env._("The result differs from what is on record.")
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success" if same else "danger", "message": message},
        }

    def _is_reproduced(self):
        """Tell whether the seed draws what is on record as drawn."""
        raise NotImplementedError()
