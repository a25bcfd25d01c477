from odoo import Command, fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    """Offices and functions where a person has a role (A1)."""

    _inherit = "res.users"

    headed_office_ids = fields.One2many("huifang.office", "head_id")
    dispatched_office_ids = fields.Many2many(
        "huifang.office", "huifang_office_dispatcher_rel", "user_id", "office_id"
    )
    supervised_function_ids = fields.One2many("huifang.function", "supervisor_id")

    def _get_followup_scope(self):
        """Return where the user works now, which decides what the user sees (I1).

        :return: ids of offices as head or dispatcher, of functions as supervisor
        :rtype: tuple[list[int], list[int]]
        """
        self.ensure_one()
        everything = self.sudo().with_context(active_test=False).env
        offices = everything["huifang.office"].search(
            Domain("head_id", "=", self.id) | Domain("dispatcher_ids", "=", self.id)
        )
        functions = everything["huifang.function"].search(
            [("supervisor_id", "=", self.id)]
        )
        return offices.ids, functions.ids

    def _join_followup_group(self, name):
        """Open the menus of a role to the people who were given it.

        :param str name: ``dispatcher``, ``supervisor`` or ``office_head``
        """
        group = self.env.ref(f"huifang_followup.group_{name}").sudo()
        newcomers = self - group.all_user_ids
        if newcomers:
            group.write({"user_ids": [Command.link(user.id) for user in newcomers]})
