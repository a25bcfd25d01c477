"""Telling who has to know of late rectifications: growth of the cost, and memory.

Of each, three people are told by Odoo's own activities and mails.
"""

from .measure import memory, peak_memory, timed
from .table import Ratio, duration


def run(bench):
    few, many = bench.size(1_000), bench.size(10_000)
    cost_of_few = _escalate(bench, few) / few
    held = memory()
    with peak_memory() as peak:
        cost_of_many = _escalate(bench, many) / many
    yield Ratio(
        f"telling of each of {many:,} late rectifications ÷ of {few:,}",
        cost_of_many / cost_of_few,
        "≤ 1.20",
        f"{duration(cost_of_many)} and {duration(cost_of_few)}",
    )
    yield Ratio(
        f"most memory while telling of {many:,} ÷ held before",
        peak[0] / held,
        "≤ 1.10",
        f"{peak[0]:,.0f} MB and {held:,.0f} MB",
    )


def _escalate(bench, count):
    """Return the seconds it takes to tell of so many more, all of them past due."""
    day = "DATE '2026-01-05'"
    bench.company.create_rectifications(
        count,
        plan_deadline=day,
        deadline=f"{day} + 300000",
        escalation_date=f"{day} + INTERVAL '16 hours'",
    )
    bench.commit()
    return timed(bench.clock, bench.env["huifang.rectification"]._cron_escalate)
