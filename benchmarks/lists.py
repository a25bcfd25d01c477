"""A dispatcher's list of follow-ups: what the access rules cost.

Without rules the same rows are asked for by their office, in elevated mode.
"""

from .measure import WallClock, alternate
from .table import Ratio, duration

FOLLOWUPS = 1_000_000
ROUNDS = 21
COLUMNS = ("name", "state", "partner_id", "office_id", "user_id", "planned_date")


def run(bench):
    count = bench.size(FOLLOWUPS)
    bench.company.create_followups(
        count,
        state="(ARRAY['planned', 'in_progress', 'done', 'dropped'])[1 + n / 7 %% 4]",
        planned_date="TIMESTAMP '2026-01-01' + n * INTERVAL '1 minute'",
    )
    bench.commit()
    company = bench.company
    followups = bench.env["huifang.followup"]
    mine = followups.with_user(company.dispatcher)
    office = [("office_id", "=", company.offices[0].id)]
    for title, domain in (
        ("all", []),
        ("open", [("state", "in", ("planned", "in_progress"))]),
    ):
        yield _compare(
            bench,
            f"a dispatcher's list of {title}, of {count:,} ÷ without rules",
            lambda d=domain: _read_page(mine, d),
            lambda d=domain: _read_page(followups, d + office),
        )
        yield _compare(
            bench,
            f"a dispatcher's count of {title}, of {count:,} ÷ without rules",
            lambda d=domain: mine.search_count(d),
            lambda d=domain: followups.search_count(d + office),
        )


def _read_page(followups, domain):
    """Read the first page as the list view does."""
    specification = {
        name: {"fields": {"display_name": {}}} if name.endswith("_id") else {}
        for name in COLUMNS
    }
    followups.web_search_read(domain, specification, limit=80)


def _compare(bench, title, with_rules, without_rules):
    def afresh(read):
        bench.env.invalidate_all()
        read()

    seconds = alternate(
        WallClock(bench.env.cr),
        ROUNDS,
        with_rules=lambda: afresh(with_rules),
        without_rules=lambda: afresh(without_rules),
    )
    return Ratio(
        title,
        seconds["with_rules"] / seconds["without_rules"],
        "≤ 1.50",
        f"{duration(seconds['with_rules'])} and {duration(seconds['without_rules'])}",
    )
