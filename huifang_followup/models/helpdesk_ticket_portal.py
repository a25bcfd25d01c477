from odoo import models
from odoo.exceptions import UserError

from .. import const


class HelpdeskTicket(models.Model):
    """What customers may do with their tickets in the portal (D9)."""

    _inherit = "helpdesk.ticket"

    def _get_feedback_types(self):
        """Return the (code, label) pairs of what a customer may write in for."""
        return self._fields["feedback_type"]._description_selection(self.env)

    def _check_feedback_type(self, code):
        """Return a feedback type as it came with a form, False where none was chosen.

        :raises UserError: for what the form does not offer
        """
        if code and code not in dict(const.FEEDBACK_TYPES):
            raise UserError(
                self.env._("Choose what you write in for: one of those in the list.")
            )
        return code or False

    def _get_portal_closing_stages(self):
        """Return the stages in which the portal page lets the customer close this."""
        self.ensure_one()
        if self.stage_id.closed:
            return self.stage_id.browse()
        team = self.team_id.with_company(self.company_id)
        return team._get_applicable_stages().filtered("close_from_portal")

    def _close_from_portal(self, stage_id):
        """Close the ticket in a stage its page offers; anything else does nothing.

        :param int stage_id: as it came with the request
        """
        offered = self._get_portal_closing_stages()
        stage = offered.filtered(lambda stage: stage.id == stage_id)
        if stage:
            self.stage_id = stage
