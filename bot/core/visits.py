"""What is there to say around the moment of a talk: before it, late for it, and when it was missed?

Pure: the present moment comes in.  Source: domain.md 2.4 (Jan-D2) and 2.10 (G4, G5).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.case import Appointment, Case

REMINDED_BEFORE = (timedelta(hours=24), timedelta(hours=2))
"""The day before; for who booked later than that, two hours before."""

NEAR = timedelta(hours=3)
"""From this long before a talk somebody may be on their way."""

FRIENDLY_CONTACTS = 1
"""After so many missed talks the front door itself asks what would fit; after another a person calls."""


def reminder_at(starts_at: datetime, now: datetime) -> datetime | None:
    """When to remind of a talk; ``None`` when it is so soon that nobody forgets it."""
    return next((at for before in REMINDED_BEFORE if (at := starts_at - before) > now), None)


def is_near(appointment: Appointment | None, now: datetime) -> bool:
    """Whether the resident may be on their way to it, or looking for the door."""
    return appointment is not None and appointment.starts_at - NEAR <= now <= appointment.ends_at


def times_missed(case: Case) -> int:
    """How many talks in a row were missed; one that took place starts the count anew."""
    count = 0
    for one in case.appointments:
        count = {"missed": count + 1, "attended": 0}.get(one.status, count)
    return count
