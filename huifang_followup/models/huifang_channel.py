from odoo import api, models


class HuifangChannel(models.AbstractModel):
    """The ways of contacting a customer (C2), in one place.

    For a module to add a channel, it must override ``_get_selection`` to name it and
    ``_is_reachable`` to say which customers it reaches. Where a program makes the
    contact, it adds ``_contact_<code>`` on ``huifang.followup``; otherwise the
    follow-up is handed to its surveyor as an activity.
    """

    _name = "huifang.channel"
    _description = "Contact Channel"

    @api.model
    def _get_selection(self):
        """Return the (code, label) pairs, in the order of preference."""
        labels = {
            "email": self.env._("E-mail link"),
            "phone": self.env._("Phone"),
            "visit": self.env._("Home visit"),
            "message": self.env._("Message with link"),
            "letter": self.env._("Letter"),
            "paper": self.env._("Paper ballot"),
            "interview": self.env._("Interview outdoors"),
            "meeting": self.env._("Owners' meeting"),
        }
        return list(labels.items())

    @api.model
    def _is_reachable(self, channel, partner):
        """Tell whether a channel reaches a customer, from what the file says.

        :param str channel: a code of ``_get_selection``
        :param partner: ``res.partner``, may be empty
        """
        if not partner:
            return False
        if channel == "email":
            return bool(partner.email_normalized)
        if channel in ("phone", "message"):
            return bool(partner.phone)
        if channel == "meeting":
            return True
        household = partner.commercial_partner_id
        return bool(household.unit_number or household.street)

    @api.model
    def _is_customer_choice(self, channel):
        """Tell whether a customer can ask for it: not for what is held with many.

        :param str channel: a code of ``_get_selection``
        """
        return channel not in ("paper", "interview", "meeting")

    @api.model
    def _is_automatic(self, channel):
        """Tell whether a program makes the contact, so that its hours bind (A6).

        :param str channel: a code of ``_get_selection``
        """
        return channel == "email"

    @api.model
    def _needs_signature(self, channel):
        """Tell whether the customer signs what the surveyor wrote down (C3).

        :param str channel: a code of ``_get_selection``
        """
        return channel == "visit"

    @api.model
    def _choose(self, wanted, partner):
        """Return the first channel that reaches the customer, or None.

        :param list wanted: codes, the most wanted first
        """
        return next(
            (code for code in wanted if self._is_reachable(code, partner)), None
        )
