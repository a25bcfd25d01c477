from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ResPartner(models.Model):
    """What customers decide themselves about being contacted (A4, D5)."""

    _inherit = "res.partner"

    def _get_channel_choices(self):
        """Return the (code, label) pairs of the channels that reach this customer."""
        self.ensure_one()
        channels = self.env["huifang.channel"]
        return [
            (code, label)
            for code, label in channels._get_selection()
            if channels._is_customer_choice(code) and channels._is_reachable(code, self)
        ]

    def _get_calendar_choices(self):
        """Return the contact hours on offer, and those the office has agreed to."""
        self.ensure_one()
        office = self.office_id or self.commercial_partner_id.office_id
        company = office.company_id or self.env.company
        offered = Domain("is_customer_choice", "=", True)
        here = Domain("company_id", "in", (False, company.id))
        calendars = self.env["resource.calendar"].search(offered & here)
        return calendars | self.contact_calendar_id

    def _set_contact_preferences(
        self, channel, calendar_id, is_opted_out, do_not_contact
    ):
        """Keep what the customer decided; the file logs who changed what.

        :param channel: one of the channels on offer, empty for none
        :param calendar_id: number of one of the contact hours on offer, as text or not
        :raises UserError: for what is not on offer
        """
        self.ensure_one()
        calendars = {str(c.id): c.id for c in self._get_calendar_choices()}
        if channel and channel not in dict(self._get_channel_choices()):
            raise UserError(self.env._("Choose a way in which we can reach you."))
        if calendar_id and str(calendar_id) not in calendars:
            raise UserError(self.env._("Choose one of the times on offer."))
        self.write(
            {
                "preferred_channel": channel or False,
                "contact_calendar_id": calendars.get(str(calendar_id), False),
                "is_opted_out": is_opted_out,
                "do_not_contact": do_not_contact,
            }
        )
