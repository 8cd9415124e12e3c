"""Which keys does a file of ``bot/catalog/dates`` have, and does each word mean one thing?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.adapters.catalog_parse_shape import Fault, each, flag, mapping, optional, record, text
from bot.core.date_words import BEHIND, PARTS, UNITS, WORD_LISTS, Mark, phrases, plain

_WORDS = each(text)
_BY_PART = record(**{part: optional(_WORDS) for part in PARTS})
_BY_UNIT = record(**{unit: optional(_WORDS) for unit in UNITS})

SHAPE = record(
    id=text,
    hours=optional(flag),
    weekdays=each(each(text, at_least=1), at_least=7),
    months=optional(each(_WORDS, at_least=12)),
    days=mapping(_WORDS),
    parts=_BY_PART,
    today_parts=optional(_BY_PART),
    clock_parts=optional(_BY_PART),
    glued_parts=optional(_BY_PART),
    units=_BY_UNIT,
    two=optional(_BY_UNIT),
    numbers=mapping(_WORDS),
    behind=optional(record(**{name: optional(_WORDS) for name in BEHIND})),
    filler=_WORDS,
    unsure=_WORDS,
    **{f"{name}_" if name == "from" else name: optional(_WORDS) for name in WORD_LISTS},
)


def date_file(content: Any) -> Iterator[Fault]:
    """The faults of one language: its shape, then words that say two things."""
    faults = list(SHAPE(content))
    yield from faults or _ambiguous(content)


def _ambiguous(content: dict[str, Any]) -> Iterator[Fault]:
    meant: dict[str, tuple[Mark, ...]] = {}
    for phrase, marks in phrases(content):
        if meant.setdefault(plain(phrase), marks) != marks:
            yield phrase, "has two meanings"
