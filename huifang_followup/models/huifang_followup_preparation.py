import base64
import io

import qrcode

from odoo import api, fields, models

from .. import const


class HuifangFollowup(models.Model):
    """What a surveyor wants to know before the contact, on one page (C16)."""

    _inherit = "huifang.followup"

    phone = fields.Char(related="partner_id.phone", groups=const.CONTACT_ROLES)
    email = fields.Char(related="partner_id.email", groups=const.CONTACT_ROLES)
    unit_number = fields.Char(
        related="household_id.unit_number", groups=const.CONTACT_ROLES
    )
    last_contact_date = fields.Datetime(
        related="household_id.last_contact_date", related_sudo=False
    )
    segment_ids = fields.Many2many(related="household_id.category_id")
    move_in_date = fields.Date(related="household_id.move_in_date")
    contact_calendar_id = fields.Many2one(related="partner_id.contact_calendar_id")
    is_opted_out = fields.Boolean(related="partner_id.is_opted_out")
    preferred_channel = fields.Selection(related="partner_id.preferred_channel")
    ticket_description = fields.Html(related="ticket_id.description")
    script = fields.Html(related="policy_id.script")
    asks_repair_checks = fields.Boolean(compute="_compute_asks_repair_checks")
    needs_signature = fields.Boolean(compute="_compute_needs_signature")
    answer_qr = fields.Binary(string="QR Code", compute="_compute_answer_qr")
    earlier_ids = fields.Many2many(
        "huifang.followup",
        string="Earlier Follow-ups",
        compute="_compute_earlier_ids",
        help="What the household was asked before.",
    )
    earlier_ticket_ids = fields.Many2many(
        "helpdesk.ticket",
        string="Other Tickets",
        compute="_compute_earlier_ticket_ids",
        help="What else the household has turned to us with.",
    )
    open_rectification_ids = fields.Many2many(
        "huifang.rectification",
        string="Open Rectifications",
        compute="_compute_open_rectification_ids",
        help="What the household is still waiting for.",
    )

    @api.depends("answer_url")
    def _compute_answer_qr(self):
        """The personal link to be scanned by the customer's phone (C2)."""
        for followup in self:
            followup.answer_qr = followup.answer_url and _draw_qr(followup.answer_url)

    @api.depends("survey_id")
    def _compute_asks_repair_checks(self):
        for followup in self:
            survey = followup.survey_id
            followup.asks_repair_checks = survey and survey._asks_about("inspected")

    @api.depends("channel")
    def _compute_needs_signature(self):
        channels = self.env["huifang.channel"]
        for followup in self:
            channel = followup._get_staff_channel()
            followup.needs_signature = channels._needs_signature(channel)

    @api.depends("household_id")
    def _compute_earlier_ids(self):
        for followup in self:
            followup.earlier_ids = self.search(
                [
                    ("household_id", "!=", False),
                    ("household_id", "=", followup.household_id.id),
                    ("id", "<", followup._origin.id),
                    ("state", "in", const.FOLLOWUP_CONTACT_STATES),
                ],
                limit=20,
            )

    @api.depends("household_id")
    @api.depends_context("uid")
    def _compute_earlier_ticket_ids(self):
        for followup in self:
            household = followup.household_id
            followup.earlier_ticket_ids = household and self.env[
                "helpdesk.ticket"
            ].search(
                [
                    ("commercial_partner_id", "=", household.id),
                    ("id", "!=", followup.ticket_id.id),
                ],
                limit=20,
                order="id desc",
            )

    @api.depends("household_id")
    def _compute_open_rectification_ids(self):
        rectifications = self.env["huifang.rectification"].search(
            [
                ("partner_id", "child_of", self.household_id.ids),
                ("state", "in", const.RECTIFICATION_OPEN_STATES),
            ]
        )
        by_household = rectifications.grouped(
            lambda rectification: rectification.partner_id.commercial_partner_id
        )
        for followup in self:
            followup.open_rectification_ids = by_household.get(followup.household_id)


def _draw_qr(text):
    """Return a QR code as a PNG image in base64."""
    image = io.BytesIO()
    qrcode.make(text, box_size=4).save(image, format="PNG")
    return base64.b64encode(image.getvalue())
