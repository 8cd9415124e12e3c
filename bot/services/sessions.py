"""Which group sessions are there, who comes, and what happens when one is moved or cancelled?

Everybody on its list gets another seat inside their promise, with a letter, in one transaction: the next
session, else a talk alone, else a person looks (domain.md 2.10, G10).  A freed seat is offered to who
waited longest (G9).

Flow: desk pages, scenario player -> ``Sessions`` -> turns of everybody -> services.times, the outbox.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.appointment_kinds import AppointmentKind
from bot.core.catalog import Profile
from bot.core.decision import Decision
from bot.core.errors import SlotTaken, TransitionNotAllowed
from bot.core.ports import Clock, OpenRecord
from bot.core.sessions import REASONS, Came, Person, Session
from bot.services import lead_on, reseat
from bot.services.desk import Desk
from bot.services.staff import StaffMember
from bot.services.steps.booking import with_booking
from bot.services.turn import Turns

_log = logging.getLogger(__name__)


class Everybody(Protocol):
    """A session and everybody on its list, under their locks; all is saved together."""

    session: Session
    people: tuple[tuple[Person, OpenRecord], ...]

    async def cancel(self) -> None:
        """Nobody can book it from now on.  Raises TransitionNotAllowed when it was cancelled."""

    async def move(self, starts_at: datetime) -> None:
        """Hold it at another time.  Raises TransitionNotAllowed when it was cancelled, or is held then."""


class SessionStore(Protocol):
    """Sessions in the database.  Every method may raise StoreUnavailable."""

    async def planned(self, profile: str, kinds: tuple[str, ...], since: datetime) -> tuple[Session, ...]:
        """Sessions of these kinds from a moment on, cancelled ones too, soonest first."""

    async def session(self, profile: str, slot_id: int) -> Session | None:
        """One session of a municipality."""

    async def people(self, slot_id: int) -> tuple[Person, ...]:
        """Who is on the list of a session."""

    async def came(self, profile: str) -> Mapping[str, Came]:
        """How many came, by kind; counts only."""

    async def offer_seats(self, now: datetime) -> int:
        """Take back offers that nobody answered, offer every free seat to who waits; how many offers."""


class Together(Protocol):
    """Opens many conversations at once."""

    def everybody(self, slot_id: int) -> AbstractAsyncContextManager[Everybody]:
        """Lock a session that there is, and everybody on its list."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """The use cases around group sessions."""

    store: SessionStore
    together: Together
    turns: Turns
    desk: Desk
    clock: Clock

    async def planned(self, profile: Profile, since: datetime) -> tuple[Session, ...]:
        """The group sessions of a municipality from a moment on, soonest first."""
        return await self.store.planned(profile.id, tuple(group_kinds(profile)), since)

    async def session(self, profile: Profile, slot_id: int) -> tuple[Session, tuple[Person, ...]]:
        """One session and who is on its list.

        Raises:
            KeyError: This municipality has no such session.
        """
        found = await self.store.session(profile.id, slot_id)
        if found is None or found.slot.kind not in group_kinds(profile):
            raise KeyError(slot_id)
        return found, await self.store.people(slot_id)

    async def came(self, profile: Profile) -> Mapping[str, Came]:
        """How many came to each kind of session, and how many did not; counts only (G11)."""
        return await self.store.came(profile.id)

    async def cancel(self, profile: Profile, slot_id: int, staff: StaffMember, reason: str) -> None:
        """Cancel a session; everybody gets another seat and a letter, or nothing changes.

        Raises:
            KeyError: There is no such session.
            TransitionNotAllowed: It was cancelled already, or the reason is not on the list.
        """
        await self._change(profile, slot_id, staff, reason, None)

    async def move(self, profile: Profile, slot_id: int, staff: StaffMember, reason: str,
                   starts_at: datetime) -> None:
        """Hold a session at another time; whom that is too late for gets another seat.

        Raises:
            KeyError: There is no such session.
            TransitionNotAllowed: It was cancelled, the same is held then, the time is over, or the
                reason is not on the list.
        """
        if starts_at <= self.clock():
            raise TransitionNotAllowed("the time is over")
        await self._change(profile, slot_id, staff, reason, starts_at)

    async def _change(self, profile: Profile, slot_id: int, staff: StaffMember, reason: str,
                      starts_at: datetime | None) -> None:
        if reason not in REASONS:
            raise TransitionNotAllowed("reason")
        await self.session(profile, slot_id)
        now = self.clock()
        async with self.together.everybody(slot_id) as everybody:
            await (everybody.move(starts_at) if starts_at else everybody.cancel())
            for person, opened in everybody.people:
                turn = self.turns.of(opened, now)
                await reseat.another_seat(turn, person, everybody.session, starts_at)
                action = "session_moved" if starts_at else "session_cancelled"
                await opened.log(Decision(staff.name, action, now, reason, {"session": slot_id}))
                await opened.save(tuple(turn.said), None, now)

    async def attendance(self, slot_id: int, conversation_id: str, staff: StaffMember, status: str) -> None:
        """Record that somebody ``attended`` or ``missed``; nothing else is kept of a session (B3).

        Who was invited and never answered counts as well: the share that stays away is one of who is invited.

        Raises:
            TransitionNotAllowed: They have no seat there, the room was full, or no such status.
        """
        people = await self.store.people(slot_id)
        person = next((one for one in people if one.conversation_id == conversation_id), None)
        if person is None or person.status in ("waiting", "offered") or status not in ("attended", "missed"):
            raise TransitionNotAllowed(status)
        async with self.turns.open(conversation_id) as turn:
            if person.status == "invited" and turn.case.appointment is None:
                booking = await turn.calendar.details(person.booking_id)
                turn.case = with_booking(turn, turn.profile.appointments[booking.slot.kind], booking)
            await self.desk.appointment_status(conversation_id, staff, status, person.booking_id)

    async def invite(self, profile: Profile, slot_id: int, conversation_id: str, staff: StaffMember) -> None:
        """Invite a resident, who answers yes, no or another date.

        Raises:
            KeyError: There is no such session.
            TransitionNotAllowed: No more may be invited, or they are on the list or have an appointment.
        """
        session, _ = await self.session(profile, slot_id)
        async with self.turns.open(conversation_id) as turn:
            try:
                if turn.case.appointment is not None or turn.case.profile != profile.id:
                    raise SlotTaken
                await turn.opened.seats.invite(session.slot, 1)
            except SlotTaken:
                raise TransitionNotAllowed("invite") from None
            await lead_on.ask(turn, "invitation")
            await turn.opened.log(Decision(staff.name, "invited", turn.now, detail={"session": slot_id}))

    async def offer_seats(self, now: datetime) -> int:
        """Offer every free seat to who waits longest; returns how many offers were made."""
        return await self.store.offer_seats(now)

    async def watch(self, seconds: float = 5.0) -> None:
        """Offer freed seats again and again until cancelled."""
        while True:
            try:
                if offered := await self.offer_seats(self.clock()):
                    _log.info("sessions: %d seats offered", offered)
            except Exception as error:  # A loop that dies would do so silently; the next look is near.
                _log.warning("sessions: trying again later: %s", type(error).__name__)
            await asyncio.sleep(seconds)


def group_kinds(profile: Profile) -> dict[str, AppointmentKind]:
    """The kinds of group session of a municipality, by id."""
    return {kind.id: kind for kind in profile.appointments.values() if kind.group}
