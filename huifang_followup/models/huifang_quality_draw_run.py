from math import ceil

from odoo import fields, models
from odoo.exceptions import UserError

from .. import sampling


class HuifangQualityDraw(models.Model):
    """How a quality draw is made, and made again (C13, I5)."""

    _inherit = "huifang.quality.draw"

    def action_draw(self):
        """Draw, once and for all, and show what is to be checked."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("This has been drawn already."))
        frame = self._get_frame()
        if not frame:
            raise UserError(
                self.env._(
                    "Nothing was finished in those days that is not checked already. "
                    "Choose other days or offices."
                )
            )
        self._draw(frame)
        return self.action_open_checks()

    def _get_frame(self):
        """Return what could be drawn: all that counts and was never drawn before.

        :return: id of the follow-up to its weight
        :rtype: dict[int, int]
        """
        domain = [
            ("company_id", "=", self.company_id.id),
            ("is_counted", "=", True),
            ("done_day", ">=", self.date_from),
            ("done_day", "<=", self.date_to),
            ("quality_check_ids", "=", False),
        ]
        if self.office_ids:
            domain.append(("office_id", "in", self.office_ids.ids))
        records = self.env["huifang.followup"].sudo()
        return {
            record.id: 1 if record.answer_mode == "customer" else self.staff_weight
            for record in records.search_fetch(domain, ["answer_mode"], order="id")
        }

    def _draw(self, frame):
        """Draw from a frame and give each record its check.

        :param dict frame: see ``_get_frame``
        """
        seed = sampling.new_seed()
        drawn = self._choose(seed, frame)
        self._set_drawn(seed, frame, len(drawn))
        followups = self.env["huifang.followup"].sudo().browse(drawn)
        self.env["huifang.quality.check"].sudo().create(
            [self._prepare_check_values(followup) for followup in followups]
        )

    def _choose(self, seed, frame):
        """Return the ids that a seed draws from a frame: the share, rounded up."""
        size = ceil(sampling.exact_share(self.share_rate) * len(frame))
        return sampling.draw_weighted(seed, frame, size)

    def _set_drawn(self, seed, frame, count):
        """The draw stands as it fell. Nothing in it changes after this."""
        return self._update_state(
            ("draft",),
            "drawn",
            {
                "seed": seed,
                "frame": list(frame.items()),
                "frame_hash": sampling.frame_hash(frame),
                "frame_count": len(frame),
                "drawn_count": count,
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
            },
        )

    def _prepare_check_values(self, followup):
        """Return the check of a record: for who drew, unless he had a part in it."""
        reviewer = self.env.user - followup._get_barred_checkers()
        return {
            "draw_id": self.id,
            "followup_id": followup.id,
            "reviewer_id": reviewer.id,
        }

    def _is_reproduced(self):
        frame = dict(self.frame or [])
        same_frame = sampling.frame_hash(frame) == self.frame_hash
        drawn = self._choose(self.seed, frame)
        return same_frame and set(drawn) == set(self.check_ids.followup_id.ids)
