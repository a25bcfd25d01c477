"""The table of ratios."""

from dataclasses import dataclass


@dataclass
class Ratio:
    """One line: what was compared, the ratio, and what it is meant to be.

    :param limit: e.g. ``≤ 0.10``; empty where nothing is promised
    :param note: the two figures behind the ratio
    """

    title: str
    value: float
    limit: str
    note: str


def duration(seconds):
    """Return a number of seconds in a unit that is easy to read."""
    for size, unit in ((1, "s"), (1e-3, "ms")):
        if abs(seconds) >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.0f} µs"


def print_head():
    print(f"\n{'':62} ratio    meant\n", flush=True)


def print_ratio(ratio):
    print(f"{ratio.title:60} {ratio.value:7.2f}   {ratio.limit:7}", flush=True)
    print(f"    {ratio.note}", flush=True)
