"""Until when was the talk promised, and which free slots keep the promise?

Pure: no clock, no calendar of its own; holidays come in as a set of dates.

Source: counting rules of domain.md 0.3.  A working day is Monday to Friday minus the
holidays of the Algemene termijnenwet and the municipality's own closing days; the day
of contact is day 0.  Days and weeks without the word "werkdag" are calendar days.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.catalog import Deadline

LOCAL = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Slot:
    """One talk that one intaker can give.  Moments are aware; ``team`` None: not bound to an area."""

    id: int
    kind: str
    role: str
    team: str | None
    place: str
    starts_at: datetime
    ends_at: datetime


IsWorkingDay = Callable[[date], bool]


def working_days(weekdays: Collection[int], closed_on: Collection[date]) -> IsWorkingDay:
    """A test for working days.

    Args:
        weekdays: Working weekdays, Monday is 0.
        closed_on: Holidays and the municipality's own closing days.
    """
    return lambda day: day.weekday() in weekdays and day not in closed_on


def deadline_on(deadline: Deadline, start: date, is_working_day: IsWorkingDay) -> date:
    """The last local date that keeps the promise.

    Args:
        deadline: Value and unit; ``hours`` ends on the day of contact itself when below 24.
        start: Local date of the contact, day 0.

    Raises:
        ValueError: If the unit is not hours, days, weeks or working_days.
    """
    if deadline.unit == "working_days":
        return _nth_working_day(start, deadline.value, is_working_day)
    days_per_unit = {"hours": 1 / 24, "days": 1, "weeks": 7}
    if deadline.unit not in days_per_unit:
        raise ValueError(deadline.unit)
    return start + timedelta(days=int(deadline.value * days_per_unit[deadline.unit]))


def _nth_working_day(start: date, count: int, is_working_day: IsWorkingDay) -> date:
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def end_of(day: date) -> datetime:
    """The first moment after a local day."""
    return datetime.combine(day + timedelta(days=1), time.min, LOCAL)


def local_date(at: datetime) -> date:
    """The date in the Netherlands at a moment."""
    return at.astimezone(LOCAL).date()
