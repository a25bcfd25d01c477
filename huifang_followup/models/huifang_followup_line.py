from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..const import FOLLOWUP_ANSWERED_STATES, LEVELS
from .anonymous_values import anonymous_values


class HuifangFollowupLine(models.Model):
    """One aspect's rating on one ballot; an empty level is a blank (A3, H1)."""

    _name = "huifang.followup.line"
    _description = "Follow-up Rating"
    _order = "followup_id, sequence, id"

    followup_id = fields.Many2one(
        "huifang.followup", required=True, readonly=True, ondelete="cascade", index=True
    )
    aspect_id = fields.Many2one(
        "huifang.aspect", required=True, readonly=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="aspect_id.sequence", store=True)
    level = fields.Selection(LEVELS)
    reason = fields.Text(help="What exactly the customer is unsatisfied with.")

    _aspect_uniq = models.Constraint(
        "UNIQUE(followup_id, aspect_id)", "A ballot rates an aspect once."
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_by_system()
        return super().create(vals_list)

    def write(self, vals):
        self._check_open()
        if not self.env.su:
            self.followup_id._check_may_record()
        if not vals.keys() <= {"level", "reason"}:
            self._check_by_system()
        return super().write(vals)

    def _forget_words(self):
        """Take the customer's words away; the rating stands (I4).

        Not by ``write``, which refuses to change an answer: this is the one exception.
        """
        # pylint: disable-next=super-method-mismatch; past the check, for this alone
        return super().write(anonymous_values(self))

    @api.ondelete(at_uninstall=False)
    def _unlink_by_system(self):
        self._check_open()
        self._check_by_system()

    def _prepare_customer_rating(self):
        """Return what the customer's own page shows of a rating."""
        labels = dict(self._fields["level"]._description_selection(self.env))
        return {
            "aspect": self.aspect_id.name,
            "level": self.level,
            "level_label": labels.get(self.level, self.env._("Left blank")),
            "reason": self.reason,
        }

    def _check_open(self):
        """Refuse changes to an answer that stands (I5)."""
        if any(line.followup_id.state in FOLLOWUP_ANSWERED_STATES for line in self):
            raise AccessError(
                self.env._("An answer stands as it was given. Nobody can change it.")
            )

    def _check_by_system(self):
        """Refuse ballots put together by hand: the questionnaire says what is asked."""
        if not self.env.su:
            raise AccessError(
                self.env._("The questionnaire decides which aspects are asked.")
            )
