"""Of which day or year does a question ask the law?

"In 2025" gets the last version of that year, "in 2027" the first, "op 1-7-2025" that of the day;
whatever is told carries "geldt vanaf" (domain.md 2.11, X12).  Months are read by ``date_window``.

Pure: the day whose law is read now comes in.
"""

from __future__ import annotations

import re
from datetime import date

from bot.core.birth_dates import dates_in

_YEAR = re.compile(r"\b(?:in|jaar|year|van|of)\s+(20\d\d)\b(?!\s*(?:euro|€))", re.IGNORECASE)
"""A year with a word before it: "2000" alone may be an amount."""

_OTHER_YEAR = {"vorig jaar": -1, "last year": -1, "volgend jaar": 1, "next year": 1}


def date_asked(text: str, law_day: date) -> date | None:
    """The date that a question names, by its day or its year; ``None`` where it names none.

    Args:
        text: Own words, Dutch or English.
        law_day: Whose law is read when no date is named; a year of its own means that day.
    """
    named = next((on for _, on in dates_in(text)), None)
    year = _year_in(text, law_day)
    if named is not None or year is None or year == law_day.year:
        return named
    return date(year, 12, 31) if year < law_day.year else date(year, 1, 1)


def _year_in(text: str, law_day: date) -> int | None:
    if found := _YEAR.search(text):
        return int(found[1])
    plain = text.lower()
    return next((law_day.year + step for words, step in _OTHER_YEAR.items() if words in plain), None)
