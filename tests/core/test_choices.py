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
