from odoo import api, models
from odoo.exceptions import AccessError


class HuifangSharedMixin(models.AbstractModel):
    """Records that several companies of the database may use (I6).

    Who works for some of them only reads such a record: a change would change the
    figures of the others.
    """

    _name = "huifang.shared.mixin"
    _description = "Shared by Companies"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_addition()
        return records

    def write(self, vals):
        self._check_affected_companies()
        result = super().write(vals)
        self._check_affected_companies()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_own(self):
        self._check_affected_companies()

    def _check_addition(self):
        """Refuse what companies the user does not work for would use from now on."""
        self._check_affected_companies()

    def _check_affected_companies(self):
        """Refuse what would touch a company the user does not work for."""
        if self.env.su:
            return
        foreign = self.sudo()._get_affected_companies() - self.env.user.company_ids
        if foreign:
            raise AccessError(
                self.env._(
                    "Companies you do not work for use this as well. Make one of your "
                    "own, or ask somebody who works for all of them."
                )
            )

    def _get_affected_companies(self):
        """Return the companies that use these records; by default all there are."""
        # pylint: disable-next=no-search-all; companies are few
        return self.env["res.company"].search([])
