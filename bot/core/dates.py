"""Which date does a resident mean?

A small grammar for the dates that stand in letters and questions: "4 december",
"04-12-2026", "morgen", "december 2026".  Anything else is ``None``: ask again, never guess.

Pure: today comes in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate((
        "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may",
        "juni june jun",
        "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct",
        "november nov", "december dec"), 1)
    for name in names.split()
}
NEAR = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
WEEKDAYS = {
    name: number
    for number, names in enumerate((
        "maandag monday", "dinsdag tuesday", "woensdag wednesday", "donderdag thursday", "vrijdag friday",
        "zaterdag saturday", "zondag sunday"))
    for name in names.split()
}

_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.I)
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:e|de|ste|st|nd|rd|th)?\s+(?:of\s+)?({_NAMES})\b\.?\s*(\d{{4}})?", re.I
)
_MONTH_DAY = re.compile(rf"\b({_NAMES})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b,?\s*(\d{{4}})?(?!\d)", re.I)
_NUMBERS = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?\b")
_MONTH_YEAR = re.compile(rf"\b({_NAMES})\s+(\d{{4}})\b", re.I)
_NEAR = re.compile(r"\b(" + "|".join(NEAR) + r")\b", re.I)


def date_in(text: str, today: date) -> date | None:
    """The date a text names; without a year the one nearest ahead, or up to 60 days back.

    Args:
        text: Own words, Dutch or English.
        today: Local date.

    Returns:
        The date, or ``None`` when there is none or it does not exist.
    """
    if near := _NEAR.search(text):
        return today + timedelta(days=NEAR[near.group(1).lower()])
    parts = _parts(text)
    return _nearest(*parts, today) if parts else None


def weekday_in(text: str, today: date) -> date | None:
    """The next day after today with the name that a text gives ("donderdag"); ``None`` without a name."""
    found = _WEEKDAY.search(text)
    if found is None:
        return None
    ahead = (WEEKDAYS[found[1].lower()] - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _parts(text: str) -> tuple[int, int, int | None] | None:
    if found := _DAY_MONTH.search(text):
        return int(found[1]), MONTHS[found[2].lower()], int(found[3]) if found[3] else None
    if found := _MONTH_DAY.search(text):
        return int(found[2]), MONTHS[found[1].lower()], int(found[3]) if found[3] else None
    if found := _NUMBERS.search(text):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    return None


def _nearest(day: int, month: int, year: int | None, today: date) -> date | None:
    for candidate in (year,) if year else (today.year, today.year + 1):
        try:
            on = date(candidate, month, day)
        except ValueError:
            continue
        if year or on >= today - timedelta(days=60):
            return on
    return None


def month_in(text: str) -> date | None:
    """The first day of a month with its year that a text names ("december 2026"), if any."""
    found = _MONTH_YEAR.search(text)
    return date(int(found[2]), MONTHS[found[1].lower()], 1) if found else None
