"""Which seat does somebody get whose session was moved or cancelled (domain.md 2.10, G10)?

Flow: services.sessions -> here -> services.times, the outbox.
"""

from __future__ import annotations

from datetime import datetime

from bot.core.appointment_kinds import AppointmentKind
from bot.core.calendars import Booking
from bot.core.errors import SlotTaken
from bot.core.messages import Say, Value, moment
from bot.core.outbox import Letter
from bot.core.sessions import Person, Session
from bot.services import crisis, times, visits
from bot.services.steps.booking import with_booking, without_appointment
from bot.services.turn import Turn


async def another_seat(turn: Turn, person: Person, session: Session, moved_to: datetime | None) -> None:
    """Give one person of a session another seat, and write the letter.

    Args:
        turn: Of their conversation.
        person: On the list of the session.
        session: As it stood; moved or cancelled by now.
        moved_to: Its new start; ``None``: it was cancelled.
    """
    if person.status in ("attended", "missed"):
        return
    kind, was = turn.profile.appointments[session.slot.kind], moment(session.slot.starts_at)
    if person.status == "confirmed":
        say, question, about = await _confirmed(turn, person, kind, moved_to, was)
    elif person.status == "invited":
        say, question, about = await _invited(turn, person, kind, moved_to, was)
    else:
        say, question, about = await _waiting(turn, person, moved_to, was)
    dedupe = f"session:{person.booking_id}:{session.sequence + 1}"
    await turn.opened.outbox.send(Letter(dedupe, turn.now, say, question, about))


_Told = tuple[Say, str | None, str | None]
"""The letter, the question with it, and the appointment it is about."""


async def _confirmed(turn: Turn, person: Person, kind: AppointmentKind, moved_to: datetime | None,
                     was: Value) -> _Told:
    kept = moved_to is not None and _keeps_promise(turn, kind, moved_to)
    found = None if kept else await times.take_best(turn, kind)
    if found is None and not kept:
        crisis.call(turn, "session_cancelled")
    if found is None and moved_to is None:
        await turn.calendar.delete(person.booking_id)
        turn.case = without_appointment(turn.case)
        return Say("session.cancelled_person", {"moment": was}), None, None
    if found is None:
        found = kind, await turn.opened.seats.renew(person.booking_id)
    else:
        await turn.calendar.delete(person.booking_id)
    say = Say("session.moved" if moved_to else "session.cancelled", {"moment": was})
    return say, "moved", await _booked(turn, *found)


def _keeps_promise(turn: Turn, kind: AppointmentKind, at: datetime) -> bool:
    first, last = times.promise(turn, kind)
    return first <= at <= last


async def _booked(turn: Turn, kind: AppointmentKind, booking: Booking) -> str:
    turn.case = with_booking(turn, kind, booking)
    await visits.remind(turn)
    return booking.id


async def _invited(turn: Turn, person: Person, kind: AppointmentKind, moved_to: datetime | None,
                   was: Value) -> _Told:
    """Who had not answered yet is invited to the next one."""
    if moved_to:
        return Say("session.moved", {"moment": was}), "invitation", None
    await turn.calendar.delete(person.booking_id)
    if await invite_best(turn, kind):
        return Say("session.cancelled", {"moment": was}), "invitation", None
    return Say("session.cancelled_person", {"moment": was}), None, None


async def invite_best(turn: Turn, kind: AppointmentKind) -> bool:
    """Invite to the best moment that keeps the promise; otherwise a person looks for one."""
    found = await times.offer(turn, kind, 1)
    try:
        if found is None:
            raise SlotTaken
        await turn.opened.seats.invite(found.slots[0], times.wanted_of(turn, found.kind).places)
    except SlotTaken:
        crisis.call(turn, "no_slot")
        return False
    return True


async def _waiting(turn: Turn, person: Person, moved_to: datetime | None, was: Value) -> _Told:
    """Who waits keeps what they have, and waits on where the session is still held."""
    if moved_to:
        return Say("session.waiting_moved", {"moment": was}), None, None
    await turn.calendar.delete(person.booking_id)
    return Say("session.waiting_cancelled", {"moment": was}), None, None
