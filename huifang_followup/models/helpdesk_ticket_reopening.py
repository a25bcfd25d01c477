from odoo import fields, models
from odoo.exceptions import UserError

from .. import const


class HelpdeskTicket(models.Model):
    """What comes back from follow-ups: unsolved problems and new needs (C8, C9)."""

    _inherit = "helpdesk.ticket"

    need_followup_ids = fields.One2many(
        "huifang.followup",
        "need_ticket_id",
        string="New Needs Told In",
        groups=const.FOLLOWUP_ROLES,
    )

    def _reopen(self, reason):
        """Open a closed ticket again and tell whoever handled it why.

        :param str reason: a sentence, without the customer's own words
        """
        self.ensure_one()
        stages = self.team_id._get_applicable_stages()
        stage = stages.filtered(lambda stage: not stage.closed)[:1]
        if not stage:
            raise UserError(
                self.env._("The team of %s has no open stage.", self.display_name)
            )
        self.write({"stage_id": stage.id, "closed_date": False})
        self.message_post(body=reason, partner_ids=self.user_id.partner_id.ids)
