from odoo import api, fields, models


class HuifangFunction(models.Model):
    """Function 职能 of an office: repairs, security, cleaning …, and who answers."""

    _name = "huifang.function"
    _description = "Office Function"
    _order = "office_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    office_id = fields.Many2one(
        "huifang.office", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="office_id.company_id", store=True)
    supervisor_id = fields.Many2one("res.users", index="btree_not_null")
    aspect_ids = fields.Many2many("huifang.aspect", string="Aspects")
    category_ids = fields.Many2many(
        "helpdesk.ticket.category", string="Ticket Categories"
    )

    @api.depends("name", "office_id.name")
    @api.depends_context("lang", "huifang_short_name")
    def _compute_display_name(self):
        short = self.env.context.get("huifang_short_name")
        for function in self:
            office = function.office_id.sudo().name
            function.display_name = (
                function.name if short or not office else f"{office} / {function.name}"
            )

    @api.model_create_multi
    def create(self, vals_list):
        functions = super().create(vals_list)
        functions.supervisor_id._join_followup_group("supervisor")
        return functions

    def write(self, vals):
        before = self.supervisor_id
        result = super().write(vals)
        if "supervisor_id" in vals:
            self.supervisor_id._join_followup_group("supervisor")
            sheets = self.env["huifang.escalation.sheet"].sudo()
            sheets._ask_in_place_of(before | self.supervisor_id)
        return result
