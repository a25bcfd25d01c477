from odoo import api, fields, models
from odoo.exceptions import ValidationError

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
        others = self.filtered(lambda survey: survey.survey_type != "followup")
        domain = [("survey_id", "in", others.ids)]
        if any(
            self.env[model].sudo().search_count(domain, limit=1)
            for model in ("huifang.policy", "huifang.followup")
        ):
            raise ValidationError(
                self.env._("A questionnaire used by follow-ups stays one.")
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
        questions = self.sudo().question_ids
        return questions.filtered(lambda q: q.followup_purpose == "aspect").aspect_id
