from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import const

OUTSIDE = "huifang_followup.mail_activity_type_outside"


class HuifangRectification(models.Model):
    """What the developer or an outside party has to put right 转交 (E4).

    The office stays responsible: it asks for the answer until it is there, and tells
    the customer once that the matter was passed on.
    """

    _inherit = "huifang.rectification"

    outside_partner_id = fields.Many2one(
        "res.partner", string="Forwarded To", tracking=True, index="btree_not_null"
    )
    forwarded_date = fields.Datetime(string="Forwarded On", readonly=True, copy=False)
    outside_due_date = fields.Date(string="Their Answer Due", tracking=True)
    outside_answer = fields.Text(string="Their Answer", tracking=True)
    outside_answer_date = fields.Datetime(
        string="Answered by Them On", readonly=True, copy=False
    )
    outside_reminder_date = fields.Datetime(
        readonly=True, copy=False, help="When they will be late."
    )
    customer_told_date = fields.Datetime(
        string="Customer Told On", readonly=True, copy=False
    )

    _outside_reminder_idx = models.Index(
        "(outside_reminder_date) WHERE outside_reminder_date IS NOT NULL"
    )

    # === ACTION METHODS === #

    def action_forward(self):
        """Pass it on to whoever is at fault, and tell the customer so."""
        self.check_access("write")
        self._check_may_forward()
        self._set_forwarded()

    def action_receive_outside_answer(self):
        """Note that the other party has answered."""
        self.check_access("write")
        for rectification in self:
            if not (rectification.outside_answer or "").strip():
                raise UserError(self.env._("Write down what they answered."))
        self._set_outside_answered()

    # === BUSINESS METHODS === #

    def _check_may_forward(self):
        """Refuse what says neither to whom nor until when."""
        for rectification in self:
            if rectification.state not in const.RECTIFICATION_WORK_STATES:
                raise UserError(
                    self.env._("The work on %s is done already.", rectification.name)
                )
            due = rectification.outside_due_date
            if rectification.party == "office" or not rectification.outside_partner_id:
                raise UserError(
                    self.env._("Say who is at fault, and to whom it is forwarded.")
                )
            if not due or rectification._is_past(due):
                raise UserError(
                    self.env._("Say until when they answer, on a day to come.")
                )

    def _set_forwarded(self):
        """Keep when it was passed on; whoever answers next is waited for."""
        for rectification in self.sudo():
            due = rectification._get_day_end(rectification.outside_due_date)
            rectification.write(
                {
                    "forwarded_date": fields.Datetime.now(),
                    "outside_answer": False,
                    "outside_answer_date": False,
                    "outside_reminder_date": due,
                }
            )
        self._end_outside_reminder()
        self.filtered(lambda r: not r.customer_told_date)._tell_of_forwarding()

    def _set_outside_answered(self):
        """They have answered; nobody reminds them any more."""
        self.sudo().write(
            {
                "outside_answer_date": fields.Datetime.now(),
                "outside_reminder_date": False,
            }
        )
        self._end_outside_reminder()

    # === THE CUSTOMER === #

    def _tell_of_forwarding(self):
        """Tell the customer, once: by mail in contact hours, else by somebody (E4)."""
        channels = self.env["huifang.channel"]
        for rectification in self.sudo().filtered("partner_id"):
            customer = rectification.partner_id
            people = customer | customer.commercial_partner_id
            if people.filtered("do_not_contact"):
                continue
            if channels._is_reachable("email", customer):
                rectification._mail_customer()
            else:
                rectification._ask_to_tell()

    def _mail_customer(self):
        template = self.env.ref("huifang_followup.mail_template_forwarded")
        template.send_mail(
            self.id,
            email_values={"scheduled_date": self._get_first_contact_moment()},
            email_layout_xmlid="mail.mail_notification_light",
        )
        self.customer_told_date = fields.Datetime.now()

    def _get_first_contact_moment(self):
        """Return when a program may write to the customer (A6)."""
        customer = self.partner_id
        calendar = (
            customer.contact_calendar_id
            or customer.commercial_partner_id.contact_calendar_id
            or self.office_id._get_contact_calendar()
        )
        return calendar._get_first_open_moment(fields.Datetime.now())

    def _ask_to_tell(self):
        """Have the responsible person tell a customer whom no mail reaches."""
        person = self._get_responsible()
        self.activity_schedule(
            OUTSIDE,
            summary=self.with_context(lang=person.lang).env._(
                "Tell the customer that it was passed on"
            ),
            user_id=person.id,
        )

    # === REMINDING === #

    @api.model
    def _cron_remind_outside(self):
        """Have those reminded who are late with their answer."""
        now = fields.Datetime.now()
        self._process_queue(
            [
                ("outside_reminder_date", "<=", now),
                ("state", "in", const.RECTIFICATION_WORK_STATES),
            ],
            "_remind_outside",
        )

    def _remind_outside(self):
        """Ask the responsible person to remind them; once for each day agreed."""
        for rectification in self:
            person = rectification._get_responsible()
            party = rectification.outside_partner_id.display_name
            rectification.activity_schedule(
                OUTSIDE,
                summary=rectification.with_context(lang=person.lang).env._(
                    "%s has not answered: remind them and agree on another day", party
                ),
                user_id=person.id,
            )
        self.write({"outside_reminder_date": False})

    def _end_outside_reminder(self):
        """Take the task to remind them away."""
        self.sudo().activity_unlink([OUTSIDE])
