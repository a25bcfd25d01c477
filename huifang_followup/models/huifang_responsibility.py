from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import const


class HuifangResponsibility(models.Model):
    """Who answers which feedback about which function, where nobody was asked (F3)."""

    _name = "huifang.responsibility"
    _description = "Responsibility for Feedback"
    _order = "office_id, feedback_type, function_id, id"
    _rec_name = "user_id"

    office_id = fields.Many2one(
        "huifang.office", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="office_id.company_id", store=True)
    feedback_type = fields.Selection(
        const.FEEDBACK_TYPES, required=True, default="complaint"
    )
    function_id = fields.Many2one(
        "huifang.function",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: all functions without a line of their own.",
    )
    user_id = fields.Many2one("res.users", string="Responsible", required=True)

    _one_person = models.UniqueIndex(
        "(office_id, feedback_type, COALESCE(function_id, 0))",
        "Somebody is already responsible for this.",
    )

    @api.constrains("office_id", "function_id")
    def _check_function_id(self):
        for line in self.filtered("function_id"):
            if line.function_id.office_id != line.office_id:
                raise ValidationError(
                    self.env._(
                        "%(function)s is not a function of %(office)s.",
                        function=line.function_id.name,
                        office=line.office_id.name,
                    )
                )

    @api.model
    def _find_person(self, office, function, feedback_type):
        """Return whom the table names: for the function, else for all the others.

        :param office: ``huifang.office``, may be empty
        :param function: ``huifang.function``, may be empty
        :param str feedback_type: see ``const.FEEDBACK_TYPES``
        """
        lines = self.sudo().search(
            [
                ("office_id", "in", office.ids),
                ("feedback_type", "=", feedback_type),
                ("function_id", "in", [False, *function.ids]),
            ]
        )
        return lines.sorted(lambda line: not line.function_id)[:1].user_id
