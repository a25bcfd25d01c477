from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import const


class HuifangRectificationPhoto(models.Model):
    """What it looked like: before, after, and what was not accepted (E2).

    A photo stands once the work is said to be done. Which ones the customer sees is
    decided for each of them, until the rectification ends.
    """

    _name = "huifang.rectification.photo"
    _description = "Photo of a Rectification"
    _inherit = ["huifang.evidence.mixin"]
    _order = "moment desc, id"

    rectification_id = fields.Many2one(
        "huifang.rectification",
        compute="_compute_rectification_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
    )
    rejection_id = fields.Many2one(
        "huifang.rectification.rejection", index="btree_not_null", ondelete="restrict"
    )
    company_id = fields.Many2one(related="rectification_id.company_id", store=True)
    moment = fields.Selection(const.PHOTO_MOMENTS, string="Taken")
    image = fields.Image(string="Photo", max_width=1920, max_height=1920, required=True)
    image_256 = fields.Image(
        string="Small Photo",
        related="image",
        max_width=256,
        max_height=256,
        store=True,
    )
    name = fields.Char(string="What It Shows")
    is_public = fields.Boolean(
        string="The Customer Sees It",
        help="On the own page and behind the link in the result notice.",
    )
    is_shown_work = fields.Boolean(
        readonly=True,
        copy=False,
        help="Somebody has looked at the work by this photo: it stands.",
    )

    _moment_of_work = models.Constraint(
        "CHECK(moment IS NOT NULL OR rejection_id IS NOT NULL)",
        "Say whether the photo was taken before or after the work.",
    )

    # === COMPUTE METHODS === #

    @api.depends("rejection_id")
    def _compute_rectification_id(self):
        for photo in self.filtered("rejection_id"):
            photo.rectification_id = photo.rejection_id.rectification_id

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        photos = super().create(vals_list)
        photos._check_may_change(set().union(*vals_list))
        return photos

    def write(self, vals):
        if "image" in vals:
            self._check_not_held()
        self._check_may_change(set(vals))
        result = super().write(vals)
        self._check_may_change(set(vals))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_evidence(self):
        self._check_not_held()
        self._check_may_change({"image"})

    # === BUSINESS METHODS === #

    def _check_may_change(self, names):
        """Refuse what changes the evidence of work that is being checked (E2).

        :param set names: fields that are written
        """
        if self.env.su:
            return
        for photo in self:
            photo.rectification_id.check_access("write")
            if photo.rejection_id and names - {"is_public"}:
                photo._check_is_being_signed()
            elif names - photo._get_open_fields():
                raise UserError(
                    self.env._(
                        "The work on %s is done: its photos stand.",
                        photo.rectification_id.name,
                    )
                )

    def _check_not_held(self):
        """Refuse to take away a photo that a legal hold keeps (I4)."""
        if self.rectification_id._filter_held():
            raise self.env["ir.attachment"]._make_final_error()

    def _are_files_final(self):
        """A photo is exchanged as a whole, where that may be; never its file alone."""
        return True

    def _get_open_fields(self):
        """Return the names of the fields that may still change."""
        state = self.rectification_id.state
        if state in const.RECTIFICATION_WORK_STATES and not self.is_shown_work:
            return set(self._fields) - {"is_shown_work"}
        return {"is_public"} if state in const.RECTIFICATION_OPEN_STATES else set()

    def _check_is_being_signed(self):
        """Nothing is added to what somebody has signed, nor taken away."""
        rectification = self.rectification_id
        if self.rejection_id.number <= rectification.rejection_count:
            raise UserError(self.rejection_id._get_frozen_message())

    # === WHAT THE CUSTOMER SEES === #

    def _prepare_customer_photos(self):
        """Return caption, moment and address of each photo for the customer.

        The address works without login for some weeks, as that of a file.
        """
        labels = dict(self._fields["moment"]._description_selection(self.env))
        shown = self.sudo().filtered("is_public")
        files = shown._get_image_files()
        return [
            {
                "moment": labels.get(photo.moment, ""),
                "name": photo.name or "",
                "url": f"/web/image/{files[photo.id].id}"
                f"?access_token={files[photo.id]._get_raw_access_token()}",
            }
            for photo in shown
        ]

    def _get_image_files(self):
        """Return the attachment that holds each photo, by the photo's id."""
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "image"),
                ("res_id", "in", self.ids),
            ]
        )
        return {file.res_id: file for file in files}
