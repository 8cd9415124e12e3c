"""How does a text look once the ways of typing it are taken away?

Flow: used before crisis words and character n-grams are compared with a text.
Pure: no I/O; the standard library only.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 20_000
"""Characters; what comes after them is not read."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_APOSTROPHE = re.compile(r"['’‘`´ʼ]")
_SENTENCE_END = re.compile(r"[.!?;:\n…。؟።]+")
_NO_WORD = re.compile(r"[^\w. ]|_")
_SPACES = re.compile(r"\s+")
_REPEATED = re.compile(r"([^\W\d])\1+")


def readable(text: str) -> str:
    """The text without control and direction marks, cut at ``LONGEST`` characters."""
    return _CONTROL.sub(" ", text[:LONGEST])


_SAME = str.maketrans("łıكيىة", "liکییه")
"""Letters that a keyboard or a habit swaps: Polish and Turkish letters typed without their mark,
and Arabic letters that Arabic and Persian keyboards give a code of their own."""


def without_accents(text: str) -> str:
    """The text in lower case without combining marks ("één" becomes "een"), one code for one letter."""
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(_SAME)
    return "".join(part for part in parts if not unicodedata.combining(part))


def single_letters(text: str) -> str:
    """Every run of one letter written once, so "slaaap" and "slaap" are the same."""
    return _REPEATED.sub(r"\1", text)


def words_only(text: str) -> str:
    """Lower-case words with one space between them and " . " where a sentence ends.

    Args:
        text: Anything a resident may type, of any length.

    Returns:
        Text that starts and ends with a space, e.g. ``" ik slap buiten . help "``.
    """
    plain = _APOSTROPHE.sub("", without_accents(readable(text)))
    plain = _NO_WORD.sub(" ", _SENTENCE_END.sub(" . ", plain))
    return f" {single_letters(_SPACES.sub(' ', plain).strip())} "
