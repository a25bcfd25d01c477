from odoo import models


class ResPartner(models.Model):
    """What Odoo's merging of contacts leaves to be put in order."""

    _inherit = "res.partner"

    def _take_holds(self):
        """Return why contacts are held, and free them to be merged (I4)."""
        held = self.sudo().filtered("legal_hold")
        reasons = [customer.legal_hold for customer in held]
        held.legal_hold = False
        return reasons

    def _receive_merged(self, holds):
        """Put in order what came from the contacts that are no more.

        :param list holds: reasons of their legal holds, and of the own one
        """
        customer = self.sudo()
        if holds:
            customer.legal_hold = " / ".join(dict.fromkeys(holds))
        customer._move_to_household()
        if any(customer.mapped("do_not_contact") + customer.mapped("is_opted_out")):
            customer._withdraw_followups()

    def _move_to_household(self):
        """Make a household's records, merged into a member, those of its household."""
        for member in self.filtered(lambda p: p.commercial_partner_id != p):
            household = member.commercial_partner_id
            everything = self.with_context(active_test=False).env
            followups = everything["huifang.followup"]
            followups.search(
                [("household_id", "=", member.id)]
            ).household_id = household
            for model in ("res.partner", "helpdesk.ticket"):
                records = everything[model].search(
                    [("commercial_partner_id", "=", member.id)]
                )
                field = records._fields["commercial_partner_id"]
                self.env.add_to_compute(field, records)
