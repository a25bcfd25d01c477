from odoo import api, models


class HuifangSettings(models.TransientModel):
    """Settings and standards, for the company's manager (A5).

    Odoo's own settings are for administrators of the whole system.
    """

    _name = "huifang.settings"
    _description = "Follow-up Settings"
    _inherit = "huifang.settings.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        """Save: managers write these fields of their company, and no others."""
        self.check_access("create")
        own = {"company_id": self.env.company.id}
        settings = super(HuifangSettings, self.sudo()).create(
            [{**vals, **own} for vals in vals_list]
        )
        return settings.with_env(self.env)
