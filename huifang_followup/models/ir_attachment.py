from odoo import models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """Photos, recordings and signatures stay once their record is finished (I4, I5).

    Nobody exchanges or deletes them, administrators included. A signature is a file
    too; a further one for the same field would take its place, so none is added.
    """

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation == "read":
            return result
        allowed = self - result[0] if result else self
        final = allowed._filter_final()
        if operation == "create":
            final = final.filtered(lambda file: file.sudo().res_field)
        if not final:
            return result
        forbidden = final | result[0] if result else final
        return forbidden, final._make_final_error

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(("res_model", "res_id", "res_field")):
            self.check_access("create")  # as if it were new where it is now
        return result

    def _delete_and_notify(self, message=None):
        """Odoo comes here in elevated mode with whoever once uploaded the file."""
        self.sudo(False)._check_not_final()
        return super()._delete_and_notify(message)

    def _check_not_final(self):
        if self._filter_final():
            raise self._make_final_error()

    def _filter_final(self):
        """Return the files of records that are finished or held."""
        mixin = self.pool["huifang.evidence.mixin"]
        final = self.browse()
        for file in self:
            model, number = file.sudo().res_model, file.sudo().res_id
            if number and issubclass(self.pool.get(model, object), mixin):
                record = self.env[model].sudo().browse(number).exists()
                if record and record._are_files_final():
                    final += file
        return final

    def _make_final_error(self):
        return AccessError(
            self.env._(
                "The files of what is finished or on legal hold are kept as they are. "
                "Attach a further file beside them."
            )
        )
