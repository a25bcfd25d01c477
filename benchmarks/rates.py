"""The pivot of satisfaction rates: a million ratings by aspect and month.

The ratings are copies of one ballot made by INSERT … SELECT, spread over a year,
offices and levels. The pivot asks as the company manager, access rules included; the
plainest SQL reads the same tables for the same numbers and knows no rules.
"""

from .measure import WallClock, alternate
from .rows import multiply
from .table import Ratio, duration

RATINGS = 1_000_000
ROUNDS = 7

# H1: satisfied and fair ÷ returned; blank counts, "not applicable" does not.
FIGURES = """
    avg(CASE WHEN line.level IN ('satisfied', 'fair') THEN 100.0
             WHEN line.level = 'na' THEN NULL
             ELSE 0.0 END),
    count(*)
    FROM huifang_followup_line line
    JOIN huifang_followup followup ON followup.id = line.followup_id
    WHERE followup.is_counted
"""
PLAIN = f"""
    SELECT line.aspect_id, date_trunc('month', followup.done_day) AS month, {FIGURES}
    GROUP BY line.aspect_id, month
"""
PLAIN_WITH_TOTALS = f"""
    SELECT line.aspect_id, date_trunc('month', followup.done_day) AS month, {FIGURES}
    GROUP BY CUBE (line.aspect_id, month)
"""
GROUPS = ["aspect_id", "date:month"]
MEASURES = ["rate:avg", "returned:sum"]


def run(bench):
    count = fill(bench, bench.size(RATINGS))
    report = bench.env["huifang.rating.report"].with_user(bench.company.manager)
    report = report.with_context(tz="Asia/Shanghai")
    yield _compare(
        bench,
        f"rates of {count:,} ratings by aspect and month ÷ SQL",
        lambda: report.formatted_read_group([], GROUPS, MEASURES),
        PLAIN,
    )
    sets = [[], GROUPS[:1], GROUPS[1:], GROUPS]
    yield _compare(
        bench,
        "the same with all totals, as the pivot shows it ÷ SQL",
        lambda: report.formatted_read_grouping_sets([], sets, MEASURES),
        PLAIN_WITH_TOTALS,
    )


def fill(bench, ratings):
    """Fill in answered follow-ups with their ratings; return the number of these."""
    aspects = bench.env["huifang.aspect"].search([])
    ballots = ratings // len(aspects)
    followups = bench.company.create_followups(
        ballots,
        state="'done'",
        is_counted="true",
        done_day="DATE '2026-01-01' + n %% 365",
    )
    pattern = bench.env["huifang.followup.line"].create(
        {"followup_id": followups[0], "aspect_id": aspects[0].id, "level": "satisfied"}
    )
    levels = "ARRAY['satisfied', 'satisfied', 'satisfied', 'fair', 'unsatisfied', 'na']"
    lines = multiply(
        pattern,
        ballots * len(aspects) - 1,
        followup_id=f"{followups[0]} + n / {len(aspects)}",
        aspect_id=f"(ARRAY{aspects.ids})[1 + n %% {len(aspects)}]",
        level=f"({levels})[1 + n * 7 / 3 %% 7]",  # every seventh is blank
    )
    bench.env.cr.execute("ANALYZE")  # by now PostgreSQL had done so by itself
    bench.commit()
    return len(lines) + 1


def _compare(bench, title, read, query):
    """Return the ratio of reading through the report and reading by SQL."""

    def read_afresh():
        bench.env.invalidate_all()
        read()

    def read_by_sql():
        bench.env.cr.execute(query)
        bench.env.cr.fetchall()

    clock = WallClock(bench.env.cr)
    seconds = alternate(clock, ROUNDS, report=read_afresh, sql=read_by_sql)
    return Ratio(
        title,
        seconds["report"] / seconds["sql"],
        "≤ 1.50",
        f"{duration(seconds['report'])} and {duration(seconds['sql'])}",
    )
