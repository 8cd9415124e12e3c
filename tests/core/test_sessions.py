"""Is it counted rightly who will come, and is a seat held as long as somebody can answer?"""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.scheduling import LOCAL
from bot.core.sessions import Came, expected_present, held_until

EXPECTED = [
    # invited, percent that stays away -> how many will be there (domain.md 2.5, E2)
    (45, 30, (31, 32)),
    (40, 30, (28, 28)),
    (0, 30, (0, 0)),
    (15, 0, (15, 15)),
    (1, 50, (0, 1)),
]


@pytest.mark.parametrize(("invited", "no_show", "expected"), EXPECTED)
def test_how_many_will_be_there(invited, no_show, expected):
    assert expected_present(invited, no_show) == expected


HELD = {
    # freed, start -> until when it is held (domain.md 2.10, G9)
    "an hour is enough": ("2026-11-26T08:10", "2026-11-26T14:00", "2026-11-26T09:10"),
    "half an hour before the start": ("2026-11-26T08:10", "2026-11-26T09:30", "2026-11-26T09:00"),
    "at night until the morning": ("2026-11-26T03:00", "2026-11-26T14:00", "2026-11-26T09:00"),
    "in the evening until the next morning": ("2026-11-26T21:00", "2026-11-27T14:00", "2026-11-27T09:00"),
    "ten minutes to answer at least": ("2026-11-26T08:50", "2026-11-26T09:30", "2026-11-26T09:00"),
    "with less nobody is asked": ("2026-11-26T08:51", "2026-11-26T09:30", None),
    "nor after the start": ("2026-11-26T10:00", "2026-11-26T09:30", None),
    "nor at night for the morning": ("2026-11-26T03:00", "2026-11-26T08:30", None),
}  # fmt: skip


@pytest.mark.parametrize(("freed", "start", "until"), HELD.values(), ids=HELD)
def test_a_freed_seat_is_held_as_long_as_somebody_can_answer(freed, start, until):
    assert held_until(_at(freed), _at(start)) == (_at(until) if until else None)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(("came", "percent"), [
    (Came(7, 3), 30), (Came(2, 1), 33), (Came(4, 0), 0), (Came(), None),
])  # fmt: skip
def test_the_share_that_stayed_away(came, percent):
    assert came.no_show == percent
