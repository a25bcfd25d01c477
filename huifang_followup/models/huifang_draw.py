from collections import Counter

from odoo import api, fields, models

from .. import const, sampling


class HuifangDraw(models.Model):
    """The draw of one stratum: policy × office × function × month (B14).

    It grows as tickets close. Seed, frame and result are kept, so that anybody with
    the right can run it again and find the same tickets drawn.
    """

    _name = "huifang.draw"
    _description = "Follow-up Draw"
    _inherit = ["huifang.frozen.mixin", "huifang.draw.mixin"]
    _order = "month desc, id desc"

    policy_id = fields.Many2one("huifang.policy", readonly=True, ondelete="restrict")
    office_id = fields.Many2one("huifang.office", readonly=True, ondelete="restrict")
    function_id = fields.Many2one(
        "huifang.function", readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="office_id.company_id", store=True)
    month = fields.Date(readonly=True)
    share_rate = fields.Float(string="Share (%)", readonly=True, aggregator=None)
    seed = fields.Char(
        readonly=True,
        default=lambda self: sampling.new_seed(),
        groups=const.CHECKING_ROLES,
    )
    frame_count = fields.Integer(string="Tickets", readonly=True)
    drawn_count = fields.Integer(string="Drawn", readonly=True)
    forced_count = fields.Integer(
        string="Complained Before",
        readonly=True,
        help="Households that complained before are followed up in addition.",
    )
    role_counts = fields.Json(readonly=True, help="Follow-ups given to each role.")
    followup_ids = fields.One2many("huifang.followup", "draw_id")

    _stratum_uniq = models.UniqueIndex(
        "(policy_id, office_id, COALESCE(function_id, 0), month, share_rate)",
        "This stratum already has its draw.",
    )

    @api.depends("policy_id.name", "office_id.name", "month")
    def _compute_display_name(self):
        for draw in self:
            parts = [draw.policy_id.name, draw.office_id.name, draw.function_id.name]
            month = draw.month and f"{draw.month:%Y-%m}"
            draw.display_name = " / ".join(filter(None, [*parts, month]))

    def _is_reproduced(self):
        return self._rerun() == self._get_drawn_numbers()

    @api.model
    def _get_or_create(self, policy, office, function, month):
        """Return the draw of a stratum, made at its first ticket."""
        stratum = {
            "policy_id": policy.id,
            "office_id": office.id,
            "function_id": function.id,
            "month": month,
            "share_rate": policy.share_rate,
        }
        domain = [(name, "=", value) for name, value in stratum.items()]
        return self.search(domain, limit=1) or self.create(stratum)

    def _take(self, is_forced):
        """Decide about the next ticket of the stratum.

        :param bool is_forced: its household complained before; such a ticket is drawn
            in addition
        :return: its position in the frame, or 0, and whether it is drawn
        """
        self.ensure_one()
        if is_forced:
            self.forced_count += 1
            return 0, True
        share, seed = sampling.exact_share(self.share_rate), self.sudo().seed
        number = self.frame_count + 1
        is_drawn = sampling.is_drawn(seed, share, number, self.drawn_count)
        self.frame_count = number
        self.drawn_count += is_drawn
        return number, is_drawn

    def _count_roles(self, roles):
        """Note how many more follow-ups of this draw went to each role.

        :param dict roles: role to number
        """
        self.role_counts = dict(Counter(self.role_counts or {}) + Counter(roles))

    def _get_role_counts(self):
        """Return the follow-ups per role of the policy, office and month (B2).

        :rtype: collections.Counter
        """
        counts = Counter()
        siblings = self.search(
            [
                ("policy_id", "=", self.policy_id.id),
                ("office_id", "=", self.office_id.id),
                ("month", "=", self.month),
            ]
        )
        for draw in siblings:
            counts.update(draw.role_counts or {})
        return counts

    def _rerun(self):
        """Return the positions that the seed draws."""
        share = sampling.exact_share(self.share_rate)
        return sampling.draw_numbers(self.sudo().seed, share, self.frame_count)

    def _get_drawn_numbers(self):
        """Return the positions on record as drawn."""
        domain = [
            ("draw_id", "=", self.id),
            ("draw_number", ">", 0),
            ("is_drawn", "=", True),
        ]
        followups = self.env["huifang.followup"].sudo().search(domain)
        return sorted(followups.mapped("draw_number"))

    @api.model
    def _get_frozen_message(self):
        return self.env._("A draw cannot be changed or deleted.")
