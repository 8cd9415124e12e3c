"""Does a table of postcodes send every resident to exactly one team, on every day?

A municipality's areas change: a row holds from a day to a day.  Overlaps and gaps are refused
when the table is loaded, so that a case can never have two teams, or none, by accident.

Pure.  Source: domain.md 2.9, R1 and R7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise, zip_longest
from typing import NamedTuple

from bot.core.catalog import Area

FAULTS_SHOWN = 20
"""A table that is wrong throughout would otherwise fill the screen."""

LARGEST = 500_000
"""Postcodes in all rows together; there are 9,000 in the country."""

FIRST_POSTCODE, LAST_POSTCODE = 1000, 9999


class Row(NamedTuple):
    """A row with the number of its line in the file, from 1 for the heading."""

    line: int
    area: Area


def table_faults(rows: Sequence[Row], bounds: Sequence[tuple[int, int]] = ()) -> list[str]:
    """What is wrong with a table, each with its line; the first ``FAULTS_SHOWN``.

    Args:
        rows: In the order of the file.
        bounds: Ranges of postcodes of the municipality, inclusive; without them the postcodes from the
            lowest to the highest of the table.
    """
    backwards = list(_backwards(rows))
    if backwards or not rows:
        return backwards[:FAULTS_SHOWN]
    if sum(row.area.last - row.area.first + 1 for row in rows) > LARGEST:
        return [f"names more than {LARGEST} postcodes"]
    return list(islice(dict.fromkeys(_coverage_faults(rows, bounds or (_hull(rows),))), FAULTS_SHOWN))


def _backwards(rows: Iterable[Row]) -> Iterator[str]:
    for line, area in rows:
        if not FIRST_POSTCODE <= area.first <= area.last <= LAST_POSTCODE:
            yield f"line {line}: {area.first} to {area.last} is no range of postcodes"
        if area.valid_to is not None and area.valid_to < area.valid_from:
            yield f"line {line}: ends on {area.valid_to}, before {area.valid_from}"


def _hull(rows: Iterable[Row]) -> tuple[int, int]:
    return min(row.area.first for row in rows), max(row.area.last for row in rows)


def _coverage_faults(rows: Sequence[Row], bounds: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Overlaps and gaps.  A code is left out of the text, so that a range gives its fault once."""
    by_code: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for code in range(row.area.first, row.area.last + 1):
            by_code[code].append(row)
    begins = min(row.area.valid_from for row in rows)
    ours = {code for first, last in bounds for code in range(first, last + 1)}
    yield from (f"line {row.line}: {code} is outside the municipality"
                for code in sorted(by_code.keys() - ours) for row in by_code[code][:1])
    yield from _missing(sorted(ours - by_code.keys()), rows)
    for code in sorted(by_code.keys() & ours):
        yield from _day_faults(sorted(by_code[code], key=lambda row: row.area.valid_from), begins)


def _missing(codes: Sequence[int], rows: Sequence[Row]) -> Iterator[str]:
    """Codes without a team, as ranges, at the line after which they should stand."""
    for start, end in _runs(codes):
        before = [row for row in rows if row.area.last < start]
        line = max(before, key=lambda row: row.area.last).line if before else 1
        what = "which should follow or be left out of routing.bounds"
        yield f"line {line}: no team for {start} to {end}, {what}"


def _runs(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Codes in a row belong to one range."""
    start = None
    for code, after in zip_longest(codes, codes[1:]):
        start = code if start is None else start
        if after != code + 1:
            yield start, code
            start = None


def _day_faults(rows: Sequence[Row], begins: date) -> Iterator[str]:
    """Rows of one postcode, oldest first: one follows the other, and the last has no end."""
    first, last = rows[0], rows[-1]
    if first.area.valid_from > begins:
        yield f"line {first.line}: no team from {begins} until {first.area.valid_from}"
    for one, two in pairwise(rows):
        ends = one.area.valid_to
        if ends is None or two.area.valid_from <= ends:
            yield f"line {two.line}: overlaps line {one.line} from {two.area.valid_from} on"
        elif two.area.valid_from > ends + timedelta(days=1):
            yield f"line {two.line}: no team from {ends + timedelta(days=1)} until {two.area.valid_from}"
    if last.area.valid_to is not None and all(row.area.valid_to is not None for row in rows):
        yield f"line {last.line}: no team after {last.area.valid_to}"
