"""Does a question about another day or year get that one's law?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.law_dates import date_asked

LAW_DAY = date(2026, 11, 26)

ASKED = [
    ("hoeveel was de bijstand op 1-7-2025?", date(2025, 7, 1)),
    ("hoeveel was de bijstand in 2025?", date(2025, 12, 31)),
    ("hoeveel is de bijstand in 2027?", date(2027, 1, 1)),
    ("hoeveel was de bijstand vorig jaar?", date(2025, 12, 31)),
    ("how much is it next year?", date(2027, 1, 1)),
    ("hoeveel is de bijstand in 2026?", None),
    ("hoeveel krijg ik?", None),
    ("hoeveel krijg ik als ik 2000 euro verdien?", None),
    ("hoeveel krijg ik met een loon van 2000 euro?", None),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_a_day_or_a_year_is_read_and_a_year_of_its_own_is_the_day_itself(text, expected):
    assert date_asked(text, LAW_DAY) == expected
