from odoo import api, fields, models

from .anonymous_values import anonymous_values


class HuifangSignedMixin(models.AbstractModel):
    """A statement that stands as it was signed, with who and when (I5)."""

    _name = "huifang.signed.mixin"
    _description = "Signed Statement"
    _inherit = ["huifang.frozen.mixin"]
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

    def _forget_words(self):
        """Take away what was said; who signed and when stays (I4)."""
        self.sudo().write(anonymous_values(self))

    def _check_may_sign(self):
        """Refuse who may not say this, or what says nothing; errors say what to do."""
        raise NotImplementedError()

    @api.model
    def _get_frozen_message(self):
        return self.env._("What was signed stands. Add another statement beside it.")
