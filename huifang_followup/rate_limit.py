"""Slow down who tries again and again: pure Python, no database."""

import time
from collections import OrderedDict, deque
from threading import Lock

MAX_KEYS = 10_000  # addresses remembered at once; the longest silent are forgotten


class RateLimit:
    """Count failures per key, and say when there are too many.

    It lives in the memory of one process: several processes allow as many times more,
    and a restart forgets everything. That is enough to stop a machine from hammering;
    what protects a link is the length of its secret.
    """

    def __init__(self, allowed, window, pause, clock=time.monotonic):
        """
        :param int allowed: failures within the window that are still borne
        :param float window: seconds
        :param float pause: seconds for which a key is refused after that
        :param clock: function that returns seconds, for tests
        """
        self.allowed = allowed
        self.window = window
        self.pause = pause
        self._clock = clock
        self._failures = OrderedDict()
        self._paused_until = {}
        self._lock = Lock()

    def fail(self, key):
        """Note a failure and tell whether there have been too many.

        :return: seconds until the key is borne again, 0 while it is
        """
        now = self._clock()
        with self._lock:
            moments = self._remember(key)
            while moments and moments[0] <= now - self.window:
                moments.popleft()
            moments.append(now)
            if len(moments) > self.allowed:
                self._paused_until[key] = now + self.pause
            return max(0, self._paused_until.get(key, 0) - now)

    def _remember(self, key):
        """Return the key's failures; make room where there are too many keys."""
        moments = self._failures.setdefault(key, deque(maxlen=self.allowed + 1))
        self._failures.move_to_end(key)
        while len(self._failures) > MAX_KEYS:
            forgotten, _moments = self._failures.popitem(last=False)
            self._paused_until.pop(forgotten, None)
        return moments
