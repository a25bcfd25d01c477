from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import const

DRAFT_FIELDS = {
    "name",
    "text",
    "channel",
    "attachment_ids",
    "followup_ids",
    "promise_ids",
    "office_id",
    "function_id",
}


class HuifangPublicAnswer(models.Model):
    """One answer to all who raised the same problem 公开信 (C14).

    It is filed with each of their follow-ups, shown on their pages, and keeps what
    they were promised about it. As it is read by all of them it names nobody, so it
    stays when they are anonymised.
    """

    _name = "huifang.public.answer"
    _description = "Public Answer"
    _inherit = [
        "huifang.state.mixin",
        "huifang.scope.mixin",
        "huifang.evidence.mixin",
    ]
    _order = "id desc"

    name = fields.Char(string="Problem", required=True)
    state = fields.Selection(
        const.PUBLIC_ANSWER_STATES,
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        group_expand=True,
    )
    office_id = fields.Many2one(
        "huifang.office",
        compute="_compute_office",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
    )
    function_id = fields.Many2one(
        "huifang.function",
        compute="_compute_office",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        domain="[('office_id', '=', office_id)]",
    )
    company_id = fields.Many2one(related="office_id.company_id", store=True)
    text = fields.Text(
        string="Answer", required=True, help="Everybody reads the same: name nobody."
    )
    channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(),
        string="Told By",
        default="letter",
        required=True,
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Files for the Customers")
    followup_ids = fields.Many2many("huifang.followup", string="Raised In", copy=False)
    promise_ids = fields.Many2many(
        "huifang.promise",
        string="Promises It Keeps",
        compute="_compute_promise_ids",
        store=True,
        readonly=False,
        copy=False,
        help="Take out what was promised about something else.",
    )
    published_date = fields.Datetime(string="Published On", readonly=True, copy=False)
    publisher_id = fields.Many2one(
        "res.users", string="Published By", readonly=True, copy=False
    )

    # === COMPUTE METHODS === #

    @api.depends("followup_ids")
    def _compute_office(self):
        """Propose whose matter it is; who wrote it may say otherwise."""
        for answer in self:
            raised = answer.followup_ids
            answer.office_id = answer.office_id or raised.office_id[:1]
            answer.function_id = answer.function_id or raised.function_id[:1]

    @api.depends("followup_ids")
    def _compute_promise_ids(self):
        """Propose whatever is still promised to these customers."""
        for answer in self.filtered(lambda answer: answer.state == "draft"):
            promises = answer.followup_ids.promise_ids
            answer.promise_ids = promises.filtered(lambda p: p.state == "open")

    # === CONSTRAINT METHODS === #

    @api.constrains("followup_ids", "promise_ids", "office_id", "function_id")
    def _check_belongs_together(self):
        """What is answered comes from follow-ups of the office (I1)."""
        for answer in self.sudo():
            offices = answer.followup_ids.office_id | answer.function_id.office_id
            if offices - answer.office_id:
                raise ValidationError(
                    self.env._(
                        "Follow-ups and function belong to %s: choose those only.",
                        answer.office_id.name,
                    )
                )
            if answer.promise_ids.followup_id - answer.followup_ids:
                raise ValidationError(
                    self.env._("Choose promises made in these follow-ups only.")
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        answers = super().create(vals_list)
        answers._take_files()
        return answers

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._take_files()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        if any(answer.state == "published" for answer in self):
            raise UserError(self.env._("What has been published stands."))

    # === ACTION METHODS === #

    def action_publish(self):
        """File the answer with all follow-ups; the customers read it from now on."""
        self.ensure_one()
        self.check_access("write")
        self._check_ready()
        self._set_published()

    # === BUSINESS METHODS === #

    def _get_people_fields(self):
        is_draft = all(answer.state == "draft" for answer in self)
        return DRAFT_FIELDS if is_draft else set()

    def _are_files_final(self):
        """Tell whether the files stand as everybody reads them."""
        return self.state == "published" or super()._are_files_final()

    def _take_files(self):
        """Show files that were uploaded before the first saving to all who read it."""
        for answer in self.sudo():
            loose = answer.attachment_ids.filtered(lambda file: not file.res_id)
            loose.write({"res_model": self._name, "res_id": answer.id})

    def _check_ready(self):
        """Refuse to publish twice, nothing, to nobody, or to whom it is not ours."""
        if self.state != "draft":
            raise UserError(self.env._("This has been published already."))
        if not self.text.strip() or not self.followup_ids:
            raise UserError(
                self.env._("Write the answer and choose the follow-ups it is for.")
            )
        self.followup_ids.check_access("write")
        for followup in self.followup_ids:
            asked = followup.state in const.FOLLOWUP_CONTACT_STATES
            if not asked or followup.anonymised_date:
                raise UserError(
                    self.env._("Nobody reads the answer in %s.", followup.name)
                )

    def _set_published(self):
        """The answer stands, and what was promised about it is kept."""
        published = self._update_state(
            ("draft",),
            "published",
            {
                "published_date": fields.Datetime.now(),
                "publisher_id": self.env.uid,
            },
        )
        for answer in published:
            promises = answer.promise_ids.filtered(lambda p: p.state == "open")
            promises._set_answered(
                {"answer": answer.text, "answer_channel": answer.channel}
            )
        return published
