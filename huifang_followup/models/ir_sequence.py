from odoo import models
from odoo.tools import SQL


class IrSequence(models.Model):
    """Numbers for many records at once."""

    _inherit = "ir.sequence"

    def _next_numbers(self, count):
        """Return the next numbers, from one query where the sequence allows that.

        A sequence without gaps or with periods has to be asked one by one.

        :rtype: list[str]
        """
        self.ensure_one()
        if self.implementation != "standard" or self.use_date_range:
            return [self.next_by_id() for _ in range(count)]
        prefix, suffix = self._get_prefix_suffix()
        query = SQL(
            "SELECT nextval(%s) FROM generate_series(1, %s)",
            f"ir_sequence_{self.id:03d}",
            count,
        )
        return [
            f"{prefix}{number:0{self.padding}d}{suffix}"
            for (number,) in self.env.execute_query(query)
        ]
