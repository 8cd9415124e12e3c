"""What does a tapped or typed choice mean?

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

COMMANDS = {"human": "talk_to_human", "stop": "stop", "later": "stop"}
"""Choices that say to the front door what an intent says."""

MEANS = "means:"
"""Start of a choice that says what an unclear message meant: ``means:ask_amount``."""


def intent_of(choice_id: str) -> str | None:
    """The intent that a choice stands for; ``None`` for an answer to the question on screen."""
    if choice_id.startswith(MEANS):
        return choice_id.removeprefix(MEANS)
    return COMMANDS.get(choice_id)


_ID = re.compile(r"([a-z_]+)(?:\.[a-z_]+)*:[\w.:-]+")


def choice_id_in(text: str, steps: Collection[str]) -> str | None:
    """The id that a text is, also when it is no longer on screen; ``steps`` are the known first parts."""
    found = _ID.fullmatch(text.strip())
    return found[0] if found and found[1] in steps else None


SHORTEST_START = 4
"""Letters; "ja" or "ik" alone begins too much."""


BOOKS = "slot:"
"""Start of a choice that books: half a title ("donderdag") shows times and never books one."""


def typed_choice(
    text: str, on_screen: tuple[str, ...], titles: Iterable[str], numbered: bool = True
) -> str | None:
    """The choice that a text types: its id, its letter, number or title, or the start of just one.

    Args:
        text: What the resident typed.
        on_screen: Ids of the choices, in the order shown.
        titles: Their titles in the resident's language, in the same order.
        numbered: Whether a bare number is a choice; where own words are asked, "2" may be two weeks.

    Returns:
        The id, or ``None`` when the text is no choice.
    """
    typed = _plain(text)
    if not typed:
        return None
    if typed.isdecimal():  # A superscript two is a digit as well, and no number.
        return _numbered(int(typed), on_screen) if numbered else None
    named = {_plain(title): choice for choice, title in zip(on_screen, titles, strict=True)}
    letters = {choice.partition(":")[2]: choice for choice in on_screen if ":" in choice}
    ids = {choice: choice for choice in on_screen}
    return ids.get(text.strip()) or named.get(typed) or letters.get(typed) or _only_start(typed, named)


def _only_start(typed: str, named: Mapping[str, str]) -> str | None:
    """The one choice whose title begins with the typed words: "samen" for "Samen met een medewerker"."""
    begun = [choice for title, choice in named.items() if title.startswith(typed + " ")]
    found = [choice for choice in begun if not choice.startswith(BOOKS)]
    return found[0] if len(found) == 1 and len(typed) >= SHORTEST_START else None


def _numbered(number: int, on_screen: tuple[str, ...]) -> str | None:
    return on_screen[number - 1] if 1 <= number <= len(on_screen) else None


def _plain(text: str) -> str:
    return re.sub(r"[\s.!,;:]+", " ", text).strip().casefold()
