"""However a text is typed, the same words come out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.plain_text import LONGEST, words_only


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Ik SLAAAAP buiten!!", " ik slap buiten . "),
        ("één café", " en cafe "),
        ("don't / 'k", " dont k "),
        ("a\x00b\u202ec", " a b c "),
        ("1000 euro", " 1000 euro "),
        ("", "  "),
    ],
)
def test_ways_of_typing_are_taken_away(typed: str, plain: str) -> None:
    assert words_only(typed) == plain


@given(st.text(max_size=200))
def test_any_text_comes_out_with_single_spaces(text: str) -> None:
    assert "  " not in words_only(text).strip()


def test_what_comes_after_the_longest_text_is_not_read() -> None:
    assert "dood" not in words_only("a " * LONGEST + "dood")
