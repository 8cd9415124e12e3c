"""What of a resident's text is kept?  Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 4_000
"""Characters kept of one message; the rest is cut, and the resident is told."""

_KEPT_CONTROLS = frozenset("\n\t\u200c\u200d")
"""Line ends, and the joiners that Farsi and emoji need."""


def clean(text: str) -> str:
    """The text without control characters, NUL and direction tricks, cut to ``LONGEST_TEXT``."""
    return "".join(filter(_is_kept, text[:LONGEST_TEXT])).strip()


def _is_kept(sign: str) -> bool:
    return sign in _KEPT_CONTROLS or unicodedata.category(sign) not in _DROPPED


def has_words(text: str) -> bool:
    """Whether a text has a letter; a smiley or a question mark alone is no reason to come."""
    return any(map(str.isalpha, text))


_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

_MASKS = re.compile(r"(?:\W*\[(?:bsn|iban|telefoon|e-mail|geboortedatum)\]\W*)+")


def only_numbers(text: str) -> bool:
    """Whether nothing but masked personal numbers is left of a text."""
    return _MASKS.fullmatch(text) is not None
