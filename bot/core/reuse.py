"""May what somebody told earlier be used again, and is it long enough ago to ask?

Pure: today comes in.  Source: domain.md 2.11 (X6), 4.1; Pw 43a.
"""

from __future__ import annotations

from datetime import date, timedelta

ASKED_AFTER = timedelta(weeks=4)
"""After so long much may have changed; before it nobody is bothered."""


def asks_still_true(first: date, today: date, months: int | None) -> bool:
    """Whether to ask if what was told still holds.

    Args:
        first: Local date of the first contact.
        today: Local date.
        months: How far back the law lets a municipality use what it has; ``None``: the law has no such rule.
    """
    if months is None or today - first < ASKED_AFTER:
        return False
    gone = (today.year - first.year) * 12 + today.month - first.month
    return gone < months or (gone == months and today.day <= first.day)
