from odoo import models

# How many improvements an invitation lists.
LISTED = 3


class HuifangOffice(models.Model):
    """What was improved because of the last answers, for the next invitation (E7)."""

    _inherit = "huifang.office"

    def _get_improvements(self):
        """Return the newest few, in the office's own words for its customers.

        :rtype: list[str], without repetitions
        """
        rectifications = self.env["huifang.rectification"].sudo()
        newest = rectifications.search(
            [
                ("office_id", "in", self.ids),
                ("state", "=", "closed"),
                ("improvement", "!=", False),
            ],
            order="closed_date desc, id desc",
            limit=LISTED,
        )
        return list(dict.fromkeys(newest.mapped("improvement")))
