from odoo import api, models
from odoo.exceptions import AccessError


class HuifangFrozenMixin(models.AbstractModel):
    """Records that people may add to, but never change or delete (I5)."""

    _name = "huifang.frozen.mixin"
    _description = "Frozen Record"
    _inherit = ["huifang.evidence.mixin"]

    def write(self, vals):
        self._check_is_system()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._check_is_system()

    def _are_files_final(self):
        return True

    def _check_is_system(self):
        """Refuse changes by people, whoever they are."""
        if not self.env.su:
            raise AccessError(self._get_frozen_message())

    @api.model
    def _get_frozen_message(self):
        """Return why nothing changes, and what to do instead."""
        raise NotImplementedError()
