from odoo import api, fields, models
from odoo.fields import Domain

from .. import const


class HelpdeskTicket(models.Model):
    """What came of a ticket at a glance: asked, put right, asked again, accepted.

    It shows what the user may read, and nothing of it to anybody without a role (I2).
    """

    _inherit = "helpdesk.ticket"

    chain = fields.Html(
        string="What Came of It",
        compute="_compute_chain",
        sanitize=False,  # our own template, which escapes what people wrote
        groups=const.FOLLOWUP_ROLES,
    )

    @api.depends("followup_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_chain(self):
        for ticket in self:
            rows = ticket._prepare_chain()
            ticket.chain = bool(rows) and self.env["ir.qweb"]._render(
                "huifang_followup.ticket_chain", {"rows": rows}
            )

    def _prepare_chain(self):
        """Return a row per follow-up in order of rounds, with what was opened by it.

        Two queries find all of them, however many rounds there were.

        :return: dicts with ``followup``, empty for what was noted by hand, the
            rectification it ``asked_about``, whether that ``is_accepted``,
            None without a word, and ``rectifications`` it led to
        :rtype: list[dict]
        """
        followups = self.env["huifang.followup"].search(
            [("ticket_id", "in", self.ids)], order="closing_number, round, id"
        )
        came_of_it = Domain("followup_id", "in", followups.ids)
        found = self.env["huifang.rectification"].search(
            came_of_it | Domain("ticket_id", "in", self.ids), order="id"
        )
        opened = found.grouped("followup_id")
        by_hand = opened.get(self.env["huifang.followup"])
        rows = [
            {
                "followup": followup,
                "asked_about": followup.rectification_id & found,
                "rectifications": opened.get(followup, found.browse()),
                "is_accepted": followup._get_acceptance(),
            }
            for followup in followups
        ]
        if by_hand:
            rows.append(
                {
                    "followup": followups.browse(),
                    "asked_about": found.browse(),
                    "rectifications": by_hand,
                    "is_accepted": None,
                }
            )
        return rows
