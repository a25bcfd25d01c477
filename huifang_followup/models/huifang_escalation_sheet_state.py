from odoo import models

from .. import const


class HuifangEscalationSheet(models.Model):
    """The named setters: nothing else moves a sheet to another step (F4)."""

    _inherit = "huifang.escalation.sheet"

    def _update_state(self, *args, **kwargs):
        moved = super()._update_state(*args, **kwargs)
        moved._ask_next()
        return moved

    def _are_files_final(self):
        is_open = self.state in const.SHEET_OPEN_STATES
        return not is_open or self.ticket_id._are_files_final()

    def _set_with_superior(self):
        return self._update_state(("draft",), "superior")

    def _set_with_department(self):
        return self._update_state(("superior",), "department")

    def _set_work_ordered(self):
        return self._update_state(("department",), "work_order")

    def _set_result(self):
        """The ordered work is done, or will not be."""
        return self._update_state(("work_order",), "result")

    def _set_answered(self):
        return self._update_state(("result",), "answered")

    def _set_sent_back(self):
        """Back to the one before, who reads why."""
        for sheet in self:
            target = const.SHEET_WAYS_BACK[sheet.state]
            sheet._update_state((sheet.state,), target)

    def _set_cancelled(self):
        cancelled = self._update_state(const.SHEET_OPEN_STATES, "cancelled")
        cancelled.sudo().work_order_ids._set_cancelled()
        return cancelled
