"""Which talks can be booked in a demonstration?

A municipality has its own calendar; a demo profile gets this one, so that booking works
from the first start.  Pure: the date comes in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.catalog import AppointmentKind, Profile
from bot.core.scheduling import LOCAL, IsWorkingDay

HOURS = (time(9), time(10, 30), time(13), time(14, 30))
"""Starts of the talks of one intaker on one day."""

DAYS_AHEAD = 21


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A talk to be added.  Moments are aware; ``team`` None: not bound to an area."""

    profile: str
    kind: str
    team: str | None
    role: str
    intaker: str
    place: str
    starts_at: datetime
    ends_at: datetime


def demo_slots(profile: Profile, today: date, is_working_day: IsWorkingDay) -> Iterator[NewSlot]:
    """Talks of every kind on every working day from tomorrow on, one intaker a team.

    Args:
        profile: Whose kinds of talk, teams and place are used.
        today: Local date.
    """
    days = (today + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1))
    for day in filter(is_working_day, days):
        for kind in profile.appointments.values():
            for team in dict.fromkeys(area.team for area in profile.areas) or (None,):
                yield from (_slot(profile, kind, team, day, hour) for hour in HOURS)


def _slot(profile: Profile, kind: AppointmentKind, team: str | None, day: date, hour: time) -> NewSlot:
    return slot_at(profile, kind, team, datetime.combine(day, hour, LOCAL))


def slot_at(profile: Profile, kind: AppointmentKind, team: str | None, starts_at: datetime) -> NewSlot:
    """One talk of a kind at a moment, with the length that the profile gives."""
    ends_at = starts_at + timedelta(minutes=kind.minutes_max)
    return NewSlot(profile.id, kind.id, team, kind.role, f"{kind.role}:{team or 'all'}", profile.place,
                   starts_at, ends_at)
