from odoo import fields, models


class HelpdeskTicket(models.Model):
    """What counts as the answer a customer waits for, and how it is given (F2)."""

    _inherit = "helpdesk.ticket"

    def _message_post_after_hook(self, message, msg_values):
        """Take what staff write to the customer for the answer; notes are none."""
        result = super()._message_post_after_hook(message, msg_values)
        author = message.author_id
        if (
            message.message_type in ("comment", "email")
            and message.subtype_id == self.env.ref("mail.mt_comment")
            and author.user_ids
            and not author.partner_share
        ):
            self._note_reply("message", fields.Datetime.now())
        return result

    def _note_reply(self, way, date):
        """Note that the customer has been answered, the first time that counts.

        :param str way: how, see ``const.REPLY_WAYS``
        :param datetime date: when
        """
        for ticket in self.sudo():
            values = {}
            if not ticket.replied_date:
                values |= {"replied_date": date, "reply_way": way}
            if ticket._owes_explanation() and date >= ticket.judged_date:
                values["explained_date"] = date
            ticket.write(values)

    def _owes_explanation(self):
        return self.validity == "invalid" and not self.explained_date

    def _answer_customer(self, text):
        """Write to each customer, on the ticket and by mail, in the user's name.

        :param str text: plain text
        """
        for ticket in self.sudo():
            ticket.message_post(
                body=text,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=ticket.partner_id.ids,
            )
