"""Does a promise end on the day that a person with a calendar would say?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import holidays
import numpy
import pytest
from dateutil.relativedelta import MO, SU, relativedelta
from dateutil.rrule import DAILY, rrule
from dateutil.tz import gettz
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.holidays_nl import is_working_day_of
from bot.core.appointment_kinds import Deadline
from bot.core.date_window import Window
from bot.core.scheduling import (
    LOCAL,
    deadline_on,
    end_of,
    local_date,
    local_moment,
    local_text,
    spans,
    window,
    working_days,
)
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


# From when to when -----------------------------------------------------------------------------

WEEK = working_days(range(5), {date(2026, 12, 25)})
CONTACT = datetime(2026, 11, 26, 16, 30, tzinfo=LOCAL)  # A Thursday afternoon.


def local(month, day, hour=0, minute=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL)


WINDOWS = {
    # promise: first moment, first moment after it
    "three working days": (Deadline(3, "working_days"), CONTACT, local(12, 2)),
    "exactly five working days later": (Deadline(5, "working_days", exact=True), local(12, 3), local(12, 4)),
    "exactly two weeks later": (Deadline(2, "weeks", exact=True), local(12, 10), local(12, 11)),
    "three days": (Deadline(3, "days"), CONTACT, local(11, 30)),
    "next Monday": (Deadline(1, "weeks", weekday=0), local(11, 30), local(12, 1)),
    "next Thursday, and today is Thursday": (Deadline(1, "weeks", weekday=3), local(12, 3), local(12, 4)),
    "next Friday, whatever the unit": (Deadline(1, "hours", weekday=4), local(11, 27), local(11, 28)),
    "today": (Deadline(0, "days"), CONTACT, local(11, 27)),
}


@pytest.mark.parametrize(("deadline", "first", "after"), WINDOWS.values(), ids=WINDOWS)
def test_a_promise_holds_from_when_to_when(deadline, first, after):
    assert window(deadline, CONTACT, WEEK) == (first, after - timedelta(microseconds=1))


def test_a_weekday_on_which_the_municipality_is_closed_is_the_next_one():
    contact = local(12, 21, 9)
    assert window(Deadline(1, "weeks", weekday=4), contact, WEEK)[1] == end_of(date(2027, 1, 1)) - _INSTANT


_INSTANT = timedelta(microseconds=1)

HOURS = {
    # anchor, hours, last moment
    "over midnight": (local(11, 26, 16, 30), 24, local(11, 27, 16, 30)),
    "none": (local(11, 26, 16, 30), 0, local(11, 26, 16, 30)),
    "over the hour that the clock skips": (local(3, 28, 16), 24, local(3, 29, 17)),
    "over the hour that comes twice": (local(10, 24, 16), 24, local(10, 25, 15)),
    "over New Year": (local(12, 31, 20), 6, local(1, 1, 2, year=2027)),
}


@pytest.mark.parametrize(("anchor", "hours", "last"), HOURS.values(), ids=HOURS)
def test_hours_are_hours_that_pass(anchor, hours, last):
    assert window(Deadline(hours, "hours"), anchor, WEEK) == (anchor, last)


DAYS_AROUND_NEW_YEAR = [
    # counted from, working days, ends on
    (date(2026, 12, 31), 1, date(2027, 1, 4)),
    (date(2026, 12, 30), 1, date(2026, 12, 31)),
    (date(2027, 12, 31), 2, date(2028, 1, 4)),
]


@pytest.mark.parametrize(("start", "count", "expected"), DAYS_AROUND_NEW_YEAR)
def test_the_last_day_of_a_year_is_a_day_like_another(start, count, expected):
    found = deadline_on(Deadline(count, "working_days"), start, is_working_day_of(ALPHEN, start.year))
    assert found == expected


def test_a_municipality_that_never_works_is_refused_and_does_not_hang():
    with pytest.raises(ValueError, match="no working day"):
        deadline_on(FIVE_WORKING_DAYS, date(2026, 11, 26), lambda day: False)


ANY_DAY = st.dates(date(2015, 1, 1), date(2035, 12, 31))
ANY_MOMENT = st.datetimes(datetime(2015, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


@given(start=ANY_DAY, count=st.integers(0, 400), unit=st.sampled_from(["days", "weeks"]))
def test_days_and_weeks_are_counted_as_an_independent_calendar_does(start, count, unit):
    expected = start + relativedelta(**{unit: count})
    assert deadline_on(Deadline(count, unit), start, WEEK) == expected


@given(start=ANY_DAY, weekday=st.integers(MO.weekday, SU.weekday))
def test_a_weekday_is_found_as_an_independent_calendar_does(start, weekday):
    after = datetime.combine(start, datetime.min.time()) + timedelta(days=1)
    expected = rrule(DAILY, dtstart=after, byweekday=weekday, count=1)[0].date()
    assert deadline_on(Deadline(1, "weeks", weekday=weekday), start, lambda day: True) == expected


@given(at=ANY_MOMENT, hours=st.integers(0, 2000))
def test_hours_are_counted_as_an_independent_clock_does(at, hours):
    expected = (at + timedelta(hours=hours)).astimezone(gettz("Europe/Amsterdam"))
    _, last = window(Deadline(hours, "hours"), at, WEEK)
    assert last.replace(tzinfo=None) == expected.replace(tzinfo=None)


@given(
    at=ANY_MOMENT,
    count=st.integers(0, 60),
    unit=st.sampled_from(["hours", "days", "weeks", "working_days"]),
    exact=st.booleans(),
)
def test_a_promise_never_ends_before_it_begins_and_ends_on_its_last_day(at, count, unit, exact):
    deadline = Deadline(count, unit, exact=exact)
    first, last = window(deadline, at, WEEK)
    assert first <= last
    if unit != "hours":
        assert local_date(last) == deadline_on(deadline, local_date(at), WEEK)


# The local clock -------------------------------------------------------------------------------


def test_the_hour_that_the_clock_skips_is_no_moment():
    with pytest.raises(ValueError, match="02:30"):
        local_moment("2026-03-29T02:30")


TEXTS = {
    # on the local clock: the moment
    "2026-11-30T09:00": datetime(2026, 11, 30, 8, tzinfo=UTC),
    "2026-12-31T23:59": datetime(2026, 12, 31, 22, 59, tzinfo=UTC),
    "2026-03-29T03:30": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    "2026-10-25T02:30+02:00": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "2026-10-25T02:30+01:00": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
}


@pytest.mark.parametrize(("text", "at"), TEXTS.items())
def test_a_moment_is_written_so_that_it_means_one_moment(text, at):
    assert (local_text(at), local_moment(text)) == (text, at)


@given(at=ANY_MOMENT.map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_moment_comes_back_from_its_text(at):
    assert local_moment(local_text(at)) == at


FROM, TO = datetime(2026, 11, 30, 8, tzinfo=LOCAL), datetime(2026, 12, 4, 17, tzinfo=LOCAL)
MON, TUE, WED = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))
AFTERNOON = (time(12), time(18))


def at(day, hour, minute=0):
    return datetime(2026, 12, day, hour, minute, tzinfo=LOCAL)


SPANS = {
    "no wish": (None, [(FROM, TO)]),
    "a day": (Window(TUE, TUE), [(at(1, 0), at(2, 0))]),
    "days in a row": (Window(TUE, WED), [(at(1, 0), at(3, 0))]),
    "afternoons": (Window(TUE, WED, *AFTERNOON), [(at(1, 12), at(1, 18)), (at(2, 12), at(2, 18))]),
    "from an hour on": (Window(TUE, TUE, time(15)), [(at(1, 15), at(2, 0))]),
    "before an hour": (Window(TUE, TUE, None, time(10)), [(at(1, 0), at(1, 10))]),
    "only what lies in the period": (Window(MON, MON), [(FROM, at(1, 0))]),
    "nothing of the period": (Window(date(2026, 12, 7), date(2026, 12, 8)), []),
}


@pytest.mark.parametrize(("wish", "expected"), SPANS.values(), ids=SPANS)
def test_a_wish_gives_the_stretches_in_which_a_talk_may_start(wish, expected):
    found = list(spans(wish, FROM, TO))
    shown = [(first, last if last == TO else last + datetime.resolution) for first, last in found]
    assert shown == expected
