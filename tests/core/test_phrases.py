"""Are known phrases found where they stand, and not where they do not?"""

from __future__ import annotations

import pytest

from bot.core.phrases import contains, only_match, refuses_photo, says, speaks_for_other
from tests.core.alphen import CATALOG


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("bij familie en vrienden", "bij familie", True),
        ("BIJ FAMILIE", "bij familie", True),
        ("bij mijn beste vriend", "bij * vriend", True),
        ("bij een hele goede oude vriend", "bij * vriend", False),
        ("bij vrienden", "bij * vriend", True),
        ("erbij familie", "bij familie", False),
        ("familie", "bij familie", False),
        ("", "bij familie", False),
    ],
)
def test_a_phrase_stands_at_the_start_of_words(text, phrase, expected):
    assert contains(text, [phrase]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik wil een uitkering aanvragen voor mijn broer", True),
        ("mijn broer heeft geld nodig", True),
        ("I am asking on behalf of a client", True),
        ("my neighbour needs help", True),
        ("mijn broer Jan heeft een uitkering nodig", True),
        ("mijn broer en ik hebben geld nodig", False),
        ("ik heb een uitkering nodig", False),
        ("ik woon bij mijn broer", False),
        ("ik zorg voor mijn kinderen", False),
        ("I live with my brother", False),
    ],
)
def test_who_speaks_for_another_is_heard(text, expected):
    assert speaks_for_other(text, CATALOG.phrases) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik ga die vragen niet invullen, ik ben het zat", True),
        ("ik heb geen zin in dat ding", True),
        ("ik wil niet achter die computer", True),
        ("no thanks, I don't want to fill in anything", True),
        ("ja, begin maar", False),
        ("ik heb geen inkomen", False),
        ("hoe moet ik dat invullen?", False),
    ],
)
def test_a_no_to_the_photo_in_other_words(text, expected):
    assert refuses_photo(text, CATALOG.phrases) == expected


@pytest.mark.parametrize(
    ("meaning", "text", "expected"),
    [
        ("skips", "sla maar over", True),
        ("skips", "weet ik niet", True),
        ("skips", "I don’t know", True),
        ("skips", "ik heb geen werk", False),
        ("refuses_help", "nee, ik wil geen hulp", True),
        ("refuses_help", "I don’t want any help", True),
        ("refuses_help", "ik krijg geen hulp", False),
        ("refuses_help", "niemand helpt mij", False),
        ("wants_help", "toch wel, help me alstublieft", True),
        ("wants_help", "ik heb geen hulp nodig", False),
    ],
)
def test_what_may_be_said_at_any_question(meaning, text, expected):
    assert says(meaning, text, CATALOG.phrases) == expected


HOUSING, MONEY, DAYTIME = (CATALOG.domains[name].options for name in ("housing", "money", "daytime"))
NEGATIONS = ("niet", "geen", "not", "cannot")


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("bij mijn zus op de bank", HOUSING, "c"),
        ("I’m staying with friends", HOUSING, "c"),
        ("ik zit nu in een opvang", HOUSING, "b"),
        ("ik huur een kamer", HOUSING, "e"),
        ("bij mijn zus maar ik moet volgende week weg", HOUSING, None),
        ("niet meer bij mijn zus", HOUSING, None),
        ("bij Jan", HOUSING, None),
        ("ik heb geen geld voor eten", MONEY, "a"),
        ("geen inkomen en veel schulden", MONEY, "b"),
        ("no income at all", MONEY, "b"),
        ("het gaat goed", MONEY, "e"),
        ("het gaat niet goed", MONEY, None),
        ("bijna nooit", DAYTIME, "a"),
        ("nooit", DAYTIME, "a"),
        ("", DAYTIME, None),
    ],
)
def test_words_mean_one_choice_or_none(text, options, expected):
    option = only_match(text, options, NEGATIONS)
    assert (option.id if option else None) == expected


_DOMAINS = CATALOG.domains.values()
_QUESTIONS = [(one.id, one.options) for one in _DOMAINS] + [
    (f"{one.id}.{follow_up.id}", follow_up.options) for one in _DOMAINS for follow_up in one.follow_ups
]


@pytest.mark.parametrize(("question", "options"), _QUESTIONS)
def test_every_phrase_of_the_photo_means_its_own_choice(question, options):
    """A phrase that stands in another choice's phrase would never be read."""
    read = {
        (phrase, option.id): only_match(phrase.replace("* ", ""), options, ())
        for option in options for listed in option.phrases.values() for phrase in listed
    }
    wrong = [phrase for (phrase, meant), option in read.items() if option is None or option.id != meant]
    assert wrong == []
