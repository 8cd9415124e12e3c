"""Is it looked for in the order that serves a resident best?"""

from __future__ import annotations

import pytest

from bot.core.calendars import Wanted, preferences

CASES = {
    "own team, then own language": (
        ("north", "ti"), False, ["north ti", "north None", "None ti", "None None"],
    ),
    "no team is fixed": ((None, "ti"), False, ["None ti", "None None"]),
    "a session in another language is of no use": (("north", "ti"), True, ["north ti", "None ti"]),
    "any language will do": (("north", None), False, ["north None", "None None"]),
}


@pytest.mark.parametrize(("wish", "needed", "expected"), CASES.values(), ids=CASES)
def test_the_best_is_looked_for_first(wish, needed, expected):
    found = list(preferences(Wanted("talk", *wish, step_free=True), needed))
    assert [f"{one.team} {one.language}" for one in found] == expected
    assert {(one.product, one.step_free) for one in found} == {("talk", True)}
