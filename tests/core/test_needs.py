"""Does an answer about bed and food mean what a worker would hear in it?"""

from __future__ import annotations

import pytest

from bot.core.needs import crisis_flag, has_fixed_address, option_of
from tests.core.alphen import CATALOG, a_case, a_photo, sleeps

WORDS = {
    "sleeps_where": [
        ("bij familie en vrienden, om de beurt", "family_friends"),
        ("in mijn auto", "outside"),
        ("in de opvang", "shelter"),
        ("eigen huis", "own_home"),
        ("with a friend", "family_friends"),
        ("own_home", "own_home"),
        ("dat zeg ik niet graag", None),
    ],
    "how_long": [
        ("nog wel even", "long"),
        ("vannacht niet", "not_tonight"),
        ("tot morgen", "until_tomorrow"),
        ("een paar weken", "weeks"),
        ("as long as I want", "long"),
        ("hangt ervan af", None),
    ],
    "food_drink_daily": [
        ("ja", None),
        ("ja hoor", "yes"),
        ("niet elke dag", "no"),
        ("every day", "yes"),
    ],
}
READ = [(need, text, expected) for need, rows in WORDS.items() for text, expected in rows]


@pytest.mark.parametrize(("need", "text", "expected"), READ)
def test_own_words_are_read_only_where_that_is_safe(need, text, expected):
    option = option_of(CATALOG.needs[need], text)
    assert (option.id if option else None) == expected


@pytest.mark.parametrize(
    ("need", "answer", "expected"),
    [
        ("sleeps_where", "outside", "no_bed_tonight"),
        ("sleeps_where", "family_friends", None),
        ("how_long", "vannacht niet", "no_bed_tonight"),
        ("how_long", "weeks", None),
        ("food_drink_daily", "no", "no_food_today"),
        ("food_drink_daily", "yes", None),
        ("safe_now", "no", "unsafe_home"),
        ("safe_now", "yes", None),
        ("how_long", "nog even", None),
    ],
)
def test_an_answer_raises_a_flag_or_none(need, answer, expected):
    assert crisis_flag(CATALOG.needs[need], answer) == expected


ADDRESS = {
    "nothing told": ({}, None),
    "the sleeping place": ({"needs": sleeps("family_friends")}, False),
    "an own home": ({"needs": sleeps("own_home")}, True),
    "the photo": ({"photo": a_photo(housing="b")}, False),
    "the sleeping place goes before the photo": (
        {"photo": a_photo(housing="e"), "needs": sleeps("bij mijn broer")},
        False,
    ),
    "words that say nothing leave it to the photo": (
        {"photo": a_photo(housing="e"), "needs": sleeps("dat zeg ik niet graag")},
        True,
    ),
}


@pytest.mark.parametrize(("known", "expected"), ADDRESS.values(), ids=ADDRESS)
def test_a_fixed_address_is_known_or_not(known, expected):
    assert has_fixed_address(a_case(**known), CATALOG) is expected
