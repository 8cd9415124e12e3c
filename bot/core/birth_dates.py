"""Which dates of birth stand in a text?

They are read once, to know an age group, and never kept: ``bot.adapters.personal_numbers`` masks
them like any other number that tells who somebody is.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "jan", "feb", "maart|mrt|mar", "apr", "mei|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec",
)
"""How a month's name begins, in Dutch or English."""

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,7}}\.?"
_SHAPES = tuple(re.compile(rf"(?<![\d-]){shape}(?![\d-])", re.IGNORECASE) for shape in (
    rf"{_DAY}\s?[-/. ]\s?(?P<month>\d{{1,2}})\s?[-/. ]\s?{_YEAR}",
    rf"{_YEAR}-(?P<month>\d{{1,2}})-{_DAY}",
    rf"{_DAY}(?:e|de|ste|st|nd|rd|th)?[-/ ]{_MONTH_NAME}[-/ ]{_YEAR}",
    rf"{_MONTH_NAME}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
))

MASKED_BEFORE = 2020
"""Whoever is born later is a small child for years to come; a later date is that of a letter or a talk."""


def dates_in(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """Every date with its year in a text, with where it stands."""
    for shape in _SHAPES:
        for found in shape.finditer(text):
            try:
                yield found, date(int(found["year"]), _month(found), int(found["day"]))
            except ValueError:
                continue


def _month(found: re.Match[str]) -> int:
    parts = found.groupdict()
    if parts.get("month"):
        return int(parts["month"])
    names = enumerate(_MONTHS, 1)
    return next(n for n, begin in names if re.fullmatch(begin, found["name"], re.IGNORECASE))


def without_birth_dates(text: str, mask: str) -> str:
    """The text with ``mask`` in the place of every date before ``MASKED_BEFORE``."""
    for found, on in sorted(dates_in(text), key=lambda one: one[0].start(), reverse=True):
        if on.year < MASKED_BEFORE and text[found.start():found.end()] == found[0]:
            text = text[:found.start()] + mask + text[found.end():]
    return text
