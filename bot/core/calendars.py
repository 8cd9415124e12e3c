"""What does the front door ask of a calendar, whoever keeps it?

Nine operations, those that Dutch form software uses for the appointment systems of municipalities:
products, locations, dates, times, the fields a booking needs, create, delete, details and the link to
cancel.  Our own calendar is the first plug-in; ``scheduling.calendar.plugin`` of a profile names it.

Flow: services.times -> here -> an adapter, e.g. bot.adapters.calendar_postgres.

Source: the appointment plug-ins of Open Forms (Open Formulieren) for JCC and Qmatic, which have these nine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment with seats: a talk has one, a group session more.

    Attributes:
        id: Of the calendar that gave it; opaque.
        kind: Id of the kind of talk or session.
        role: Who gives it.  ``team`` None: not bound to an area.
        starts_at, ends_at: Aware.
        languages: Spoken there.
        seats, seats_left: Of the room, and how many of them are free.
    """

    id: str
    kind: str
    role: str
    team: str | None
    place: str
    starts_at: datetime
    ends_at: datetime
    languages: tuple[str, ...] = ("nl",)
    interpreter: bool = False
    step_free: bool = False
    specialism: str | None = None
    seats: int = 1
    seats_left: int = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a moment must have to fit this resident.

    Attributes:
        product: Id of the kind of talk or session.
        team: Moments of this team, or of none; ``None``: of any team.
        language: Spoken there; ``None``: any.
        interpreter: An interpreter can be there.
        step_free: Known to be reachable without a step.
        specialism: Given by this specialism, or by whoever takes any question; ``None``: any.
        places: Seats together, more than one when a companion takes one.
        place: At this location; ``None``: any.
    """

    product: str
    team: str | None = None
    language: str | None = None
    interpreter: bool = False
    step_free: bool = False
    specialism: str | None = None
    places: int = 1
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A seat that somebody has, or asked for.

    Attributes:
        id: Of the calendar; also the id of the appointment in the case.
        status: ``invited``, ``confirmed``, ``waiting``, ``offered``, ``released``, ``attended`` or
            ``missed``.
        places: Seats together.
    """

    id: str
    slot: Slot
    status: str
    places: int = 1


class Calendar(Protocol):
    """One calendar as one conversation sees it.  Every method may raise StoreUnavailable.

    Our own calendar changes things together with the turn.  One outside cannot: its plug-in makes a
    booking at once, and a turn that breaks after it leaves it standing there.
    """

    async def products(self, first: datetime) -> tuple[str, ...]:
        """Ids of the kinds that have a free seat from a moment on."""

    async def locations(self, product: str, first: datetime) -> tuple[str, ...]:
        """Places where it can be had from a moment on."""

    async def dates(self, wanted: Wanted, first: datetime, last: datetime) -> tuple[date, ...]:
        """Local dates with a moment that fits, in order; both moments inclusive."""

    async def times(self, wanted: Wanted, first: datetime, last: datetime, limit: int) -> tuple[Slot, ...]:
        """Moments that fit and start between two moments, both inclusive; soonest first, one a start."""

    async def required_fields(self, product: str) -> tuple[str, ...]:
        """What it must know of the resident, e.g. ``phone``; our own calendar needs nothing."""

    async def create(self, slot: Slot, wanted: Wanted, fields: Mapping[str, str]) -> Booking:
        """Take the seats.

        Args:
            slot: As ``times`` gave it.
            wanted: For its places.
            fields: The required ones.

        Raises:
            SlotTaken: Somebody was first, it was cancelled, or its intaker has another talk then.
        """

    async def delete(self, booking_id: str) -> None:
        """Give the seats back; one that is given back already, or is not this resident's, stays as it is."""

    async def details(self, booking_id: str) -> Booking | None:
        """The booking as it stands now; ``None`` when this resident has none of that id."""

    async def cancel_link(self, booking_id: str) -> str | None:
        """Address of a page outside where it can be cancelled; ``None`` where that is done in the talk."""


def preferences(wanted: Wanted, language_needed: bool, interpreter: bool = False) -> Iterator[Wanted]:
    """What to look for, best first: the own team before another, then the own language.

    Args:
        wanted: All wishes together.
        language_needed: It is of no use in another language, as a group session is not (domain.md 2.10, G7).
        interpreter: In another language it is of use with an interpreter only.
    """
    languages = (wanted.language,) if language_needed else dict.fromkeys((wanted.language, None))
    for team in dict.fromkeys((wanted.team, None)):
        for language in languages:
            needed = wanted.interpreter or (interpreter and language is None)
            yield replace(wanted, team=team, language=language, interpreter=needed)
