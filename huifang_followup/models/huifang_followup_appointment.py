from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import const


class HuifangFollowupAppointment(models.Model):
    """When and where the customer wants to be met (B9).

    Moving it makes another one: the latest is valid, the earlier ones tell how often
    the customer was put off, and why. The planned moment follows.
    """

    _name = "huifang.followup.appointment"
    _description = "Appointment with a Customer"
    _inherit = ["huifang.signed.mixin"]
    _rec_name = "date"

    followup_id = fields.Many2one(
        "huifang.followup", required=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime(string="Agreed For", required=True)
    place = fields.Char()
    reason = fields.Char(string="Why It Was Moved")
    is_moved = fields.Boolean(
        string="Moved",
        compute="_compute_is_moved",
        help="The follow-up has had an appointment before this one.",
    )
    is_valid = fields.Boolean(string="Valid", compute="_compute_is_valid")
    is_outside_hours = fields.Boolean(
        string="Outside Contact Hours",
        compute="_compute_is_outside_hours",
        store=True,
        help="Agreed on because the customer wishes it so.",
    )

    @api.depends("followup_id.appointment_ids")
    def _compute_is_moved(self):
        for appointment in self:
            earlier = appointment.followup_id.appointment_ids.filtered("id")
            appointment.is_moved = bool(earlier.sorted("id")[:1] - appointment)

    @api.depends("followup_id.appointment_id")
    def _compute_is_valid(self):
        for appointment in self:
            appointment.is_valid = appointment == appointment.followup_id.appointment_id

    @api.depends("date", "followup_id")
    def _compute_is_outside_hours(self):
        for appointment in self:
            calendar = (
                appointment.followup_id
                and appointment.followup_id._get_contact_calendar()
            )
            appointment.is_outside_hours = (
                calendar
                and appointment.date
                and not calendar._is_open(appointment.date)
            )

    @api.model_create_multi
    def create(self, vals_list):
        appointments = super().create(vals_list)
        for appointment in appointments:
            appointment.followup_id._keep_appointment(appointment.date)
        return appointments

    def _check_may_sign(self):
        followup = self.followup_id
        followup._check_may_record()
        if followup.state not in const.FOLLOWUP_PENDING_STATES:
            raise UserError(self.env._("%s is no longer open.", followup.name))
        if self.date <= fields.Datetime.now():
            raise UserError(self.env._("An appointment lies in the future."))
        if self.is_moved and not (self.reason or "").strip():
            raise UserError(self.env._("Write down why the appointment is moved."))
