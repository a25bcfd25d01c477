from odoo import api, fields, models
from odoo.fields import Domain

from .huifang_hold_mixin import HELD
from .huifang_retention_mixin import RETAINED_MODELS


class HuifangFollowup(models.Model):
    """How long follow-ups are kept, and what is left of them then (I4).

    A case is what one first round led to: rectifications, further rounds, and what
    came of those. It is kept until the last of it has ended and goes as a whole, or
    what is left of it would name the customer.
    """

    _name = "huifang.followup"
    _inherit = ["huifang.followup", "huifang.retention.mixin", "huifang.hold.mixin"]

    _retention_field = "retention_followup_months"

    ended_date = fields.Datetime(
        string="Ended On",
        readonly=True,
        copy=False,
        help="When the answer came, or the follow-up was dropped.",
    )
    case_rectification_ids = fields.One2many(
        "huifang.rectification",
        "first_followup_id",
        string="Rectifications of the Case",
    )

    _retention_idx = models.Index(
        "(ended_date) WHERE ended_date IS NOT NULL AND anonymised_date IS NULL"
    )

    @api.model
    def _cron_anonymise(self):
        for model in RETAINED_MODELS:
            self.env[model]._anonymise_due()

    # === WHAT IS DUE === #

    @api.model
    def _get_ended_domain(self, before):
        """Return the first rounds whose case had ended by a moment.

        A further round ends no later than the rectification it asks about; what was
        promised in either may be answered later.
        """
        later = Domain("closed_date", "=", False) | Domain("closed_date", ">", before)
        answered = Domain("answered_date", "=", False)
        answered |= Domain("answered_date", ">", before)
        promised = Domain("promise_ids", "any", answered)
        rounds = Domain("followup_ids", "any", promised)
        return (
            Domain("rectification_id", "=", False)
            & Domain("ended_date", "<=", before)
            & Domain("case_rectification_ids", "not any", later)
            & ~promised
            & Domain("case_rectification_ids", "not any", rounds)
        )

    @api.model
    def _get_held_domain(self):
        rounds = [("followup_ids", "any", HELD)]
        return Domain.OR(
            [
                HELD,
                [("ticket_id", "any", HELD)],
                [("partner_id", "any", HELD)],
                [("household_id", "any", HELD)],
                [("case_rectification_ids", "any", rounds)],
            ]
        )

    @api.model
    def _get_customer_domain(self, partner):
        return Domain("partner_id", "child_of", partner.ids) | Domain(
            "household_id", "child_of", partner.ids
        )

    @api.model
    def _get_preview_domain(self, *args, **kwargs):
        """Return the first rounds, and the further ones that go along."""
        first = self._get_due_domain(*args, **kwargs)
        return first | Domain("rectification_id.first_followup_id", "any", first)

    def _get_hold_offices(self):
        return self.office_id

    # === WORK === #

    def _anonymise(self):
        """Take the person out of whole cases: rounds, answers and rectifications."""
        rectifications = self.sudo().case_rectification_ids
        rectifications._anonymise()
        rounds = self.sudo() | rectifications.followup_ids
        rounds.ticket_id._let_go(rounds)
        rounds.line_ids._forget_words()
        rounds.attempt_ids._forget_words()
        rounds.correction_ids._forget_words()
        rounds.waiver_ids._forget_words()
        rounds.appointment_ids._forget_words()
        rounds.promise_ids._forget_words()
        rounds.expense_ids._forget_words()
        rounds.evidence_ids.unlink()
        rounds.quality_check_ids._forget_words()
        rounds._get_answer_sheets()._anonymise()
        return super(HuifangFollowup, rounds)._anonymise()

    @api.model
    def _get_anonymous_values(self):
        """Nothing comes of the answer any more; the needs' ticket may name somebody."""
        ended = {"is_to_process": False, "need_ticket_id": False}
        return {**super()._get_anonymous_values(), **ended}

    def _get_answer_sheets(self):
        """Return the customers' answer sheets, finished or not."""
        domain = [("followup_id", "in", self.ids)]
        return self.env["survey.user_input"].sudo().search(domain)
