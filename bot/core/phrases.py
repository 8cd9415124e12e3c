"""Which of a few known phrases stands in a resident's words?

Only for answers to a question that is on screen, and for who is speaking; what a message
is about is the language model's work.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.core.catalog import Option


@lru_cache(maxsize=2048)
def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase at word starts; ``*`` stands for up to three words in between."""
    words = [r"(?:\w+\W+){0,3}?" if word == "*" else re.escape(word) + r"\w*\W*" for word in phrase.split()]
    return re.compile(r"\b" + "".join(words), re.IGNORECASE)


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the text; a phone's curly apostrophe is a straight one."""
    straight = text.replace("’", "'")
    return any(_pattern(phrase).search(straight) for phrase in phrases)


def first_match(text: str, options: Iterable[Option]) -> Option | None:
    """The first option one of whose phrases stands in the text; ``None`` when none does.

    Options stand in the catalog with the gravest first, so that "vannacht niet" wins over "niet lang".
    """
    return next((o for o in options if contains(text, _all(o.phrases))), None)


def only_match(text: str, options: Iterable[Option], negations: Iterable[str]) -> Option | None:
    """The one option that a text means; ``None`` where it may mean several, none, or the opposite of one.

    Args:
        text: Own words.
        options: Of the question on screen.
        negations: Words that turn a meaning round, unless they are part of a phrase ("geen inkomen").
    """
    rest, meant = text.replace("’", "'"), {}
    every = ((phrase, option) for option in options for phrase in _all(option.phrases))
    for phrase, option in sorted(every, key=lambda one: len(one[0]), reverse=True):
        pattern = _pattern(phrase)
        if pattern.search(rest):  # Longest first: "geen geld voor eten" is not also "geen geld".
            meant[option.id] = option
            rest = pattern.sub(" ", rest)
    sure = len(meant) == 1 and not contains(rest, negations)
    return next(iter(meant.values())) if sure else None


def _all(phrases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(phrase for by_language in phrases.values() for phrase in by_language)


def refuses_photo(text: str, phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> bool:
    """Whether somebody to whom the photo is offered says no in other words ("ik ga dat niet invullen")."""
    return contains(text, _all(phrases.get("refuses_photo", {})))


def says(meaning: str, text: str, phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> bool:
    """Whether words of the catalog with a meaning, such as ``refuses_help``, stand in the text."""
    return contains(text, _all(phrases.get(meaning, {})))


def speaks_for_other(text: str, phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> bool:
    """Whether somebody says that they write for another person ("voor mijn broer")."""
    return contains(text, _all(phrases.get("for_other", {})))
