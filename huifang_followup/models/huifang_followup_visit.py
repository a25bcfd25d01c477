from odoo import api, fields, models
from odoo.exceptions import UserError


class HuifangFollowup(models.Model):
    """When the customer is met, and by when the result is on record (B9, C5)."""

    _inherit = "huifang.followup"

    appointment_ids = fields.One2many(
        "huifang.followup.appointment", "followup_id", string="All Appointments"
    )
    appointment_id = fields.Many2one(
        "huifang.followup.appointment",
        compute="_compute_appointment_id",
        help="The one that is valid: the latest.",
    )
    appointment_place = fields.Char(
        string="Place", compute="_compute_appointment_place"
    )
    has_appointment = fields.Boolean(
        string="Appointment Ahead", compute="_compute_has_appointment"
    )
    contact_date = fields.Datetime(
        string="Customer Asked On",
        help="When the visit or call was. Empty: at the appointment, or else at the "
        "moment the record is finished.",
    )
    record_deadline = fields.Datetime(
        string="Record Until",
        compute="_compute_record_deadline",
        store=True,
        help="The end of the next working day after the customer was asked.",
    )
    is_recorded_late = fields.Boolean(
        string="Recorded Late", compute="_compute_is_recorded_late", store=True
    )

    # === COMPUTE METHODS === #

    @api.depends("appointment_ids")
    def _compute_appointment_id(self):
        for followup in self:
            followup.appointment_id = followup.appointment_ids.sorted("id")[-1:]

    @api.depends("appointment_ids.place")
    def _compute_appointment_place(self):
        for followup in self:
            followup.appointment_place = followup.appointment_id.place

    @api.depends("appointment_ids.date")
    def _compute_has_appointment(self):
        now = fields.Datetime.now()
        for followup in self:
            agreed = followup.appointment_id.date
            followup.has_appointment = bool(agreed) and agreed > now

    @api.depends("contact_date", "appointment_ids.date")
    def _compute_record_deadline(self):
        for followup in self:
            asked = followup.contact_date or followup.appointment_id.date
            calendar = asked and followup.office_id._get_working_calendar()
            followup.record_deadline = asked and calendar._get_working_day_end(asked, 1)

    @api.depends("recorder_id", "done_date", "record_deadline")
    def _compute_is_recorded_late(self):
        """What the customer sends needs no recording."""
        for followup in self:
            deadline = followup.recorder_id and followup.record_deadline
            followup.is_recorded_late = deadline and followup.done_date > deadline

    # === BUSINESS METHODS === #

    def _keep_appointment(self, moment):
        """Hand the follow-up to its surveyor for the moment agreed on (B9).

        From now on a person asks: no link is sent and nobody is reminded of one.
        """
        self.action_start()
        channel = self._get_staff_channel()
        if channel != self.channel:
            self.channel = channel
        self.sudo().planned_date = moment

    def _check_people_fields(self, names):
        if "planned_date" in names and any(self.mapped("has_appointment")):
            raise UserError(
                self.env._(
                    "The customer expects you at the appointment. Move the appointment "
                    "instead, with the reason."
                )
            )
        return super()._check_people_fields(names)

    def _get_contact_date(self):
        """Return when the customer was asked: as noted, as agreed on, or just now."""
        agreed = self.appointment_id.date
        if self.has_appointment or not agreed:
            agreed = fields.Datetime.now()
        return self.contact_date or agreed

    def _list_missing(self):
        yield from super()._list_missing()
        asked = self.contact_date
        if asked and asked > fields.Datetime.now():
            yield self.env._("The customer cannot have been asked in the future.")
        if asked and self.closing_date and asked < self.closing_date:
            yield self.env._("The customer was asked after the ticket was closed.")
