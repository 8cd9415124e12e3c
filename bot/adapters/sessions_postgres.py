"""Who has, holds, waits for or is offered a seat of a session?

That nobody is over the limit of a room is held by the tables (migrations 0004 and 0006), not by this
code.  Whoever changes bookings locks their slots first, in the order of their ids.

Flow: a turn -> ``TurnSeats`` in its transaction; staff and the watch -> ``PostgresSessions``.
"""

from __future__ import annotations

from datetime import datetime

import asyncpg

from bot.adapters.calendar_postgres import COLUMNS, LOCK_SLOTS, booking_of, slot_of
from bot.adapters.outbox_postgres import enqueue
from bot.adapters.store_errors import store_errors
from bot.adapters.turn_connection import TurnConnection
from bot.core.calendars import Booking, Slot, Wanted
from bot.core.errors import SlotTaken, TransitionNotAllowed
from bot.core.outbox import Letter
from bot.core.sessions import Came, Held, Person, Session, held_until

# Not where this resident is on the list already, and one waiting list at a time.
_FULL = f"""
select {COLUMNS} from slots s
where s.profile = $1 and s.kind = $2 and s.status = 'planned' and s.starts_at >= $3 and s.starts_at < $4
    and ($5::text is null or s.team = $5 or s.team is null) and ($6::text is null or $6 = any(s.languages))
    and (s.step_free or not $7) and s.seats >= $8
    and (s.confirmed + s.waiting + $8 > s.seats or s.invited + $8 > coalesce(s.invited_max, s.seats))
    and not exists (
        select from bookings mine join slots other on other.id = mine.slot_id
        where mine.conversation_id = $9 and (mine.slot_id = s.id and mine.status <> 'released'
            or mine.status in ('waiting', 'offered') and other.kind = s.kind and other.starts_at >= $3))
order by s.starts_at, s.id limit 1
"""
_WAIT = """
insert into bookings (slot_id, conversation_id, places, status)
select id, $2, $3, 'waiting' from slots where id = $1 and status = 'planned' returning id
"""
_INVITE = """
insert into bookings (slot_id, conversation_id, places, status)
select id, $2, $3, 'invited' from slots
where id = $1 and status = 'planned' and invited + $3 <= coalesce(invited_max, seats) returning id
"""
_DETAILS = f"""
select {COLUMNS}, b.id as booking_id, b.status as booking_status, b.places, b.offered_until
from bookings b join slots s on s.id = b.slot_id
"""
_HELD = f"""
{_DETAILS} where b.conversation_id = $1 and b.status = $2 and s.status = 'planned' and s.starts_at > $3
    and (b.offered_until is null or b.offered_until > $3)
order by s.starts_at limit 1
"""
_ACCEPT = """
update bookings b set status = 'confirmed', offered_until = null from slots s
where s.id = b.slot_id and s.status = 'planned' and s.starts_at > $3 and b.id = $1 and b.conversation_id = $2
    and (b.status = 'invited' or b.status = 'offered' and b.offered_until > $3)
returning b.id
"""
_RECORD = """
update bookings set status = $3, offered_until = null
where id = $1 and conversation_id = $2 and status in ('invited', 'confirmed', 'attended', 'missed')
"""
_RENEW = """
update bookings set id = replace(gen_random_uuid()::text, '-', '') where id = $1 and conversation_id = $2
returning id
"""
SESSIONS = f"""
select {COLUMNS}, s.confirmed, s.invited, coalesce(s.invited_max, s.seats) as invited_max, s.waiting,
    s.sequence, s.status
from slots s
"""
_PEOPLE = """
select conversation_id, id as booking_id, status, places from bookings
where slot_id = $1 and status <> 'released' order by asked_at, id
"""
# Another watch that looks at the same session does what is to be done.
_TO_OFFER = """
select id, starts_at from slots s
where status = 'planned' and starts_at > $1 and (waiting > 0 or exists (
    select from bookings b where b.slot_id = s.id and b.status = 'offered' and b.offered_until <= $1))
order by id for update skip locked
"""
_NOT_ANSWERED = """
update bookings set status = 'released', offered_until = null
where slot_id = $1 and status = 'offered' and offered_until <= $2
"""
_OFFER_NEXT = """
update bookings set status = 'offered', offered_until = $2 where id = (
    select b.id from bookings b join slots s on s.id = b.slot_id
    where b.slot_id = $1 and b.status = 'waiting' and s.confirmed + b.places <= s.seats
        and s.invited + b.places <= coalesce(s.invited_max, s.seats)
    order by b.asked_at, b.id limit 1)
returning id, conversation_id
"""


class TurnSeats:
    """Implements ``bot.core.sessions.Seats`` for the conversation of a turn."""

    def __init__(self, turn: TurnConnection, profile: str, conversation_id: str) -> None:
        self._turn = turn
        self._profile = profile
        self._id = conversation_id

    async def full(self, wanted: Wanted, first: datetime, before: datetime) -> Slot | None:
        """The soonest full session between two moments on whose waiting list there is place for them."""
        row = await self._turn.connection.fetchrow(
            _FULL, self._profile, wanted.product, first, before, wanted.team, wanted.language,
            wanted.step_free, wanted.places, self._id)
        return slot_of(row) if row else None

    async def wait(self, slot: Slot, places: int) -> None:
        """Stand on its waiting list.  Raises SlotTaken when it was cancelled, or they stand there."""
        await self._insert(_WAIT, slot, places)

    async def invite(self, slot: Slot, places: int) -> Booking:
        """Be invited to it.  Raises SlotTaken when no more may be invited."""
        return await self._details(await self._insert(_INVITE, slot, places))

    async def held(self, status: str, now: datetime) -> Held | None:
        """The seat that waits for an answer: ``offered`` or ``invited``."""
        row = await self._turn.connection.fetchrow(_HELD, self._id, status, now)
        return Held(booking_of(row), row["offered_until"]) if row else None

    async def accept(self, booking_id: str, now: datetime) -> Booking:
        """Say yes.  Raises SlotTaken when it is over, was given on, or the room is full."""
        slot_id = await self._turn.connection.fetchval(
            "select slot_id from bookings where id = $1", booking_id)
        return await self._details(await self._change(slot_id, _ACCEPT, booking_id, self._id, now))

    async def renew(self, booking_id: str) -> Booking:
        """The same seat under another id, so that nothing said about the former time counts any more."""
        await self._turn.begin()
        new = await self._turn.connection.fetchval(_RENEW, booking_id, self._id)
        return await self._details(new)

    async def came(self, booking_id: str, status: str) -> None:
        """Keep that somebody ``attended`` or ``missed``.  Raises TransitionNotAllowed: the room was full."""
        await self._turn.begin()
        try:
            await self._turn.connection.execute(_RECORD, booking_id, self._id, status)
        except asyncpg.CheckViolationError as refused:
            raise TransitionNotAllowed("room") from refused

    async def _insert(self, statement: str, slot: Slot, places: int) -> str:
        return await self._change(int(slot.id), statement, int(slot.id), self._id, places)

    async def _change(self, slot_id: int | None, statement: str, *arguments: object) -> str:
        """One change of a booking; a refusal by the tables undoes it, not the whole turn."""
        await self._turn.begin()
        try:
            async with self._turn.connection.transaction():
                await self._turn.connection.execute(LOCK_SLOTS, slot_id, self._id)
                changed = await self._turn.connection.fetchval(statement, *arguments)
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DeadlockDetectedError) as refused:
            raise SlotTaken from refused
        if changed is None:
            raise SlotTaken
        return changed

    async def _details(self, booking_id: str) -> Booking:
        return booking_of(await self._turn.connection.fetchrow(f"{_DETAILS} where b.id = $1", booking_id))


class PostgresSessions:
    """Implements ``bot.services.sessions.SessionStore``."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def planned(self, profile: str, kinds: tuple[str, ...], since: datetime,
                      ) -> tuple[Session, ...]:
        """Sessions of these kinds from a moment on, cancelled ones too, soonest first; at most 200."""
        where = "where s.profile = $1 and s.kind = any($2) and s.starts_at >= $3 order by s.starts_at, s.id"
        with store_errors():
            rows = await self._pool.fetch(f"{SESSIONS} {where} limit 200", profile, list(kinds), since)
        return tuple(map(session_of, rows))

    async def session(self, profile: str, slot_id: int) -> Session | None:
        """One session of a municipality; ``None`` when there is none of that id."""
        with store_errors():
            row = await self._pool.fetchrow(
                f"{SESSIONS} where s.profile = $1 and s.id = $2", profile, slot_id)
        return session_of(row) if row else None

    async def people(self, slot_id: int) -> tuple[Person, ...]:
        """Who is on the list of a session, in the order in which they asked."""
        with store_errors():
            return await people_of(self._pool, slot_id)

    async def came(self, profile: str) -> dict[str, Came]:
        """How many came, by kind; counts only."""
        with store_errors():
            rows = await self._pool.fetch(
                "select kind, attended, missed from session_counts where profile = $1", profile)
        return {row["kind"]: Came(row["attended"], row["missed"]) for row in rows}

    async def offer_seats(self, now: datetime) -> int:
        """Take back offers that nobody answered, and offer every free seat to who waits longest.

        Returns:
            Number of offers that were made, each with its letter.
        """
        with store_errors():
            async with self._pool.acquire() as connection, connection.transaction():
                slots = await connection.fetch(_TO_OFFER, now)
                return sum([await _offer(connection, slot, now) for slot in slots])


async def people_of(source: asyncpg.Connection | asyncpg.Pool, slot_id: int) -> tuple[Person, ...]:
    """Who is on the list of a session, in the order in which they asked."""
    return tuple(Person(**row) for row in await source.fetch(_PEOPLE, slot_id))


def session_of(row: asyncpg.Record) -> Session:
    """The session in a row."""
    counted = ("confirmed", "invited", "invited_max", "waiting", "sequence", "status")
    return Session(slot_of(row), **{name: row[name] for name in counted})


async def _offer(connection: asyncpg.Connection, slot: asyncpg.Record, now: datetime) -> int:
    await connection.execute(_NOT_ANSWERED, slot["id"], now)
    until, offered = held_until(now, slot["starts_at"]), 0
    if until is None:  # Too late to ask: who stands here now may have it.
        await connection.execute(
            "update bookings set status = 'released' where slot_id = $1 and status = 'waiting'", slot["id"])
        return 0
    while row := await connection.fetchrow(_OFFER_NEXT, slot["id"], until):
        letter = Letter(f"offer:{row['id']}", now, question="offer")
        await enqueue(connection, row["conversation_id"], letter)
        offered += 1
    return offered
