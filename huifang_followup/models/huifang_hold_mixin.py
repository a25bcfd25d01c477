from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..const import FOLLOWUP_ROLES

# Finds what is on legal hold.
HELD = [("legal_hold", "!=", False)]


class HuifangHoldMixin(models.AbstractModel):
    """Records that a legal hold may keep, whatever their age (I4).

    The hold is its reason: nothing that has one is anonymised, erased or deleted. The
    office head or a company manager sets and ends it, by button only.
    """

    _name = "huifang.hold.mixin"
    _description = "Legal Hold"
    _inherit = ["huifang.evidence.mixin"]

    legal_hold = fields.Char(
        readonly=True,
        copy=False,
        tracking=True,
        index="btree_not_null",
        groups=FOLLOWUP_ROLES,
        help="Why this is kept whatever its age. On a customer it covers all records "
        "about the customer, on a household those of all members.",
    )
    hold_company_id = fields.Many2one(
        "res.company",
        string="Held For",
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="A contact may belong to no office; then its managers end the hold.",
    )

    # === CRUD METHODS === #

    @api.model
    def _has_field_access(self, field, operation):
        is_by_hand = operation == "write" and not self.env.su
        if field.name in ("legal_hold", "hold_company_id") and is_by_hand:
            return False
        return super()._has_field_access(field, operation)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_held(self):
        if self._filter_held():
            raise UserError(
                self.env._("What is on legal hold is kept. End the hold first.")
            )

    # === ACTION METHODS === #

    def action_hold(self):
        """Open the dialogue that asks for the reason."""
        self.ensure_one()
        self._check_may_hold()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "huifang_followup.huifang_hold_action"
            ),
            "context": {"default_record": f"{self._name},{self.id}"},
        }

    def action_end_hold(self):
        self._set_hold(False)

    # === BUSINESS METHODS === #

    def _set_hold(self, reason):
        """Set a hold with its reason, or end it.

        :param reason: why the records are kept; False ends the hold
        """
        self._check_may_hold()
        company = reason and self.env.company
        self.sudo().write({"legal_hold": reason, "hold_company_id": company})

    def _check_may_hold(self):
        """Leave it to the heads of the offices concerned and to company managers."""
        self.check_access("read")
        user = self.env.user
        is_manager = user.has_group("huifang_followup.group_company_manager")
        for record in self.sudo():
            offices = record._get_hold_offices()
            if user in offices.head_id:
                continue
            companies = offices.company_id or record.hold_company_id
            if not is_manager or companies - user.company_ids:
                raise AccessError(
                    self.env._(
                        "The office head or a company manager decides about a hold."
                    )
                )

    def _filter_held(self):
        return self.filtered(lambda record: record.sudo().legal_hold)

    def _get_hold_offices(self):
        """Return the offices whose heads may set a hold on one record."""
        raise NotImplementedError()
