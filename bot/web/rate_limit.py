"""Does one sender ask for more than any person could?

Kept in memory, for each process: it stops a runaway script, not a determined attack.
"""

from __future__ import annotations

from collections.abc import Callable

# A hall full of residents shares one address, and a load test is one sender: so be generous.
BURST = 3000
PER_SECOND = 50.0
_MOST_SENDERS = 10_000

Clock = Callable[[], float]
"""Seconds that only rise."""


class RateLimit:
    """A bucket for each sender that fills up again with time."""

    def __init__(self, clock: Clock, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        """Start with full buckets.

        Args:
            burst: Requests that may come at once.
            per_second: Requests that may follow, each second.
        """
        self._clock = clock
        self._burst = burst
        self._per_second = per_second
        self._buckets: dict[str, tuple[float, float]] = {}

    def allows(self, sender: str) -> bool:
        """Count one request of a sender; False when it is one too many."""
        now = self._clock()
        left, since = self._buckets.pop(sender, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._per_second)
        self._buckets[sender] = (left - 1 if left >= 1 else left, now)
        if len(self._buckets) > _MOST_SENDERS:
            del self._buckets[next(iter(self._buckets))]  # Who was silent longest.
        return left >= 1
