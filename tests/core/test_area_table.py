"""A table of postcodes gives every resident exactly one team on every day, or is refused by line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.area_table import FAULTS_SHOWN, Row, table_faults
from bot.core.catalog import Area

OLD, NEW = date(2015, 1, 1), date(2027, 1, 1)
LAST_OLD = NEW - timedelta(days=1)


def rows(*areas):
    """The rows of a file, the first on line 2."""
    return [Row(line, Area(*area)) for line, area in enumerate(areas, 2)]


SOUND = {
    "ranges that follow each other": rows((8700, 8710, "a"), (8711, 8720, "b")),
    "in any order": rows((8711, 8720, "b"), (8700, 8710, "a")),
    "a boundary that changes (R7)": rows(
        (8700, 8710, "a", None, OLD, LAST_OLD), (8700, 8705, "a", None, NEW), (8706, 8710, "b", None, NEW)
    ),
    "nothing at all": [],
}


@pytest.mark.parametrize("table", SOUND.values(), ids=SOUND)
def test_a_sound_table_has_no_faults(table):
    assert table_faults(table) == []


FAULTY = {
    "two teams": (rows((8700, 8710, "a"), (8710, 8720, "b")), "line 3: overlaps line 2 from 0001-01-01 on"),
    "a gap between ranges": (
        rows((8700, 8710, "a"), (8715, 8720, "b")),
        "line 2: no team for 8711 to 8714, which should follow or be left out of routing.bounds",
    ),
    "two teams for some days": (
        rows((8700, 8700, "a", None, OLD, NEW), (8700, 8700, "b", None, NEW)),
        "line 3: overlaps line 2 from 2027-01-01 on",
    ),
    "no team for a day": (
        rows((8700, 8700, "a", None, OLD, LAST_OLD - timedelta(days=1)), (8700, 8700, "b", None, NEW)),
        "line 3: no team from 2026-12-31 until 2027-01-01",
    ),
    "no team in the end": (rows((8700, 8700, "a", None, OLD, LAST_OLD)), "line 2: no team after 2026-12-31"),
    "a later start than the rest": (
        rows((8700, 8700, "a", None, OLD), (8701, 8701, "b", None, NEW)),
        "line 3: no team from 2015-01-01 until 2027-01-01",
    ),
    "backwards": (rows((8710, 8700, "a")), "line 2: 8710 to 8700 is no range of postcodes"),
    "no postcode": (rows((870, 8700, "a")), "line 2: 870 to 8700 is no range of postcodes"),
    "days backwards": (
        rows((8700, 8700, "a", None, NEW, OLD)),
        "line 2: ends on 2015-01-01, before 2027-01-01",
    ),
}


@pytest.mark.parametrize(("table", "expected"), FAULTY.values(), ids=FAULTY)
def test_a_fault_names_its_line(table, expected):
    assert table_faults(table) == [expected]


def test_the_bounds_of_the_municipality_must_be_filled_and_not_passed():
    table = rows((8528, 8600, "a"), (8602, 8774, "b"))
    assert table_faults(table, [(8529, 8774), (9012, 9014)]) == [
        "line 2: 8528 is outside the municipality",
        "line 2: no team for 8601 to 8601, which should follow or be left out of routing.bounds",
        "line 3: no team for 9012 to 9014, which should follow or be left out of routing.bounds",
    ]


def test_a_table_that_is_wrong_throughout_names_the_first_faults_only():
    assert len(table_faults(rows(*[(8700, 8700, "a")] * 1000))) == FAULTS_SHOWN


def test_a_table_of_the_whole_country_many_times_is_refused_without_counting_on():
    assert table_faults(rows(*[(1000, 9999, "a")] * 100)) == ["names more than 500000 postcodes"]


@st.composite
def divisions(draw):
    """Postcodes 1000 to 1100 divided among teams, anew on each of a few days."""
    cuts = sorted(draw(st.sets(st.integers(1001, 1100), max_size=20)))
    changes = sorted(draw(st.sets(st.integers(1, 1000), max_size=3)))
    ranges = list(zip([1000, *cuts], [*(cut - 1 for cut in cuts), 1100], strict=True))
    days = [OLD, *(OLD + timedelta(days=n) for n in changes)]
    periods = list(zip(days, [*(day - timedelta(days=1) for day in days[1:]), None], strict=True))
    return [(*codes, "team", None, *period) for codes in ranges for period in periods]


@given(divisions())
def test_any_division_of_the_postcodes_and_the_days_is_sound(division):
    assert table_faults(rows(*division)) == []


@given(divisions(), st.data())
def test_a_division_that_loses_or_doubles_a_row_is_refused(division, data):
    chosen = data.draw(st.sampled_from(division))
    lost = [area for area in division if area is not chosen]
    assert table_faults(rows(*division, chosen)) != []
    assert table_faults(rows(*lost), [(1000, 1100)]) != [] or not lost or _same_period(lost, chosen)


def _same_period(rest, chosen):
    """Without the only first or last period the table begins or ends as a whole another day."""
    return all(area[4:] != chosen[4:] for area in rest)
