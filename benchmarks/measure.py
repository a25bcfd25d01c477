"""Clocks, fair comparisons and the size of the process."""

import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median


class WallClock:
    """Seconds as the person waiting counts them."""

    name = "wall"

    def __init__(self, cr):
        pass

    def now(self):
        return time.perf_counter()


class BusyClock:
    """Seconds of processor time of this process and of its database connection.

    What else the machine does falls out of it, so small differences show.
    """

    name = "busy"

    def __init__(self, cr):
        cr.execute("SELECT pg_backend_pid()")
        self._backend = Path(f"/proc/{cr.fetchone()[0]}")

    def now(self):
        nanoseconds = (self._backend / "schedstat").read_text().split()[0]
        return time.process_time() + int(nanoseconds) / 1e9

    def is_available(self):
        """Tell whether the connection's process runs on this machine and is shown."""
        try:
            name = (self._backend / "comm").read_text().strip()
            return name.startswith("postgres") and self.now() > 0
        except OSError:
            return False


def choose_clock(cr, name):
    """Return the clock asked for, the wall's where the other one cannot be read."""
    clock = BusyClock(cr) if name == "busy" else WallClock(cr)
    return clock if name == "wall" or clock.is_available() else WallClock(cr)


@contextmanager
def stopwatch(clock):
    """Give a list that holds the seconds once the block is over."""
    seconds = []
    began = clock.now()
    yield seconds
    seconds.append(clock.now() - began)


def timed(clock, work):
    """Return how many seconds a function takes."""
    with stopwatch(clock) as seconds:
        work()
    return seconds[0]


def alternate(clock, rounds, **works):
    """Return the median seconds of each function, all run in turn again and again.

    The order changes from round to round, and a first round is not counted.

    :param works: name to a function
    :rtype: dict[str, float]
    """
    seconds = {name: [] for name in works}
    names = list(works)
    for number in range(rounds + 1):
        for name in names if number % 2 else reversed(names):
            taken = timed(clock, works[name])
            if number:
                seconds[name].append(taken)
    return {name: median(values) for name, values in seconds.items()}


def memory():
    """Return the megabytes this process holds."""
    return _read_status("VmRSS")


@contextmanager
def peak_memory():
    """Give a list that holds the most megabytes the process had inside the block."""
    Path("/proc/self/clear_refs").write_text("5")
    peak = []
    yield peak
    peak.append(_read_status("VmHWM"))


def _read_status(name):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)
