"""Which law does a scenario read?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.play.world import SetLaw
from tests.core.alphen import ALPHEN

TODAY = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("law", "expected"),
    [(None, TODAY), ("2026-07-01", date(2026, 7, 1)), ("as_seed", date(2015, 7, 1))],
)
def test_a_scenario_sets_the_date_of_the_law_or_leaves_it_to_the_clock(law, expected):
    setting = SetLaw()
    setting.on = law
    assert setting(ALPHEN, TODAY) == expected
