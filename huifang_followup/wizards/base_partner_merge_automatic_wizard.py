from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Contacts found to be the same: their follow-ups become those of one (A4, B10).

    Odoo leads all records to the contact that stays. It knows neither households nor
    legal holds, and does not notice that somebody under way wants no contact.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids)
        holds = partners._take_holds()
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        partners.exists()._receive_merged(holds)
        return result
