from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """Have the scripts of the customer's pages speak Chinese, messages included."""
        modules = super()._get_translation_frontend_modules_name()
        return [*modules, "mail", "huifang_followup"]
