from odoo import models


class ResUsers(models.Model):
    """What becomes of the work of people who leave: others are asked."""

    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") is False:
            self.env["huifang.escalation.sheet"].sudo()._ask_in_place_of(self)
            self.env["huifang.promise"].sudo()._ask_in_place_of(self)
            self.env["huifang.work.order"].sudo()._ask_in_place_of(self)
        return result
