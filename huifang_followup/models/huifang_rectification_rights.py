from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import const

# What is wrong and whose task it is: the customer's words stand as they are, only what
# was noted by hand may be corrected.
PROBLEM_FIELDS = {
    "partner_id",
    "ticket_id",
    "aspect_ids",
    "problem",
    "office_id",
    "function_id",
}
# What is done about it. Once the work is done this is what the office verifies.
WORK_FIELDS = {
    "cause_category",
    "cause_tag_ids",
    "severity",
    "party",
    "outside_partner_id",
    "outside_due_date",
    "outside_answer",
    "measure",
    "preventive_measure",
    "public_attachment_ids",
}
# What all customers are told of it, once it is closed.
CLOSED_FIELDS = {"improvement"}
# Whoever sees the photos decides about each of them, see huifang_rectification_photo.
PHOTO_FIELDS = {"photo_ids"}


class HuifangRectification(models.Model):
    """Who may write what by hand, and who may verify the work."""

    _inherit = "huifang.rectification"

    waiver_ids = fields.One2many(
        "huifang.conflict.waiver",
        "rectification_id",
        string="Allowed Despite Conflict",
    )

    # for the form, which lets nobody type what would be refused
    can_correct = fields.Boolean(compute="_compute_can_write")
    can_work = fields.Boolean(compute="_compute_can_write")
    can_assign = fields.Boolean(compute="_compute_can_write")
    can_tell = fields.Boolean(compute="_compute_can_write")
    can_verify = fields.Boolean(compute="_compute_can_verify")

    @api.depends("state", "followup_id", "office_id", "function_id")
    @api.depends_context("uid")
    def _compute_can_write(self):
        for rectification in self:
            stored = rectification._origin
            editable = stored.has_access("write") and stored._get_people_fields()
            rectification.can_correct = editable and editable >= PROBLEM_FIELDS
            rectification.can_work = editable and editable >= WORK_FIELDS
            rectification.can_tell = editable and editable >= CLOSED_FIELDS
            rectification.can_assign = editable and "responsible_id" in editable

    @api.depends("responsible_id", "worker_ids", "waiver_ids")
    @api.depends_context("uid")
    def _compute_can_verify(self):
        for rectification in self:
            barred = rectification._get_barred_people()
            rectification.can_verify = self.env.user not in barred

    def _get_people_fields(self):
        fields_of_each = [r._get_editable_fields() for r in self]
        everything = PROBLEM_FIELDS | WORK_FIELDS | PHOTO_FIELDS | CLOSED_FIELDS
        everything |= {"responsible_id"}
        return everything.intersection(*fields_of_each)

    def _get_editable_fields(self):
        """Return what the user may write, as far as the rectification has come.

        The responsible person needs no role, and then writes about the work only.
        """
        self.ensure_one()
        editable = set()
        is_staff = self.env.user.has_group("huifang_followup.group_dispatcher")
        if self.state == "new" and is_staff and not self.sudo().followup_id:
            editable |= PROBLEM_FIELDS
        if self.state in const.RECTIFICATION_WORK_STATES:
            editable |= WORK_FIELDS
        if self.state in const.RECTIFICATION_OPEN_STATES:
            editable |= PHOTO_FIELDS
            editable |= {"responsible_id"} if self._may_assign() else set()
        if self.state == "closed" and not self.anonymised_date and self._may_assign():
            editable |= CLOSED_FIELDS
        return editable

    def _may_assign(self):
        """Tell whether the user may give the task to somebody else."""
        rectification = self.sudo()
        superiors = (
            rectification.office_id.head_id | rectification.function_id.supervisor_id
        )
        return self.env.user in superiors or self.env.user.has_group(
            "huifang_followup.group_company_manager"
        )

    def _check_may_verify(self, states):
        """Refuse those who did the work, now or at first (C12), and who comes too late.

        :param tuple states: in which the work waits to be looked at
        """
        self.check_access("write")
        for rectification in self:
            if self.env.user in rectification._get_barred_people():
                raise UserError(
                    self.env._("Somebody other than those who did it must verify it.")
                )
            if rectification.state not in states:
                raise UserError(
                    self.env._(
                        "%(name)s does not wait for this any more. It stands at: "
                        "%(state)s.",
                        name=rectification.name,
                        state=rectification._fields["state"].convert_to_export(
                            rectification.state, rectification
                        ),
                    )
                )

    def _get_barred_people(self):
        """Return who may not verify the work, unless the head allowed it (C12)."""
        return self._get_involved_people() - self.sudo().waiver_ids.user_id

    def _get_involved_people(self):
        """Return who did the work: they neither verify it nor ask about it (C12).

        That is whoever handled the ticket, whoever is responsible, and everybody who
        was or who finished it, however often it was sent back.
        """
        done = self.sudo()
        return done.handler_id | done.responsible_id | done.worker_ids
