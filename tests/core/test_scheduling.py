"""Does a promise end on the day that a person with a calendar would say?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.holidays_nl import is_working_day_of
from bot.core.catalog import Deadline
from bot.core.scheduling import deadline_on, end_of, local_date, working_days
from tests.core.alphen import ALPHEN

FIVE_WORKING_DAYS = Deadline(5, "working_days")

DATES = {
    "an ordinary Thursday": (date(2026, 11, 26), date(2026, 12, 3)),
    "the Thursday of the seed": (date(2015, 10, 8), date(2015, 10, 15)),
    "before Christmas": (date(2026, 12, 24), date(2027, 1, 4)),
    "before Easter": (date(2026, 4, 2), date(2026, 4, 13)),
    "before Ascension": (date(2026, 5, 13), date(2026, 5, 21)),
    "before King's Day": (date(2026, 4, 24), date(2026, 5, 4)),
    "before Whitsun": (date(2026, 5, 22), date(2026, 6, 1)),
    "a Saturday": (date(2026, 11, 28), date(2026, 12, 4)),
    "a Sunday": (date(2026, 11, 29), date(2026, 12, 4)),
}


@pytest.mark.parametrize(("start", "expected"), DATES.values(), ids=DATES)
def test_five_working_days_end_on(start, expected):
    assert deadline_on(FIVE_WORKING_DAYS, start, is_working_day_of(ALPHEN, start.year)) == expected


@given(start=st.dates(date(2015, 1, 1), date(2035, 12, 31)), count=st.integers(1, 60))
def test_working_days_are_counted_as_an_independent_calendar_does(start, count):
    years = range(start.year, start.year + 2)
    off = list(holidays.country_holidays("NL", categories=("public", "optional"), years=years))
    expected = numpy.busday_offset(_backward(start, off), count, roll="backward", holidays=off).astype(date)
    assert (
        deadline_on(Deadline(count, "working_days"), start, is_working_day_of(ALPHEN, start.year)) == expected
    )


def _backward(start: date, off: list[date]) -> date:
    """The last working day up to the start, from which numpy counts."""
    while start.weekday() > 4 or start in off:
        start -= timedelta(days=1)
    return start


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline(0, "hours"), date(2026, 11, 26)),
        (Deadline(23, "hours"), date(2026, 11, 26)),
        (Deadline(48, "hours"), date(2026, 11, 28)),
        (Deadline(3, "days"), date(2026, 11, 29)),
        (Deadline(4, "weeks"), date(2026, 12, 24)),
        (Deadline(0, "working_days"), date(2026, 11, 26)),
    ],
)
def test_other_units_are_calendar_days(deadline, expected):
    assert deadline_on(deadline, date(2026, 11, 26), working_days(range(5), ())) == expected


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="months"):
        deadline_on(Deadline(1, "months"), date(2026, 11, 26), working_days(range(5), ()))


def test_the_municipality_s_own_closing_day_does_not_count():
    open_ = working_days(range(5), {date(2026, 11, 27)})
    assert deadline_on(Deadline(1, "working_days"), date(2026, 11, 26), open_) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 26, 22, 59, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 26, 23, 0, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_date_is_that_of_the_netherlands(at, expected):
    assert local_date(at) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 26), datetime(2026, 11, 26, 23, 0, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_here_also_when_the_clock_changes(day, expected):
    assert end_of(day) == expected
