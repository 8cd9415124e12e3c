"""Is a typed choice the same as a tapped one?"""

from __future__ import annotations

import pytest

from bot.core.choices import intent_of, typed_choice

ON_SCREEN = ("photo.money:a", "photo.money:b", "skip", "human")
TITLES = ("Nee.", "Ja, het gaat goed.", "Overslaan", "Ik wil een mens spreken")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("photo.money:b", "photo.money:b"),
        ("b", "photo.money:b"),
        ("B", "photo.money:b"),
        (" b. ", "photo.money:b"),
        ("2", "photo.money:b"),
        ("4", "human"),
        ("overslaan", "skip"),
        ("JA, het gaat goed", "photo.money:b"),
        ("ik wil een mens spreken!", "human"),
        ("ik wil een mens", "human"),
        ("ja, het", "photo.money:b"),
        ("ja", None),
        ("ik wil", "human"),
        ("0", None),
        ("5", None),
        ("²", None),
        ("c", None),
        ("photo.housing:b", None),
        ("ik heb geen geld", None),
        ("...", None),
        ("", None),
    ],
)
def test_a_choice_by_its_id_letter_number_or_title(text, expected):
    assert typed_choice(text, ON_SCREEN, TITLES) == expected


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("human", "talk_to_human"),
        ("stop", "stop"),
        ("later", "stop"),
        ("means:ask_amount", "ask_amount"),
        ("photo.money:b", None),
        ("skip", None),
    ],
)
def test_some_choices_say_an_intent(choice, expected):
    assert intent_of(choice) == expected


def test_where_own_words_are_asked_a_number_is_no_choice():
    assert typed_choice("1", ON_SCREEN, TITLES, numbered=False) is None


def test_half_a_title_never_books():
    slots, titles = ("slot:2026-11-26T09:00",), ["donderdag 26 november om 9.00 uur"]
    assert typed_choice("donderdag", slots, titles) is None
    assert typed_choice("donderdag 26 november om 9.00 uur", slots, titles) == slots[0]
