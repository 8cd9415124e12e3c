"""Which talks and sessions can be booked in a demonstration?

A municipality has its own calendar; a demo profile gets this one, so that booking works
from the first start.  Pure: the date comes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.appointment_kinds import AppointmentKind
from bot.core.profile import Profile
from bot.core.scheduling import LOCAL, IsWorkingDay

HOURS = (time(9), time(10, 30), time(13), time(14, 30))
"""Starts of the talks of one intaker on one day; also of the sessions of one day."""

DAYS_AHEAD = 21


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A moment with seats to be added.  Moments are aware; ``team`` None: not bound to an area.

    Attributes:
        intaker: Whoever gives it; a name that means one person, who has one talk at a time.
        seats, invited_max: Of the room, and of the invitations where more are sent.
        languages: Spoken there.
    """

    profile: str
    kind: str
    team: str | None
    role: str
    intaker: str
    place: str
    starts_at: datetime
    ends_at: datetime
    seats: int = 1
    invited_max: int | None = None
    languages: tuple[str, ...] = ("nl",)
    interpreter: bool = False
    step_free: bool = False
    specialism: str | None = None


def demo_slots(profile: Profile, today: date, is_working_day: IsWorkingDay) -> Iterator[NewSlot]:
    """Talks of every kind on every working day from tomorrow on, and the sessions of every week.

    A talk that is promised for the same visit has its times today as well.
    Every kind of talk of a role has an intaker of its own in each team, so that nobody is in two rooms.

    Args:
        profile: Whose kinds of talk, teams and place are used.
        today: Local date.
    """
    days = [today + timedelta(days=n) for n in range(DAYS_AHEAD + 1)]
    teams = tuple(dict.fromkeys(area.team for area in profile.areas)) or (None,)
    of_role: Counter[str] = Counter()
    for kind in profile.appointments.values():
        of_role[kind.role] += 1
        if kind.group:
            yield from _sessions(profile, kind, filter(is_working_day, days[1:]))
            continue
        opened = days if kind.deadline.value == 0 else days[1:]
        for team in teams:
            usual = {"team": team, "intaker": f"{kind.role} {of_role[kind.role]}, {team or 'all teams'}"}
            yield from (slot_at(profile, kind, at, interpreter=True, step_free=True, **usual)
                        for day in filter(is_working_day, opened) for at in _starts(kind, day, len(HOURS)))


def _sessions(profile: Profile, kind: AppointmentKind, days: Iterator[date]) -> Iterator[NewSlot]:
    """So many a week as the profile says: on its weekday, or spread over the week."""
    times = _times_on(kind, profile.weekdays)
    for day in days:
        yield from (slot_at(profile, kind, at, interpreter=bool(kind.group.interpreter), step_free=True)
                    for at in _starts(kind, day, times[day.weekday()]))


def _times_on(kind: AppointmentKind, weekdays: tuple[int, ...]) -> Counter[int]:
    """How many sessions each weekday has."""
    if kind.group.weekday is not None:
        return Counter({kind.group.weekday: kind.group.per_week})
    often = kind.group.per_week
    return Counter(weekdays[n * len(weekdays) // often % len(weekdays)] for n in range(often))


def _starts(kind: AppointmentKind, day: date, count: int) -> list[datetime]:
    """Up to so many starts on a day that do not run into each other."""
    found: list[datetime] = []
    for hour in HOURS:
        at = datetime.combine(day, hour, LOCAL)
        if not found or found[-1] + timedelta(minutes=kind.minutes_max) <= at:
            found.append(at)
    return found[:count]


def slot_at(profile: Profile, kind: AppointmentKind, starts_at: datetime, *, team: str | None = None,
            **differs: object) -> NewSlot:
    """One moment of a kind, with the length, the seats and the languages that the profile gives.

    Args:
        differs: Fields of ``NewSlot`` that differ from it.
    """
    group = kind.group
    usual = {
        "intaker": f"{kind.role}, {kind.id}, {team or 'all teams'}",
        "place": kind.place or profile.place,
        "ends_at": starts_at + timedelta(minutes=kind.minutes_max),
        "seats": group.seats if group else 1,
        "invited_max": group.invited_max if group else None,
        "languages": group.languages if group else (profile.default_language,),
    }
    return NewSlot(profile.id, kind.id, team, kind.role, starts_at=starts_at, **{**usual, **differs})
