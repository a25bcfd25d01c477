from odoo import api, models

from .. import const


class OpinionsSummary(models.AbstractModel):
    """Customers' opinions summary 意见汇总表 of the chosen follow-ups (H7).

    One sheet per office: what was said, by whom, and what came of it.
    """

    _name = "report.huifang_followup.opinions_summary"
    _description = "Opinions Summary"

    @api.model
    def _get_report_values(self, docids, data=None):
        followups = self.env["huifang.followup"].browse(docids)
        answered = followups.filtered(
            lambda followup: followup.state in const.FOLLOWUP_ANSWERED_STATES
        )
        offices = answered.grouped("office_id")
        return {
            "doc_ids": docids,
            "doc_model": followups._name,
            "docs": followups,
            "sheets": [
                self._prepare_sheet(office, offices[office])
                for office in answered.office_id.sorted("name")
            ],
        }

    def _prepare_sheet(self, office, followups):
        """Return what one office's sheet shows; who said nothing is only counted."""
        followups = followups.sorted(lambda followup: (followup.done_date, followup.id))
        rows = [
            {"followup": followup, "words": words}
            for followup in followups
            if (words := followup._prepare_paper_words())
        ]
        days = followups.mapped("done_day")
        return {
            "office": office,
            "date_from": min(days),
            "date_to": max(days),
            "answered": len(followups),
            "rows": rows,
        }
