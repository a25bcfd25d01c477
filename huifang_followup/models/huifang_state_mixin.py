import logging

from odoo import models
from odoo.exceptions import AccessError

_logger = logging.getLogger(__name__)


class HuifangStateMixin(models.AbstractModel):
    """Records whose ``state`` moves only through named setters over one gate.

    A setter (``_set_done`` …) names the states it starts from and calls
    ``_update_state``. People change the state by the buttons that call a setter;
    writing the field itself is refused to everybody.
    """

    _name = "huifang.state.mixin"
    _description = "State Changes Through One Gate"

    def write(self, vals):
        if "state" in vals and not self.env.su:
            raise AccessError(
                self.env._("The state changes by its buttons, not by hand.")
            )
        return super().write(vals)

    def _update_state(self, allowed, target, values=None):
        """Move the records that are in an allowed state to the target state.

        Calling it twice changes nothing the second time. Records in any other state
        are left as they are, and logged.

        :param tuple allowed: states to start from
        :param str target: the state to reach
        :param dict values: further fields to write in the same go
        :return: the records that changed
        """
        changed = self.filtered(lambda record: record.state in allowed)
        refused = (self - changed).filtered(lambda record: record.state != target)
        if refused:
            _logger.warning(
                "%s stay as they are: no way to %r from %s",
                refused,
                target,
                set(refused.mapped("state")),
            )
        if changed:
            changed.sudo().write({**(values or {}), "state": target})
        return changed
