"""Did somebody fail too often lately?

Kept in memory, for each process.  Pure but for that: the present moment comes in as a value.
"""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta

_MOST_KEYS = 10_000


class Throttle:
    """Counts failures in this process and refuses for a while after too many."""

    def __init__(self, most: int, within: timedelta) -> None:
        self._most, self._within = most, within
        self._failures: dict[tuple[str, ...], deque[datetime]] = defaultdict(deque)

    def allows(self, key: tuple[str, ...], now: datetime) -> bool:
        """Whether there were fewer than ``most`` failures lately."""
        failures = self._failures.get(key, deque())
        while failures and now - failures[0] >= self._within:
            failures.popleft()
        if not failures:
            self._failures.pop(key, None)
        return len(failures) < self._most

    def failed(self, key: tuple[str, ...], now: datetime) -> None:
        """Remember one failure."""
        self._failures[key].append(now)
        if len(self._failures) > _MOST_KEYS:
            del self._failures[next(iter(self._failures))]  # Who failed first.

    def forgive(self, key: tuple[str, ...]) -> None:
        """Take one failure back that turned out to be none."""
        failures = self._failures.get(key)
        if failures:
            failures.pop()
