from odoo import api, fields, models


class HuifangErasure(models.Model):
    """The entry that is left when a customer's data was erased on request (I4).

    It says who did it, when, why and how much, but not whose data it was.
    """

    _name = "huifang.erasure"
    _description = "Erasure on Request"
    _order = "date desc, id desc"
    _rec_name = "date"

    date = fields.Datetime(
        string="Erased On", default=fields.Datetime.now, readonly=True
    )
    user_id = fields.Many2one("res.users", string="Erased By", readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    reason = fields.Char(required=True, readonly=True)
    ticket_count = fields.Integer(string="Complaint Papers", readonly=True)
    followup_count = fields.Integer(string="Follow-ups", readonly=True)
    rectification_count = fields.Integer(string="Rectifications", readonly=True)

    @api.model
    def _erase(self, partner, company, reason):
        """Erase a customer's follow-up data and return the entry about it.

        What is still to be asked is dropped first.

        :param partner: customer, or household with all its members
        :param company: whose records are erased
        :param str reason: kept, so it names nobody
        """
        tickets, followups, rectifications = partner._get_followup_records(company)
        followups._drop_open("exempted")
        for records in (tickets, followups, rectifications):
            records._anonymise()
        partner._forget_preferences()
        return self.sudo().create(
            {
                "user_id": self.env.uid,
                "company_id": company.id,
                "reason": reason,
                "ticket_count": len(tickets),
                "followup_count": len(followups),
                "rectification_count": len(rectifications),
            }
        )
