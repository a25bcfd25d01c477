"""Closing tickets: what the addon adds to it, against creating the same tickets.

The helpdesk spends its time on creating tickets; what closing them costs in addition
must not be felt beside it. In each round equal tickets are closed with the addon's
part of ``write`` and without it.
"""

from contextlib import ExitStack, contextmanager, nullcontext
from statistics import median
from unittest.mock import patch

from .measure import timed
from .table import Ratio, duration

ROUNDS = 5


def run(bench):
    households = bench.company.create_households(1000)
    bench.commit()
    values = bench.company.prepare_tickets(bench.size(1000), households)
    yield _measure(bench, values, "in one write", _in_one_write)
    values = values[: bench.size(200)]
    yield _measure(bench, values, "one by one", _one_by_one)
    yield _measure(bench, values, "one by one, each committed", _each_committed)


def _in_one_write(bench, items, work):
    work(items)
    bench.env.flush_all()


def _one_by_one(bench, items, work):
    for number in range(len(items)):
        work(items[number : number + 1])
        bench.env.flush_all()


def _each_committed(bench, items, work):
    for number in range(len(items)):
        work(items[number : number + 1])
        bench.env.cr.commit()


def _measure(bench, values, how, walk):
    """Return the ratio of one way of walking through tickets."""
    rounds = [_measure_round(bench, values, walk, number) for number in range(ROUNDS)]
    create, extra = map(median, zip(*rounds, strict=True))
    return Ratio(
        f"closing {len(values):,} tickets {how}: extra ÷ creating them",
        extra / create,
        "≤ 0.10",
        f"{duration(extra / len(values))} extra, "
        f"{duration(create / len(values))} to create, per ticket",
    )


def _measure_round(bench, values, walk, number):
    """Return seconds to create the tickets, and seconds the addon adds to closing."""
    stage = bench.company.done_stage

    def close(tickets):
        tickets.write({"stage_id": stage.id})

    create, bare_tickets = _create(bench, values, walk)
    _again, addon_tickets = _create(bench, values, walk)
    closings = {
        "bare": (bare_tickets, without_addon),
        "addon": (addon_tickets, nullcontext),
    }
    seconds = {}
    for name in sorted(closings, reverse=number % 2):
        tickets, mode = closings[name]
        with mode(tickets):
            seconds[name] = timed(bench.clock, lambda t=tickets: walk(bench, t, close))
        bench.commit()
    return create, seconds["addon"] - seconds["bare"]


def _create(bench, values, walk):
    """Return the seconds it takes to create tickets, and the tickets."""
    model = bench.env["helpdesk.ticket"].with_user(bench.company.agent)
    ids = []
    with without_addon(model):
        seconds = timed(
            bench.clock,
            lambda: walk(
                bench, values, lambda some: ids.extend(model.create(some).ids)
            ),
        )
    bench.commit()
    return seconds, model.browse(ids)


@contextmanager
def without_addon(tickets):
    """Leave the addon's ``create`` and ``write`` of tickets out, in all their files.

    What its stored fields cost is paid with and without it.
    """
    with ExitStack() as stack:
        for cls in type(tickets).mro():
            own = {"create", "write"} & vars(cls).keys()
            if own and cls.__module__.startswith("odoo.addons.huifang_followup."):
                plain = {name: _skip(cls, name) for name in own}
                stack.enter_context(patch.multiple(cls, **plain))
        yield


def _skip(cls, name):
    """Return a method that goes straight on to what the class extends."""
    return lambda self, vals: getattr(super(cls, self), name)(vals)
