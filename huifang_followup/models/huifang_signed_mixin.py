from odoo import api, fields, models
from odoo.exceptions import AccessError

from .anonymous_values import anonymous_values


class HuifangSignedMixin(models.AbstractModel):
    """A statement that stands as it was signed, with who and when (I5)."""

    _name = "huifang.signed.mixin"
    _description = "Signed Statement"
    _inherit = ["huifang.export.mixin"]
    _order = "id desc"

    signer_id = fields.Many2one(
        "res.users",
        string="Signed By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    signed_date = fields.Datetime(
        string="Signed On", required=True, readonly=True, default=fields.Datetime.now
    )

    @api.model_create_multi
    def create(self, vals_list):
        signature = {"signer_id": self.env.uid, "signed_date": fields.Datetime.now()}
        statements = super().create([{**vals, **signature} for vals in vals_list])
        for statement in statements:
            statement._check_may_sign()
        return statements

    def write(self, vals):
        self._check_is_system()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._check_is_system()

    def _forget_words(self):
        """Take away what was said; who signed and when stays (I4)."""
        self.sudo().write(anonymous_values(self))

    def _check_may_sign(self):
        """Refuse who may not say this, or what says nothing; errors say what to do."""
        raise NotImplementedError()

    def _check_is_system(self):
        """Refuse changes by people, whoever they are."""
        if not self.env.su:
            raise AccessError(
                self.env._("What was signed stands. Add another statement beside it.")
            )
