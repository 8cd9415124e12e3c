"""Which words of one language name days, weeks and hours?

A text is read as a row of marks, whatever its language; what a row means is the same in all of
them (``bot.core.date_window``).  The words stand in ``bot/catalog/dates/<language>.yml``.

Pure: no I/O; the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.core.plain_text import readable, without_accents


class Mark(NamedTuple):
    """One thing that stands in a text.

    Attributes:
        kind: One letter of the table below.
        value: What it says: the number, weekday (Monday is 0), month, minutes, days; a date as (y, m, d).
    """

    kind: str
    value: Any = 0


GAP, UNSURE, NUMBER, YEAR, TIME, DATE = "_xnyTN"
WEEKDAY, MONTH, DAY, PART, UNIT, SPAN, CLOCK = "wmdpusc"
"""``_`` is any word that is not known; ``x`` one that turns the meaning round ("niet", "behalve")."""

WORD_LISTS = {
    "this_week": "1", "next_week": "2", "next_month": "3", "following": "v",
    "after": "a", "from": "f", "before": "b", "until": "o", "between": "t", "in": "i",
    "clock": CLOCK, "half_to": "h", "half_past": "H", "and_a_half": "K",
}
"""Keys of a language's file that are one list of words.  ``after`` and its like stand in front of a day
or an hour; a file's ``behind`` has the same for words that follow it, kept as capitals."""

BEHIND = ("after", "from", "before", "until")
PARTS = ("morning", "afternoon", "evening")
UNITS = {"day": 1, "week": 7}

LONGEST = 500
"""Characters that are read; a wish for a day is shorter."""

_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_LETTER = r"[^\W\d_]"
_FIGURES = (
    r"(?P<iso>(?<!\d)\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d))"
    r"|(?P<clock>(?<!\d)\d{1,2}[:h]\d{2}(?!\d))"
    r"|(?P<date>(?<![\d.])\d{1,2}([-/.])\d{1,2}(?:\4(?:\d{4}|\d{2}))?(?!\d))"
    r"|(?P<number>\d+)"
)


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of one language, made by ``date_words``.

    Attributes:
        hours: False where hours are counted in two ways (Tigrinya), so that none is read.
    """

    language: str
    hours: bool
    pattern: re.Pattern[str]
    meanings: Mapping[str, tuple[Mark, ...]]

    def read(self, text: str) -> tuple[Mark, ...]:
        """The marks of a text in order; words that only fill a sentence leave none."""
        marks = [Mark(GAP)]
        for match in self.pattern.finditer(plain(text[:LONGEST])):
            said_again = marks[-1].kind == CLOCK
            marks += (mark for mark in self._marks(match, marks[-1].kind)
                      if not (said_again and mark.kind == CLOCK))
        return tuple(marks[1:])

    def _marks(self, match: re.Match[str], before: str) -> Iterable[Mark]:
        found = match[0]
        match match.lastgroup:
            case "phrase":
                return self.meanings[_key(found)]
            case "unsure":
                return (Mark(UNSURE),)
            case "other":
                return (Mark(GAP),)
            case "number":
                return (_number(found),)
            case "iso":
                return (Mark(DATE, tuple(map(int, re.split(r"\D", found)))),)
            case _:
                return (_figures(found, before),)


def plain(text: str) -> str:
    """A text as words are compared: lower case, no accents, no apostrophes."""
    return _APOSTROPHES.sub("", without_accents(readable(text)))


def _key(phrase: str) -> str:
    return " ".join(re.split(r"[\s-]+", phrase))


def _number(digits: str) -> Mark:
    if len(digits) > 4:
        return Mark(GAP)
    return Mark(YEAR if len(digits) == 4 else NUMBER, int(digits))


def _figures(found: str, before: str) -> Mark:
    """Figures with a sign between them: a date, or a time ("10:30", and "10.30" where no month fits)."""
    numbers = [int(part) for part in re.split(r"\D", found)]
    point = "." in found and len(numbers) == 2
    if ":" in found or "h" in found or (point and (numbers[1] > 12 or before in "cafbot")):
        return Mark(TIME, numbers[0] * 60 + numbers[1])
    day, month, year = (*numbers, 0)[:3]
    return Mark(DATE, (2000 + year if 0 < year < 100 else year, month, day))


def date_words(raw: Mapping[str, Any]) -> DateWords:
    """The words of one file of ``bot/catalog/dates``, ready to read with."""
    meanings: dict[str, tuple[Mark, ...]] = {}
    for phrase, marks in phrases(raw):
        meanings.setdefault(_key(plain(phrase)), marks)
    longest_first = sorted(meanings, key=len, reverse=True)
    known = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in longest_first)
    unsure = "|".join(map(_start, raw["unsure"]))
    pattern = (rf"{_FIGURES}|(?P<unsure>(?<!{_LETTER})(?:{unsure})(?!{_LETTER}))"
               rf"|(?P<phrase>(?<!{_LETTER})(?:{known})(?!{_LETTER}))|(?P<other>{_LETTER}+)")
    return DateWords(raw["id"], raw.get("hours", True), re.compile(pattern), meanings)


def _start(word: str) -> str:
    """A word; one that ends in ``*`` is the start of words."""
    escaped = re.escape(plain(word.rstrip("*")))
    return f"{escaped}{_LETTER}*" if word.endswith("*") else escaped


def phrases(raw: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Every phrase of a file with its marks, also what is put together ("dinsdagmiddag")."""
    yield from _single(raw)
    for part, words in raw.get("today_parts", {}).items():
        yield from ((word, (Mark(DAY, 0), Mark(PART, PARTS.index(part)))) for word in words)
    for part, words in raw.get("clock_parts", {}).items():
        yield from ((word, (Mark(CLOCK), Mark(PART, PARTS.index(part)))) for word in words)
    yield from _glued(raw)
    yield from ((word, ()) for word in raw["filler"])


def _single(raw: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    counted = {
        WEEKDAY: dict(enumerate(raw["weekdays"])), MONTH: dict(enumerate(raw.get("months", ()), 1)),
        DAY: raw["days"], NUMBER: raw["numbers"],
        PART: {PARTS.index(part): words for part, words in raw["parts"].items()},
        UNIT: {UNITS[unit]: words for unit, words in raw["units"].items()},
        SPAN: {2 * UNITS[unit]: words for unit, words in raw.get("two", {}).items()},
    }
    for kind, by_value in counted.items():
        yield from _listed(kind, by_value)
    for key, kind in WORD_LISTS.items():
        yield from _listed(kind, {0: raw.get(key, ())})
    for key, words in raw.get("behind", {}).items():
        yield from _listed(WORD_LISTS[key].upper(), {0: words})


def _listed(kind: str, by_value: Mapping[int, Sequence[str]]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    return ((word, (Mark(kind, value),)) for value, words in by_value.items() for word in words)


def _glued(raw: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Days with a part of the day behind them, as one word or two."""
    days = [*_listed(WEEKDAY, dict(enumerate(raw["weekdays"]))), *_listed(DAY, raw["days"])]
    for part, endings in raw.get("glued_parts", {}).items():
        for day, marks in days:
            both = (*marks, Mark(PART, PARTS.index(part)))
            yield from ((day + space + ending, both) for ending in endings for space in ("", " "))


def in_order(by_language: Mapping[str, DateWords], language: str) -> tuple[DateWords, ...]:
    """The words of all languages, those of the resident's own first: people mix languages."""
    return tuple(sorted(by_language.values(), key=lambda words: words.language != language))
