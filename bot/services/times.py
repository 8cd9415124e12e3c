"""Which times may this resident be offered, and how is one of them taken?

The one way to look for a moment with seats, of a talk or a group session: everything that offers or
books asks here.  Best first: inside the promise, of the own team, in the own language, the earliest.

Flow: services.steps.booking -> here -> core.calendars, core.scheduling.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.core.appointment_kinds import AppointmentKind
from bot.core.calendars import Booking, Slot, Wanted, preferences
from bot.core.chains import former_in_chain
from bot.core.date_window import Window
from bot.core.errors import SlotTaken
from bot.core.scheduling import LOCAL, end_of, local_date, spans, window
from bot.core.situation import YOUNGEST
from bot.services.turn import Turn

_TRIES = 3
"""Whoever is too late so often is left to a person."""

_FIELDS = ("phone", "email")
"""What a calendar from outside can be told of a resident, when they told it us."""


Span = tuple[datetime, datetime]
"""First and last moment of a stretch of time, both inclusive."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Times of one kind.

    Attributes:
        kind: What is offered; the individual talk where the sessions are full.
        slots: Soonest first; never empty.
        own_team: They are of the case's own team, or no team is fixed.
        interpreter: An interpreter comes to a talk in place of a session (G7).
    """

    kind: AppointmentKind
    slots: tuple[Slot, ...]
    own_team: bool
    interpreter: bool = False


SESSION, ALONE, TOGETHER = "wants_session", "alone", "with_companion"
"""Wishes about a session, kept in ``Talk.done`` and nowhere else: to come to one, not in a group (G6),
and with somebody (G8)."""


def wanted_of(turn: Turn, kind: AppointmentKind) -> Wanted:
    """What a moment of a kind must have for this resident.

    A specialism counts where the proposal names one; a call in a crisis goes to whoever is first.
    Who comes along takes a seat only where the session says so (G8).
    """
    specialism = None if turn.case.crisis or kind.group else turn.case.triage.specialism
    both = kind.group is not None and kind.group.companion_takes_seat and TOGETHER in turn.talk.done
    return Wanted(kind.id, team=turn.case.routing.team, language=turn.language, specialism=specialism,
                  places=2 if both else 1)


def promise(turn: Turn, kind: AppointmentKind) -> tuple[datetime, datetime]:
    """First and last moment at which this talk keeps its promise, both inclusive.

    A promise that was over before today counts from now: so it is for a resident who stayed away.
    """
    first, last = window(kind.deadline, _anchor(turn, kind), turn.is_working_day)
    if last < turn.now:
        first, last = window(kind.deadline, turn.now, turn.is_working_day)
    return max(first, turn.now), last


def promised_until(turn: Turn, kind: AppointmentKind) -> date:
    """The last local date that keeps the promise of this talk."""
    return local_date(promise(turn, kind)[1])


def _anchor(turn: Turn, kind: AppointmentKind) -> datetime:
    """The moment from which a promise counts; of a day that is over its first, so that it is surely kept."""
    contact = turn.case.contact
    if kind.deadline.from_ == "previous":
        former = former_in_chain(turn.profile, kind.id)
        return next((a.ends_at for a in reversed(turn.case.appointments)
                     if a.kind == former and a.status == "attended"), turn.now)
    on = {"first_contact": contact.first_contact_on,
          "application": contact.application_on or contact.first_contact_on}.get(kind.deadline.from_)
    if on is None or on == turn.today:
        return turn.now
    return datetime.combine(on, time.min, LOCAL)


async def offer(turn: Turn, kind: AppointmentKind, limit: int, after: datetime | None = None,
                wish: Window | None = None) -> Offer | None:
    """The best times that fit; the individual talk when no session has a seat (domain.md 2.10, G1).

    Args:
        limit: At most so many times.
        after: Only from this moment on; ``None``: from now.
        wish: Only on these days and hours; who asks for a day after the promise may have it.

    Returns:
        ``None`` when nothing keeps the promise: then a person arranges it.
    """
    interpreter = _needs_interpreter(turn, kind)
    for offered in kinds_for(turn, kind):
        first, last = promise(turn, offered)
        late = end_of(wish.last) if wish and not offered.deadline.exact else last
        between = tuple(spans(wish, max(first, after or first), max(last, late)))
        found = await _offer_between(turn, offered, between, limit, interpreter and offered is not kind)
        if found is not None:
            return found
    return None


def kinds_for(turn: Turn, kind: AppointmentKind) -> tuple[AppointmentKind, ...]:
    """A kind, and the individual talk in place of a session; only that where the resident wants it (G6).

    A session for older people is not theirs; where there is no talk in its place, a person looks.
    """
    alone = alone_for(turn, kind)
    together = () if _is_too_young(turn, kind) or (alone and ALONE in turn.talk.done) else (kind,)
    return (*together, alone) if alone else together


def _is_too_young(turn: Turn, kind: AppointmentKind) -> bool:
    """Whether a session is for an age that they told they do not have; who told none may come."""
    wanted, told = kind.group.age_gte if kind.group else None, turn.case.situation.age_group
    return None not in (wanted, told) and YOUNGEST[told] < wanted


def alone_for(turn: Turn, kind: AppointmentKind) -> AppointmentKind | None:
    """The individual talk in place of a session, if the municipality has one."""
    return turn.profile.appointments.get(kind.group.exception_to or "") if kind.group else None


def _needs_interpreter(turn: Turn, kind: AppointmentKind) -> bool:
    """Whether who comes alone in place of a session needs one, if nobody speaks their language (G7)."""
    return kind.group is not None and turn.language != turn.profile.default_language


async def _offer_between(turn: Turn, kind: AppointmentKind, between: Sequence[Span],
                         limit: int, interpreter: bool = False) -> Offer | None:
    wanted = wanted_of(turn, kind)
    if set(await turn.calendar.required_fields(kind.id)) - _fields(turn).keys():
        return None
    for one in preferences(wanted, language_needed=kind.group is not None, interpreter=interpreter):
        if slots := await _times(turn, one, between, limit):
            return Offer(kind, slots, one.team == wanted.team, one.interpreter)
    return None


async def _times(turn: Turn, wanted: Wanted, between: Sequence[Span], limit: int) -> tuple[Slot, ...]:
    found: tuple[Slot, ...] = ()
    for first, last in between:
        if len(found) < limit:
            found += await turn.calendar.times(wanted, first, last, limit - len(found))
    return found


async def take(turn: Turn, kind: AppointmentKind, at: datetime) -> tuple[AppointmentKind, Booking]:
    """Take the best moment that starts then.

    Args:
        kind: As asked; a talk in place of its session counts too.
        at: Aware start.

    Raises:
        SlotTaken: It is over, full, cancelled, or somebody was first.
    """
    if at < turn.now:
        raise SlotTaken
    interpreter = _needs_interpreter(turn, kind)
    for taken in kinds_for(turn, kind):
        found = await _offer_between(turn, taken, [(at, at)], 1, interpreter and taken is not kind)
        if found is not None:
            wanted = wanted_of(turn, taken)
            return taken, await turn.calendar.create(found.slots[0], wanted, _fields(turn))
    raise SlotTaken


async def take_best(turn: Turn, kind: AppointmentKind) -> tuple[AppointmentKind, Booking] | None:
    """Take the best moment for a resident who lost theirs; ``None`` when nothing keeps the promise."""
    for _ in range(_TRIES):
        found = await offer(turn, kind, 1)
        if found is None:
            return None
        with suppress(SlotTaken):
            return await take(turn, kind, found.slots[0].starts_at)
    return None


async def full_session(turn: Turn, kind: AppointmentKind, before: datetime | None) -> Slot | None:
    """A full session inside the promise, on whose waiting list this resident can stand (G1).

    Args:
        before: It must start before this moment; ``None``: at any.
    """
    if kind.group is None or kind not in kinds_for(turn, kind) or ALONE in turn.talk.done:
        return None
    first, last = promise(turn, kind)
    return await turn.opened.seats.full(wanted_of(turn, kind), first, min(before or last, last))


async def give_back(turn: Turn) -> None:
    """Give back the seats of the appointment that stands, if any."""
    if turn.case.appointment is not None:
        await turn.calendar.delete(turn.case.appointment.id)


def _fields(turn: Turn) -> dict[str, str]:
    reachable = turn.case.contact.reachable
    return {name: value for name in _FIELDS if (value := getattr(reachable, name))}
