from odoo import models


class HuifangPaperMixin(models.AbstractModel):
    """Records that are printed as papers of an office (F7)."""

    _name = "huifang.paper.mixin"
    _description = "Printed as a Paper"

    def _get_paper_clock(self):
        """Return QWeb options: moments are printed on the office's clock (H10)."""
        self.ensure_one()
        place = self.office_id.sudo() or self.company_id or self.env.company
        return {"tz_name": place._get_contact_calendar().tz, "hide_seconds": True}
