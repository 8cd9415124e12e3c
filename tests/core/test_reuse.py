"""Is somebody asked whether what they told still holds, when it is old but not too old?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.reuse import asks_still_true

FIRST = date(2026, 11, 26)

DAYS = [
    # today, months of the law, asked
    (date(2026, 11, 26), 12, False),
    (date(2026, 12, 23), 12, False),
    (date(2026, 12, 24), 12, True),
    (date(2027, 11, 26), 12, True),
    (date(2027, 11, 27), 12, False),
    (date(2028, 1, 1), 12, False),
    (date(2027, 5, 1), None, False),
]


@pytest.mark.parametrize(("today", "months", "expected"), DAYS)
def test_after_four_weeks_and_within_the_months_of_the_law(today, months, expected):
    assert asks_still_true(FIRST, today, months) is expected
