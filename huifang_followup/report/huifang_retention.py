from odoo import api, fields, models
from odoo.tools import SQL

AHEAD_DAYS = 30


class HuifangRetention(models.Model):
    """What will be anonymised, today and soon, and what is held; a row a kind (I4)."""

    _name = "huifang.retention"
    _description = "Retention"
    _auto = False
    _rec_name = "kind"
    _order = "id"

    kind = fields.Selection(
        [
            ("helpdesk.ticket", "Complaint Papers"),
            ("huifang.followup", "Follow-ups"),
            ("huifang.rectification", "Rectifications"),
        ],
        readonly=True,
    )
    due_count = fields.Integer(string="Today", compute="_compute_counts")
    soon_count = fields.Integer(string="In 30 Days", compute="_compute_counts")
    held_count = fields.Integer(string="On Legal Hold", compute="_compute_counts")

    @property
    def _table_query(self):
        kinds = enumerate(self._fields["kind"].get_values(self.env), start=1)
        rows = SQL(", ").join(SQL("(%s, %s)", number, kind) for number, kind in kinds)
        return SQL("SELECT * FROM (VALUES %s) AS kinds (id, kind)", rows)

    @api.depends_context("allowed_company_ids")
    def _compute_counts(self):
        for row in self:
            records = row._get_records()
            for period, domain in row._get_domains().items():
                row[f"{period}_count"] = records.search_count(domain)

    def action_open(self):
        """Open the records behind a number; the context's ``period`` says which."""
        self.ensure_one()
        domain = self._get_domains()[self.env.context["period"]]
        found = self._get_records().search(domain)
        labels = dict(self._fields["kind"]._description_selection(self.env))
        return {
            "type": "ir.actions.act_window",
            "name": labels[self.kind],
            "res_model": self.kind,
            "view_mode": "list,form",
            "domain": [("id", "in", found.ids)],
            "context": {"active_test": False, "create": False},
        }

    def _get_records(self):
        """Return the model of the kind, in elevated mode: the preview is complete."""
        return self.env[self.kind].sudo().with_context(active_test=False)

    def _get_domains(self):
        """Return what is ``due`` today, due ``soon`` after it, and till then ``held``.

        :return: domains over the companies at work
        """
        model, companies = self._get_records(), self.env.companies
        now = fields.Datetime.now()
        soon = fields.Datetime.add(now, days=AHEAD_DAYS)
        due = model._get_preview_domain(now, companies)
        return {
            "due": due,
            "soon": model._get_preview_domain(soon, companies) & ~due,
            "held": model._get_preview_domain(soon, companies, is_held=True),
        }
