from odoo import models

from .. import const


class HelpdeskTicket(models.Model):
    """What the papers of a complaint print (F7)."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "huifang.paper.mixin"]

    def _get_paper_answers(self):
        """Return the customer's answers in the order of asking, as far as may be read.

        The complainant's opinion on the handling record is taken from these.
        """
        self.ensure_one()
        return self.env["huifang.followup"].search(
            [
                ("ticket_id", "=", self.id),
                ("state", "in", const.FOLLOWUP_ANSWERED_STATES),
            ],
            order="closing_number, round, id",
        )

    def _get_paper_rectifications(self):
        """Return what was put right because of the ticket, as far as may be read."""
        self.ensure_one()
        rectifications = self.env["huifang.rectification"]
        return rectifications.search([("ticket_id", "=", self.id)], order="id")
