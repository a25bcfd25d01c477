from odoo import models


# pylint: disable-next=no-wizard-in-models; known by the name of its only parent
class ResConfigSettings(models.TransientModel):
    """The follow-up part of Odoo's settings, for administrators."""

    _name = "res.config.settings"
    _inherit = ["res.config.settings", "huifang.settings.mixin"]
