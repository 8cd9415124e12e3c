"""Until when was the talk promised, and from when to when may it be?

Pure: no clock, no calendar of its own; holidays come in as a set of dates.

Source: counting rules of domain.md 0.3.  A working day is Monday to Friday minus the
holidays of the Algemene termijnenwet and the municipality's own closing days; the day
of contact is day 0.  Days and weeks without the word "werkdag" are calendar days.
Hours are counted as hours that pass, also over the night in which the clock changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.appointment_kinds import Deadline
from bot.core.date_window import Window

LOCAL = ZoneInfo("Europe/Amsterdam")

IsWorkingDay = Callable[[date], bool]

_LONGEST_CLOSED = 366
"""Days without a working day, after which a calendar is a mistake and not a holiday."""


def working_days(weekdays: Collection[int], closed_on: Collection[date]) -> IsWorkingDay:
    """A test for working days.

    Args:
        weekdays: Working weekdays, Monday is 0.
        closed_on: Holidays and the municipality's own closing days.
    """
    return lambda day: day.weekday() in weekdays and day not in closed_on


def window(deadline: Deadline, anchor: datetime, is_working_day: IsWorkingDay) -> tuple[datetime, datetime]:
    """From when to when the talk keeps the promise.

    Args:
        deadline: Value and unit, or a weekday.
        anchor: Aware moment from which is counted; its local date is day 0.

    Returns:
        First and last moment at which it may start, both inclusive.  ``exact``, or a weekday: the
        whole of that one day; otherwise from the anchor on.

    Raises:
        ValueError: If the unit is not hours, days, weeks or working_days, or no day is a working day.
    """
    by_hours = deadline.unit == "hours" and deadline.weekday is None
    last_on = deadline_on(deadline, local_date(anchor), is_working_day)
    last = end_of(last_on) - timedelta(microseconds=1)
    if by_hours:
        last = (anchor.astimezone(UTC) + timedelta(hours=deadline.value)).astimezone(LOCAL)
    if deadline.exact or deadline.weekday is not None:
        on = local_date(last)
        return datetime.combine(on, time.min, LOCAL), end_of(on) - timedelta(microseconds=1)
    return anchor.astimezone(LOCAL), last


def deadline_on(deadline: Deadline, start: date, is_working_day: IsWorkingDay) -> date:
    """The last local date that keeps the promise.

    Args:
        deadline: Value and unit; ``hours`` ends on the day of contact itself when below 24.
        start: Local date of the contact, day 0.

    Raises:
        ValueError: As ``window``.
    """
    if deadline.weekday is not None:
        return _nth_day(start, 1, lambda day: day.weekday() == deadline.weekday and is_working_day(day))
    if deadline.unit == "working_days":
        return _nth_day(start, deadline.value, is_working_day)
    hours_per_unit = {"hours": 1, "days": 24, "weeks": 7 * 24}
    if deadline.unit not in hours_per_unit:
        raise ValueError(deadline.unit)
    return start + timedelta(days=deadline.value * hours_per_unit[deadline.unit] // 24)


def _nth_day(start: date, count: int, counts: IsWorkingDay) -> date:
    day, without = start, 0
    while count > 0:
        day += timedelta(days=1)
        count, without = (count - 1, 0) if counts(day) else (count, without + 1)
        if without > _LONGEST_CLOSED:
            raise ValueError("no working day")
    return day


def end_of(day: date) -> datetime:
    """The first moment after a local day."""
    return datetime.combine(day + timedelta(days=1), time.min, LOCAL)


def local_date(at: datetime) -> date:
    """The date in the Netherlands at a moment."""
    return at.astimezone(LOCAL).date()


def local_text(at: datetime) -> str:
    """A moment on the local clock, to the minute; in the hour that comes twice with its distance to UTC."""
    local = at.astimezone(LOCAL)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.isoformat(timespec="minutes") if twice else local.strftime("%Y-%m-%dT%H:%M")


def local_moment(text: str) -> datetime:
    """The moment that a text on the local clock means.

    Args:
        text: ISO 8601; without its distance to UTC it is local time, and the first of two.

    Raises:
        ValueError: It is no moment, or lies in the hour that the clock skips in spring.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        return at
    local = at.replace(tzinfo=LOCAL)
    if local.astimezone(UTC).astimezone(LOCAL).replace(tzinfo=None) != at:
        raise ValueError(text)
    return local


def spans(wish: Window | None, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of a period in which a talk may start, soonest first.

    Args:
        wish: Days and hours asked for; with hours every day is a stretch of its own.
        first, last: The period, aware, both inclusive.
    """
    if wish is None:
        yield first, last
        return
    hours = wish.after or wish.before
    days = (wish.last - wish.first).days + 1 if hours else 1
    for day in (wish.first + timedelta(days=n) for n in range(days)):
        start = datetime.combine(day, wish.after or time.min, LOCAL)
        whole = end_of(day if hours else wish.last)
        end = datetime.combine(day, wish.before, LOCAL) if wish.before else whole
        stretch = max(start, first), min(end - datetime.resolution, last)
        if stretch[0] <= stretch[1]:
            yield stretch
