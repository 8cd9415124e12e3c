"""Which team works where?  Reads the postcode table of a municipality.

One row a line: ``range_from, range_to, core, team, valid_from, valid_to``; postcodes of four digits,
both inclusive; an empty ``valid_to`` has no end.  A spreadsheet's byte order mark, Windows line ends,
semicolons, empty rows and Dutch dates (``31-12-2026``) are taken as they come.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bot.core.area_table import FAULTS_SHOWN, Row, table_faults
from bot.core.catalog import Area

_DUTCH = re.compile("^([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})$")

COLUMNS = ("range_from", "range_to", "core", "team", "valid_from", "valid_to")


def read_areas(file: Path, bounds: Sequence[tuple[int, int]] = ()) -> tuple[tuple[Area, ...], list[str]]:
    """Read and check a table.

    Args:
        file: CSV in UTF-8.
        bounds: Ranges of postcodes of the municipality; see ``core.area_table``.

    Returns:
        The rows, and what is wrong, each naming its line; with faults the rows are not to be used.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows, faults = _rows(lines)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        return (), [f"cannot be read: {problem}"]
    faults = faults or table_faults(rows, bounds)
    return tuple(row.area for row in rows), faults[:FAULTS_SHOWN]


def _rows(lines: Iterable[str]) -> tuple[list[Row], list[str]]:
    given = iter(lines)
    heading = next(given, "")
    names = next(csv.reader([heading], delimiter=_delimiter(heading)), [])
    faults = [f"line 1: column {name} is missing" for name in COLUMNS if name not in names]
    faults += [f"line 1: column {name} is unknown" for name in names if name not in COLUMNS]
    rows: list[Row] = []
    reader = csv.DictReader(given, names, delimiter=_delimiter(heading))
    for raw in () if faults else filter(_filled, reader):
        try:
            rows.append(Row(reader.line_num + 1, _area(raw)))
        except (ValueError, TypeError) as problem:
            faults.append(f"line {reader.line_num + 1}: {problem}")
    return rows, faults


def _delimiter(heading: str) -> str:
    return ";" if ";" in heading else ","


def _filled(raw: Mapping[str, str]) -> bool:
    """Spreadsheets end a table with rows of nothing but semicolons."""
    return bool("".join(map(str, raw.values())).strip())


def _area(raw: Mapping[str, str]) -> Area:
    if None in raw or None in raw.values():
        raise ValueError(f"has too {'many' if None in raw else 'few'} columns")
    if not (team := raw["team"].strip()):
        raise ValueError("team is missing")
    return Area(
        first=_postcode(raw, "range_from"), last=_postcode(raw, "range_to"),
        team=team, core=raw["core"].strip() or None,
        valid_from=_day(raw, "valid_from") or date.min, valid_to=_day(raw, "valid_to"),
    )


def _postcode(raw: Mapping[str, str], name: str) -> int:
    text = raw[name].strip()
    if len(text) != 4 or not (text.isascii() and text.isdecimal()):
        raise ValueError(f"{name}: '{text}' must be four digits")
    return int(text)


def _day(raw: Mapping[str, str], name: str) -> date | None:
    text = raw[name].strip()
    try:
        return date.fromisoformat(_DUTCH.sub(_iso, text) if text[4:5] != "-" else text) if text else None
    except ValueError:
        raise ValueError(f"{name}: '{text}' must be a date such as 2026-12-31") from None


def _iso(dutch: re.Match[str]) -> str:
    """A Dutch spreadsheet turns 2026-12-31 into 31-12-2026 when it saves."""
    day, month, year = dutch.groups()
    return f"{year}-{month:0>2}-{day:0>2}"
