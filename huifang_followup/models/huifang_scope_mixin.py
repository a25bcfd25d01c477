from odoo import api, fields, models
from odoo.fields import Domain

MANAGERS = "huifang_followup.group_company_manager"


class HuifangScopeMixin(models.AbstractModel):
    """Records that belong to an office and maybe to one of its functions (I1).

    The access rules ask for ``is_own``. Whose records those are is read afresh for
    every query: taking somebody out of an office takes the access away at once, where
    a list of ids in the rule would live on in Odoo's rule cache. The database gets
    plain ids, so it goes by its indexes instead of joining every record to its people.
    """

    _name = "huifang.scope.mixin"
    _description = "Records of an Office and Function"

    is_own = fields.Boolean(
        string="Of My Office or Function",
        compute="_compute_is_own",
        search="_search_is_own",
    )

    @api.depends(
        "office_id.head_id", "office_id.dispatcher_ids", "function_id.supervisor_id"
    )
    @api.depends_context("uid")
    def _compute_is_own(self):
        offices, functions = self.env.user._get_followup_scope()
        for record in self:
            record.is_own = (
                record.office_id.id in offices or record.function_id.id in functions
            )

    @api.model
    def _search_is_own(self, operator, value):
        if operator != "in":
            return NotImplemented
        offices, functions = self.env.user._get_followup_scope()
        return Domain("office_id", "in", offices) | Domain(
            "function_id", "in", functions
        )

    def _get_decider(self):
        """Return who decides about the record, may be empty."""
        return self._get_deciders()[:1]

    def _get_deciders(self):
        """Return the office head, then who stands in for a missing one.

        A company manager can do all a head can. Without one, the supervisor at least
        learns that something waits, even if he is the responsible himself.
        """
        record = self.sudo()
        company = record.company_id
        # unlike env.ref without a query, which long queues would send for each record
        managers = record.env["res.groups"].browse(
            record.env["ir.model.data"]._xmlid_to_res_id(MANAGERS)
        )
        people = record.office_id.head_id
        people |= managers.all_user_ids.filtered(lambda u: company in u.company_ids)
        people |= record.function_id.supervisor_id
        return people.filtered("active")
