"""Who comes to a group session, who waits for a seat, and how long is a freed seat held?

Pure: values, counting and times.  Source: domain.md 2.5 (E2), 2.10 (G1 to G12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from bot.core.calendars import Booking, Slot, Wanted
from bot.core.scheduling import LOCAL

ANSWER_TIME = timedelta(minutes=60)
"""So long a freed seat is held for who waited longest."""

LAST_OFFER = timedelta(minutes=30)
"""So long before the start the last answer counts: who says yes must still be able to come."""

SHORTEST_ANSWER_TIME = timedelta(minutes=10)
"""With less time to answer nobody is asked."""

AWAKE_FROM, AWAKE_UNTIL = time(8), time(21)
"""Hours in which an answer may be expected; a seat freed at night is held until the morning."""

REASONS = ("staff_ill", "no_room", "too_few", "other")
"""Why a session is moved or cancelled; a code, never free text."""


@dataclass(frozen=True, slots=True)
class Session:
    """A group session as staff see it.

    Attributes:
        slot: When, where, and what the room holds.
        confirmed: Places of people who come, and of who may still answer an offer.
        invited: Places of everybody who was invited, with who confirmed.
        invited_max: At most so many.  ``waiting``: places on the waiting list.
        sequence: Rises when it is moved or cancelled.
        status: ``planned`` or ``cancelled``.
    """

    slot: Slot
    confirmed: int
    invited: int
    invited_max: int
    waiting: int
    sequence: int
    status: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the list of a session; ``status`` and ``places`` as in ``Booking``."""

    conversation_id: str
    booking_id: str
    status: str
    places: int = 1


@dataclass(frozen=True, slots=True)
class Came:
    """How many people came to the sessions of one kind, and how many did not; no names."""

    attended: int = 0
    missed: int = 0

    @property
    def no_show(self) -> int | None:
        """Percent that did not come, rounded; ``None`` before anybody was counted."""
        counted = self.attended + self.missed
        return round(100 * self.missed / counted) if counted else None


@dataclass(frozen=True, slots=True)
class Held:
    """A seat that is held for this resident's answer.

    Attributes:
        booking: Its status is ``offered`` or ``invited``.
        until: Until when an offer stands; ``None`` for an invitation.
    """

    booking: Booking
    until: datetime | None


class Seats(Protocol):
    """What one conversation can do with the seats of sessions; kept together with the turn."""

    async def full(self, wanted: Wanted, first: datetime, before: datetime) -> Slot | None:
        """The soonest full session between two moments on whose waiting list there is place for them."""

    async def wait(self, slot: Slot, places: int) -> None:
        """Stand on its waiting list.  Raises SlotTaken when it was cancelled."""

    async def invite(self, slot: Slot, places: int) -> Booking:
        """Be invited to it.  Raises SlotTaken when no more may be invited."""

    async def held(self, status: str, now: datetime) -> Held | None:
        """The seat that waits for an answer: ``offered`` or ``invited``."""

    async def accept(self, booking_id: str, now: datetime) -> Booking:
        """Say yes.  Raises SlotTaken when it is over, was given on, or the room is full."""

    async def renew(self, booking_id: str) -> Booking:
        """The same seat under another id, so that nothing said about the former time counts any more."""

    async def came(self, booking_id: str, status: str) -> None:
        """Keep that somebody ``attended`` or ``missed``.  Raises TransitionNotAllowed: the room was full."""


def expected_present(invited: int, no_show: int) -> tuple[int, int]:
    """How many will be there: of 45 invited and 30 percent that stay away 31.5, so 31 to 32.

    Args:
        invited: Places.
        no_show: Percent that stays away.

    Returns:
        The whole numbers around it; twice the same when it is whole.
    """
    hundredths = invited * (100 - no_show)
    return hundredths // 100, -(-hundredths // 100)


def held_until(now: datetime, starts_at: datetime) -> datetime | None:
    """Until when a freed seat is held for who may have it.

    Args:
        now: Aware moment at which it is offered.
        starts_at: Aware start of the session.

    Returns:
        ``None`` when there is no time left to ask.
    """
    asked = _awake(now)
    until = min(asked + ANSWER_TIME, starts_at - LAST_OFFER)
    return until if until - asked >= SHORTEST_ANSWER_TIME else None


def _awake(now: datetime) -> datetime:
    """The moment, or the first after it at which people are awake."""
    local = now.astimezone(LOCAL)
    morning = datetime.combine(local.date(), AWAKE_FROM, LOCAL)
    if local.time() >= AWAKE_UNTIL:
        return datetime.combine(local.date() + timedelta(days=1), AWAKE_FROM, LOCAL)
    return max(local, morning)
