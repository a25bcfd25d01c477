import json

from odoo import api, models
from odoo.tools import SQL


class HuifangFollowup(models.Model):
    """How closings come on record (B13): all that happens in the closing request."""

    _inherit = "huifang.followup"

    @api.model
    def _record_closings(self, vals_list):
        """Insert a ``new`` follow-up per closing and number the closings.

        One statement, whether one ticket is closed or a thousand: whoever closes
        tickets waits for this. ``create`` takes three times as long, and nothing it
        does beyond inserting is needed for a record that nobody has looked at yet.

        :param list vals_list: what is frozen at each closing, the same fields in all
        :return: the new follow-ups
        """
        if not vals_list:
            return self.browse()
        rows = [self._prepare_closing_row(vals) for vals in vals_list]
        tickets = self.env["helpdesk.ticket"].browse(row["ticket_id"] for row in rows)
        # Where two people close one ticket, let the second wait for its row and find it
        # closed when Odoo tries again; the unique index would refuse it for good.
        tickets.flush_recordset(["stage_id"])
        query = SQL(
            """
            INSERT INTO huifang_followup (%(columns)s, closing_number)
            SELECT %(columns)s, 1 + COALESCE((
                SELECT max(earlier.closing_number) FROM huifang_followup earlier
                WHERE earlier.ticket_id = closing.ticket_id
            ), 0)
            FROM jsonb_populate_recordset(NULL::huifang_followup, %(rows)s) closing
            RETURNING id
            """,
            columns=SQL(", ".join(rows[0])),
            rows=json.dumps(rows, default=str),
        )
        followups = self.browse(id_ for (id_,) in self.env.execute_query(query))
        tickets.invalidate_recordset(["followup_ids", "satisfaction"], flush=False)
        return followups

    @api.model
    def _prepare_closing_row(self, vals):
        """Return the columns of a new follow-up as PostgreSQL takes them."""
        now = self.env.cr.now()
        return {
            **{"name": "/", "state": "new", "is_counted": False},
            **{"round": 1, "step_number": 1},
            **{"create_uid": self.env.uid, "create_date": now},
            **{"write_uid": self.env.uid, "write_date": now},
            **{
                name: self._fields[name].convert_to_column_insert(value, self)
                for name, value in vals.items()
            },
        }
