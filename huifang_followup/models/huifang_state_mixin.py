import logging

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools.misc import clean_context

_logger = logging.getLogger(__name__)


class HuifangStateMixin(models.AbstractModel):
    """Records that move only through named setters over one gate.

    A setter (``_set_done`` …) names the states it starts from and calls
    ``_update_state``. People press the buttons that call a setter; by hand they write
    only the fields that ``_get_people_fields`` names, over RPC too.
    """

    _name = "huifang.state.mixin"
    _description = "State Changes Through One Gate"

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        self.browse()._check_people_fields(set().union(*vals_list))
        # A kanban column sends its state along as a default; so could anybody over RPC.
        context = clean_context(self.env.context)
        cleaned = self.with_context(context)  # pylint: disable=context-overridden
        return super(HuifangStateMixin, cleaned).create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_people_fields(set(vals))
        return super().write(vals)

    def _get_people_fields(self):
        """Return the names of the fields people may write by hand.

        Called on the records to be written, or on none when creating.
        """
        raise NotImplementedError()

    def _check_people_fields(self, names):
        """Refuse what nobody may change by hand (I5)."""
        refused = {
            name
            for name in names - self._get_people_fields()
            if not name.startswith(("message_", "activity_", "website_message_"))
        }
        if refused:
            labels = [
                self._fields[name]._description_string(self.env) or name
                for name in sorted(refused & self._fields.keys())
            ]
            raise AccessError(
                self.env._(
                    "This cannot be changed by hand: %s.",
                    ", ".join(labels) or ", ".join(refused),
                )
            )

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
            changed.check_access("write")
            changed.sudo().write({**(values or {}), "state": target})
        return changed
