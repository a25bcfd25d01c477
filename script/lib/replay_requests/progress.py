"""What is said while the replay goes on."""

import freezegun.api

EVERY = 5  # seconds


def say(text):
    print(f"· {text}", flush=True)


class Progress:
    """Says every few seconds how far the replay has come."""

    def __init__(self):
        self._begin = self._last = _real_seconds()

    def __call__(self, clock):
        now = _real_seconds()
        if now - self._last < EVERY:
            return
        self._last = now
        say(
            f"{now - self._begin:4.0f} s: {clock.local_time:%Y-%m-%d %H:%M}, "
            f"{len(clock.openings):,} requests to come, "
            f"{len(clock.closings):,} to close, {clock.customers.answered:,} answers"
        )


def _real_seconds():
    # looked up at each call: freezegun replaces the names it finds in other modules
    return freezegun.api.real_monotonic()
