"""Does a talk lead to the next of its chain, and the last to none?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.chains import former_in_chain, next_in_chain
from tests.core.alphen import ALPHEN

PROFILE = replace(ALPHEN, chains=(("session", "quick_scan", "start_talk"), ("debts", "plan")))

CASES = [
    # kind, next, former
    ("session", "quick_scan", None),
    ("quick_scan", "start_talk", "session"),
    ("start_talk", None, "quick_scan"),
    ("plan", None, "debts"),
    ("second_talk", None, None),
]


@pytest.mark.parametrize(("kind", "following", "former"), CASES)
def test_a_talk_has_one_after_it_and_one_before_it(kind, following, former):
    assert (next_in_chain(PROFILE, kind), former_in_chain(PROFILE, kind)) == (following, former)
