"""Any spreadsheet that holds a sound table is taken; any other is refused by line."""

from __future__ import annotations

import time
from datetime import date

import pytest

from bot.adapters.area_table_csv import read_areas
from bot.core.catalog import Area

HEADING = "range_from,range_to,core,team,valid_from,valid_to"
STAVOREN = Area(8715, 8715, "ijsselmeerkust", "Stavoren", date(2015, 1, 1), None)
LINE = "8715,8715,Stavoren,ijsselmeerkust,2015-01-01,"


@pytest.fixture
def table(tmp_path):
    """Writes a file and reads it."""

    def read(content: str | bytes):
        file = tmp_path / "areas.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_areas(file)

    return read


TAKEN = {
    "as it should be": f"{HEADING}\n{LINE}\n",
    "no line end at the end": f"{HEADING}\n{LINE}",
    "Windows line ends": f"{HEADING}\r\n{LINE}\r\n",
    "a byte order mark": b"\xef\xbb\xbf" + f"{HEADING}\n{LINE}\n".encode(),
    "semicolons": f"{HEADING}\n{LINE}\n".replace(",", ";"),
    "empty rows at the end": f"{HEADING}\n{LINE}\n,,,,,\n , ,,,,\n",
    "a date as Dutch spreadsheets write it": f"{HEADING}\n{LINE}\n".replace("2015-01-01", "1-1-2015"),
    "spaces around words": f"{HEADING}\n8715 , 8715, Stavoren , ijsselmeerkust ,2015-01-01, \n",
}


@pytest.mark.parametrize("content", TAKEN.values(), ids=TAKEN)
def test_a_table_is_read_as_spreadsheets_write_it(table, content):
    assert table(content) == ((STAVOREN,), [])


REFUSED = {
    "a wrong column": (f"{HEADING},mayor\n{LINE},x\n", ["line 1: column mayor is unknown"]),
    "a missing column": (
        "range_from,range_to,core,team,valid_from\n",
        ["line 1: column valid_to is missing"],
    ),
    "a word for a number": (
        f"{HEADING}\nStavoren,8715,Stavoren,x,2015-01-01,\n",
        ["line 2: range_from: 'Stavoren' must be four digits"],
    ),
    "a postcode with letters": (
        f"{HEADING}\n8715,8715 AB,Stavoren,x,2015-01-01,\n",
        ["line 2: range_to: '8715 AB' must be four digits"],
    ),
    "too few columns": (f"{HEADING}\n8715,8715,Stavoren,x\n", ["line 2: has too few columns"]),
    "no team": (f"{HEADING}\n8715,8715,Stavoren,,2015-01-01,\n", ["line 2: team is missing"]),
    "too many columns": (f"{HEADING}\n{LINE},x\n", ["line 2: has too many columns"]),
    "a day that is none": (
        f"{HEADING}\n8715,8715,Stavoren,x,2015-02-30,\n",
        ["line 2: valid_from: '2015-02-30' must be a date such as 2026-12-31"],
    ),
    "a month that is none": (
        f"{HEADING}\n8715,8715,Stavoren,x,2015-01-01,12-31-2026\n",
        ["line 2: valid_to: '12-31-2026' must be a date such as 2026-12-31"],
    ),
    "two teams": (f"{HEADING}\n{LINE}\n{LINE}\n", ["line 3: overlaps line 2 from 2015-01-01 on"]),
}


@pytest.mark.parametrize(("content", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_faulty_table_names_the_line(table, content, expected):
    assert table(content)[1] == expected


def test_a_file_in_another_encoding_says_so(table):
    areas, faults = table(f"{HEADING}\n8715,8715,Súdwest,x,2015-01-01,\n".encode("latin-1"))
    assert (areas, len(faults), faults[0].startswith("cannot be read")) == ((), 1, True)


def test_no_file_says_so(tmp_path):
    assert read_areas(tmp_path / "none.csv")[1][0].startswith("cannot be read")


def test_a_hundred_thousand_lines_are_answered_within_two_seconds(table):
    lines = [f"{1000 + n % 9000},{1000 + n % 9000},,team,2015-01-01," for n in range(100_000)]
    began = time.process_time()
    faults = table("\n".join([HEADING, *lines]))[1]
    assert (len(faults), time.process_time() - began < 2) == (20, True)
