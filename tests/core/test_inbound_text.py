"""Is of a message kept what a person wrote, and no more?"""

from __future__ import annotations

import pytest

from bot.core.inbound_text import LONGEST_TEXT, clean, has_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  ik heb geen geld \n", "ik heb geen geld"),
        ("ik\x00 heb\x1b[31m geld", "ik heb[31m geld"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("regel een\nregel twee", "regel een\nregel twee"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a" * (LONGEST_TEXT + 1), "a" * LONGEST_TEXT),
        ("", ""),
    ],
)
def test_what_nobody_can_see_is_dropped(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("geld", True),
        ("para yok", True),
        ("مال", True),
        ("😀😀", False),
        ("?!", False),
        ("123", False),
        ("", False),
    ],
)
def test_words_have_letters(text, expected):
    assert has_words(text) == expected
