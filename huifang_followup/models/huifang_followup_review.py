from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class HuifangFollowup(models.Model):
    """Superiors read what was recorded, with an opinion (C11) 批阅."""

    _inherit = "huifang.followup"

    review_date = fields.Datetime(string="Reviewed On", readonly=True, copy=False)
    is_review_overdue = fields.Boolean(
        string="Review Overdue",
        compute="_compute_is_review_overdue",
        search="_search_is_review_overdue",
    )

    @api.depends("state", "done_date")
    def _compute_is_review_overdue(self):
        overdue = self.filtered_domain(self._get_review_overdue_domain())
        for followup in self:
            followup.is_review_overdue = followup in overdue

    @api.model
    def _search_is_review_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_review_overdue_domain()

    @api.model
    def _get_review_overdue_domain(self):
        """Return what has waited longer than its company lets it."""
        now = fields.Datetime.now()
        return Domain("state", "=", "done") & Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("done_date", "<", now - timedelta(company.followup_review_days))
            for company in self.env.companies
        )

    def _review(self, opinion):
        """Review records with one opinion; who has written another one keeps it.

        :param str opinion: not empty
        """
        self.check_access("write")
        for followup in self.filtered(lambda followup: followup.state != "done"):
            raise UserError(self.env._("%s does not wait for a review.", followup.name))
        self.filtered(lambda f: not f.review_opinion).review_opinion = opinion
        self.action_review()
