from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..const import FOLLOWUP_OPEN_STATES

# What the personal link relies on: one page, answered once, checked by the server.
FOLLOWUP_SETTINGS = {
    "access_mode": "token",
    "users_login_required": False,
    "users_can_go_back": False,
    "questions_layout": "one_page",
    "questions_selection": "all",
    "scoring_type": "no_scoring",
    "is_time_limited": False,
    "is_attempts_limited": False,
    "certification": False,
}


class SurveySurvey(models.Model):
    """Questionnaires of follow-ups are surveys of a type of their own."""

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[("followup", "Follow-up")],
        ondelete={"followup": "set default"},
    )

    @api.depends("survey_type")
    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        result = super()._compute_allowed_survey_types()
        if self.env.user.has_group("huifang_followup.group_office_head"):
            for survey in self:
                allowed = survey.allowed_survey_types or ()
                survey.allowed_survey_types = [*allowed, "followup"]
        return result

    @api.onchange("survey_type")
    def _onchange_survey_type(self):
        result = super()._onchange_survey_type()
        if self.survey_type == "followup":
            self.update(FOLLOWUP_SETTINGS)
        return result

    @api.constrains("survey_type", *FOLLOWUP_SETTINGS)
    def _check_followup_settings(self):
        for survey in self.filtered(lambda s: s.survey_type == "followup"):
            wrong = [
                survey._fields[name]._description_string(self.env)
                for name, value in FOLLOWUP_SETTINGS.items()
                if survey[name] != value
            ]
            if wrong:
                raise ValidationError(
                    self.env._(
                        "A follow-up questionnaire has one page, is answered once by "
                        "personal link and is not scored. Reset: %s",
                        ", ".join(wrong),
                    )
                )

    @api.constrains("survey_type")
    def _check_followup_type(self):
        """Keep the answers of follow-ups from the readers of other surveys (I2)."""
        followup = self.filtered(lambda survey: survey.survey_type == "followup")
        followup.question_ids._check_followup_purpose()
        if (self - followup)._is_used():
            raise ValidationError(
                self.env._("A questionnaire used by follow-ups stays one.")
            )

    @api.constrains("question_and_page_ids")
    def _check_used_questions(self):
        self.filtered(lambda survey: survey._is_used())._check_rates_aspects()

    @api.constrains("active")
    def _check_used_active(self):
        """Keep the links open: nobody can answer an archived questionnaire."""
        open_only = [("state", "in", FOLLOWUP_OPEN_STATES)]
        for survey in self.filtered(lambda survey: not survey.active):
            if survey._is_used(open_only):
                raise ValidationError(
                    self.env._(
                        "%s is still asked. Choose another questionnaire in the "
                        "policies, and archive this one when its last open follow-up "
                        "is over.",
                        survey.title,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("survey_type") == "followup":
                vals.update({**FOLLOWUP_SETTINGS, **vals})
        return super().create(vals_list)

    def _get_asked_aspects(self):
        """Return the aspects a ballot of this questionnaire asks, in its order."""
        self.ensure_one()
        return self.sudo().question_ids._get_rated_aspects()

    def _get_aspects_asked_after(self, chosen):
        """Return the aspects asked of somebody who chose certain answers.

        :param chosen: ``survey.question.answer`` records
        """
        self.ensure_one()
        asked = self.sudo().question_ids.filtered(lambda q: q._is_asked(chosen))
        return asked._get_rated_aspects()

    def _asks_about(self, purpose):
        """Tell whether the questionnaire has a question of a purpose."""
        self.ensure_one()
        return purpose in self.sudo().question_ids.mapped("followup_purpose")

    def _check_rates_aspects(self):
        """Refuse questionnaires without ratings: nobody could finish a record."""
        for survey in self:
            if not survey._get_asked_aspects():
                raise ValidationError(
                    self.env._(
                        "%s rates nothing yet. Add a question that rates an aspect, "
                        "with its answers.",
                        survey.title,
                    )
                )

    def _is_used(self, followup_domain=()):
        """Tell whether a policy or a follow-up has one of these questionnaires.

        :param followup_domain: which follow-ups matter
        """
        used = [("survey_id", "in", self.ids)]
        return any(
            self.env[model].sudo().search_count([*used, *domain], limit=1)
            for model, domain in (
                ("huifang.policy", []),
                ("huifang.followup", followup_domain),
            )
        )
