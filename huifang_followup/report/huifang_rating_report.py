from odoo import fields, models
from odoo.tools import SQL

from .. import const


class HuifangRatingReport(models.Model):
    """Ratings, one row per ballot and aspect, for pivot and graph (H1–H3).

    The rate is an average over rows: 100 for satisfied and fair, 0 for unsatisfied and
    blank, nothing for "not applicable". So it is (satisfied + fair) ÷ (returned − not
    applicable) at every level of grouping, and empty where nothing was returned.
    """

    _name = "huifang.rating.report"
    _description = "Satisfaction Analysis"
    _inherit = ["huifang.scope.mixin"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "followup_id"
    _depends = {
        "huifang.followup.line": ["followup_id", "aspect_id", "level"],
        "huifang.followup": [
            "company_id",
            "office_id",
            "function_id",
            "team_id",
            "category_id",
            "handler_id",
            "user_id",
            "policy_id",
            "kind",
            "channel",
            "answer_mode",
            "round",
            "done_day",
            "is_counted",
        ],
    }

    followup_id = fields.Many2one("huifang.followup", readonly=True)
    aspect_id = fields.Many2one("huifang.aspect", readonly=True)
    level = fields.Selection(const.LEVELS, readonly=True)
    date = fields.Date(string="Answered On", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    office_id = fields.Many2one("huifang.office", readonly=True)
    function_id = fields.Many2one("huifang.function", readonly=True)
    team_id = fields.Many2one("helpdesk.ticket.team", readonly=True)
    category_id = fields.Many2one("helpdesk.ticket.category", readonly=True)
    handler_id = fields.Many2one("res.users", readonly=True)
    user_id = fields.Many2one("res.users", string="Surveyor", readonly=True)
    policy_id = fields.Many2one("huifang.policy", readonly=True)
    kind = fields.Selection(const.KINDS, readonly=True)
    channel = fields.Selection(
        lambda self: self.env["huifang.channel"]._get_selection(), readonly=True
    )
    answer_mode = fields.Selection(const.ANSWER_MODES, readonly=True)
    pass_kind = fields.Selection(
        [("first", "First Pass"), ("after", "After Rectification")],
        string="Pass",
        readonly=True,
        help="First pass: the first time a closing is asked about.",
    )

    rate = fields.Float(
        string="Satisfaction (%)", readonly=True, aggregator="avg", digits=(5, 1)
    )
    returned = fields.Integer(
        string="Ratings",
        readonly=True,
        help="What the rate is divided by: blanks included, not applicable left out.",
    )
    satisfied = fields.Integer(readonly=True)
    fair = fields.Integer(readonly=True)
    unsatisfied = fields.Integer(readonly=True)
    blank = fields.Integer(readonly=True)
    not_applicable = fields.Integer(readonly=True)

    def init(self):
        """Let PostgreSQL know how few months there are among the days.

        Else it expects a group for every day and aspect, and sorts a million ratings on
        disk where a small table in memory does. Told at the next ANALYZE.
        """
        if self.env.cr.connection.server_version >= 140000:
            self.env.cr.execute(
                """
                CREATE STATISTICS IF NOT EXISTS huifang_followup_done_month
                ON (date_trunc('month', done_day::timestamp)::date)
                FROM huifang_followup
                """
            )

    @property
    def _table_query(self):
        return SQL(
            "SELECT %s FROM %s WHERE %s", self._select(), self._from(), self._where()
        )

    def _select(self):
        """Return the columns; a module adding a dimension extends this."""
        return SQL(
            """
            line.id, line.followup_id, line.aspect_id, line.level,
            followup.done_day AS date, followup.company_id, followup.office_id,
            followup.function_id, followup.team_id, followup.category_id,
            followup.handler_id, followup.user_id, followup.policy_id, followup.kind,
            followup.channel, followup.answer_mode,
            CASE WHEN followup.round = 1 THEN 'first' ELSE 'after' END AS pass_kind,
            CASE WHEN line.level IN ('satisfied', 'fair') THEN 100.0::float8
                 WHEN line.level = 'na' THEN NULL
                 ELSE 0.0 END AS rate,
            (line.level IS DISTINCT FROM 'na')::int AS returned,
            (line.level = 'satisfied')::int AS satisfied,
            (line.level = 'fair')::int AS fair,
            (line.level = 'unsatisfied')::int AS unsatisfied,
            (line.level IS NULL)::int AS blank,
            (line.level = 'na')::int AS not_applicable
            """
        )

    def _from(self):
        return SQL(
            """
            huifang_followup_line line
            JOIN huifang_followup followup ON followup.id = line.followup_id
            """
        )

    def _where(self):
        """Return which ballots count: answered, and by a person (D10)."""
        return SQL("followup.is_counted")
