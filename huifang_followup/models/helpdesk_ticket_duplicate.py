from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicket(models.Model):
    """The same problem reported several times counts once (F6).

    One ticket is the main one; the others say what they are duplicates of. Everybody
    is answered on the own ticket, and asked afterwards about the main one only (B11).
    """

    _inherit = "helpdesk.ticket"

    # whenever a ticket is closed, its duplicates are looked for
    duplicate_id = fields.Many2one(index="btree_not_null")

    @api.constrains("duplicate_id", "company_id")
    def _check_duplicate_id(self):
        for ticket in self.sudo().filtered("duplicate_id"):
            problem = ticket._get_duplicate_problem()
            if problem:
                raise ValidationError(problem)

    def write(self, vals):
        if vals.get("duplicate_id"):
            self.filtered("stage_id.closed")._check_not_own_work()
        result = super().write(vals)
        if vals.get("duplicate_id"):
            self.sudo().followup_ids._drop_open("duplicate")
        return result

    def action_unmark_duplicate(self):
        """Make it a problem of its own again; what was closed is not asked about."""
        self.duplicate_id = False

    def action_answer_all(self):
        """Open the dialogue to answer everybody who reported the problem."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.helpdesk_ticket_answer_all_action"
            ),
            "context": {"default_ticket_id": self.id},
        }

    def _get_duplicate_problem(self):
        """Return why this cannot be a duplicate of what it is marked as, or None."""
        main, env = self.duplicate_id, self.env
        if main == self:
            return env._("%s cannot be a duplicate of itself.", self.number)
        if main.company_id != self.company_id:
            return env._("%s belongs to another company.", main.number)
        if main.duplicate_id:
            return env._(
                "%(ticket)s is a duplicate itself. Choose %(main)s instead.",
                ticket=main.number,
                main=main.duplicate_id.number,
            )
        if self.duplicate_ids:
            return env._(
                "%s has duplicates of its own. Mark those as duplicates of the other "
                "ticket first.",
                self.number,
            )
        return None
