"""Planning follow-ups: speed, growth of the cost with the size, and memory.

The survey app's way to ask people is a loop of ``_create_answer``. A planned follow-up
has a policy, a draw, a deadline, a moment inside contact hours and a person besides.
"""

from statistics import median

from odoo.tools import split_every

from .measure import memory, peak_memory, timed
from .table import Ratio, duration

ANSWERS = 500


def run(bench):
    few, many = bench.size(10_000), bench.size(100_000)
    households = bench.company.create_households((few + many) * 8 // 10)
    bench.commit()
    answer = [_create_answers(bench, households)]
    cost_of_few = _plan(bench, few, households) / few
    answer += [_create_answers(bench, households) for _ in range(2)]
    yield Ratio(
        f"planning {few:,} follow-ups: as many per second as _create_answer × …",
        median(answer) / cost_of_few,
        "≥ 3.00",
        f"{1 / cost_of_few:,.0f} follow-ups and {1 / median(answer):,.0f} answers "
        "a second",
    )
    held, peak, cost_of_many = _plan_and_watch(bench, many, households)
    yield Ratio(
        f"cost of a follow-up in {many:,} ÷ in {few:,}",
        cost_of_many / cost_of_few,
        "≤ 1.20",
        f"{duration(cost_of_many)} and {duration(cost_of_few)}; {_outcomes(bench)}",
    )
    yield Ratio(
        f"most memory while planning {many:,} ÷ held before",
        peak / held,
        "≤ 1.10",
        f"{peak:,.0f} MB and {held:,.0f} MB",
    )


def _plan_and_watch(bench, count, households):
    """Return megabytes held before, the most held meanwhile, and seconds per record."""
    _close_tickets(bench, count, households)
    held = memory()
    with peak_memory() as peak:
        seconds = _run_planner(bench)
    return held, peak[0], seconds / count


def _plan(bench, count, households):
    """Return the seconds it takes to plan the follow-ups of new closings."""
    _close_tickets(bench, count, households)
    return _run_planner(bench)


def _run_planner(bench):
    return timed(bench.clock, bench.env["huifang.followup"]._cron_plan)


def _close_tickets(bench, count, households):
    """Put closings on record and leave them to the planner."""
    tickets = bench.company.create_closed_tickets(count, households)
    bench.commit()
    for ids in split_every(1000, tickets.ids):
        tickets.browse(ids)._open_followups(bench.env.cr.now())
        bench.commit()
    bench.env.cr.execute("ANALYZE huifang_followup")
    bench.commit()


def _create_answers(bench, households):
    """Return the seconds a survey answer takes, made one after the other."""
    survey = bench.env.ref("huifang_followup.survey_service")
    partners = households[:ANSWERS]
    partners.mapped("email")

    def create():
        for partner in partners:
            survey._create_answer(partner=partner, check_attempts=False)
        bench.env.flush_all()

    seconds = timed(bench.clock, create)
    bench.commit()
    return seconds / ANSWERS


def _outcomes(bench):
    """Return what became of the follow-ups, as text."""
    groups = bench.env["huifang.followup"]._read_group(
        [("policy_id", "!=", False)], ["state"], ["__count"]
    )
    total = sum(count for _state, count in groups)
    return ", ".join(f"{state} {count / total:.0%}" for state, count in groups)
