"""Is a date read as the resident meant it, or not at all?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.dates import date_in, month_in, weekday_in

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 december", date(2026, 12, 4)),
        ("op 4 december 2026 moet ik eruit", date(2026, 12, 4)),
        ("de 4e december", date(2026, 12, 4)),
        ("4th of December", date(2026, 12, 4)),
        ("December 4, 2026", date(2026, 12, 4)),
        ("04-12-2026", date(2026, 12, 4)),
        ("4/12", date(2026, 12, 4)),
        ("4.12.2026", date(2026, 12, 4)),
        ("3 januari", date(2027, 1, 3)),
        ("1 november", date(2026, 11, 1)),
        ("1 augustus", date(2027, 8, 1)),
        ("vandaag", TODAY),
        ("morgen", date(2026, 11, 27)),
        ("overmorgen", date(2026, 11, 28)),
        ("tomorrow", date(2026, 11, 27)),
        ("31 februari", None),
        ("29-02-2027", None),
        ("volgende week", None),
        ("dat weet ik niet", None),
        ("", None),
    ],
)
def test_a_date_in_own_words(text, expected):
    assert date_in(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoeveel is de bijstand in december 2026?", date(2026, 12, 1)),
        ("in March 2026", date(2026, 3, 1)),
        ("in december", None),
        ("in 2026", None),
    ],
)
def test_a_month_is_named_with_its_year(text, expected):
    assert month_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("donderdag", date(2026, 12, 3)),
        ("liever op vrijdag", date(2026, 11, 27)),
        ("Wednesday please", date(2026, 12, 2)),
        ("morgen", None),
        ("zondagskind", None),
    ],
)
def test_a_day_of_the_week_is_the_next_one(text, expected):
    assert weekday_in(text, TODAY) == expected
