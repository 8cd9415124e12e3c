"""Is a date of birth read once, and never kept?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.birth_dates import dates_in, without_birth_dates

READ = [
    ("12-3-2004", date(2004, 3, 12)),
    ("12/03/2004", date(2004, 3, 12)),
    ("ik ben geboren op 12 maart 2004", date(2004, 3, 12)),
    ("born on March 12, 2004", date(2004, 3, 12)),
    ("2004-03-12", date(2004, 3, 12)),
    ("29 feb. 2000", date(2000, 2, 29)),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_date_with_its_year_is_read_however_it_is_written(text, expected):
    assert [on for _, on in dates_in(text)] == [expected]


@pytest.mark.parametrize("text", ["31-2-2004", "12-13-2004", "op 4 december", "112-3-2004", "bel 06-12-34"])
def test_what_is_no_date_is_left_alone(text):
    assert [on for _, on in dates_in(text)] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ik ben van 12-3-2004.", "ik ben van [x]."),
        ("12 maart 2004 en 1-1-1970", "[x] en [x]"),
        ("de brief is van 4-12-2026", "de brief is van 4-12-2026"),
        ("geen datum", "geen datum"),
    ],
)
def test_only_a_date_of_long_ago_is_taken_out(text, kept):
    assert without_birth_dates(text, "[x]") == kept
