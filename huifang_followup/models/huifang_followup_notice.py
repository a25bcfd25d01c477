from odoo import api, fields, models


class HuifangFollowup(models.Model):
    """The result notice 处理结果通知单 to whoever complained (D8).

    It goes out by mail with the link to accept or reject. Whom no mail reaches hears
    the same words from the surveyor.
    """

    _inherit = "huifang.followup"

    result_notice = fields.Html(
        string="Tell the Customer",
        compute="_compute_result_notice",
        compute_sudo=True,
    )

    @api.depends("rectification_id", "partner_id.lang")
    def _compute_result_notice(self):
        """The notice in the language of the customer."""
        for followup in self:
            is_told = bool(followup.rectification_id)
            followup.result_notice = is_told and followup._render_result_notice()

    def _render_result_notice(self):
        told = self.with_context(lang=self._get_partner_lang())
        return told.env["ir.qweb"]._render(
            "huifang_followup.result_notice",
            {"notice": told.rectification_id._prepare_notice()},
        )
