"""Which moments are free in our own calendar, and who has a seat?

Implements ``bot.core.calendars.Calendar`` on the connection of the turn, so that a booking is committed
with the turn that made it.  That nobody is over the limit of a room, and no intaker has two talks at once,
is held by the tables (migration 0004), not by this code: here a loser hears ``SlotTaken``.

Flow: services.times -> here -> tables slots, bookings.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import asyncpg

from bot.adapters.turn_connection import TurnConnection
from bot.core.calendars import Booking, Slot, Wanted
from bot.core.errors import SlotTaken

COLUMNS = """
s.id::text as id, s.kind, s.role, s.team, s.place, s.starts_at, s.ends_at, s.languages, s.interpreter,
s.step_free, s.specialism, s.seats, s.seats - s.confirmed as seats_left
"""
_OPEN = "s.profile = $1 and s.status = 'planned' and s.confirmed < s.seats"
# One moment of every lane: what fits the wish, however many moments there are.
_LANES = f"""
with recursive lane as (
    (select s.* from slots s where {_OPEN} and s.kind = $2 order by s.lane limit 1)
    union all
    select next.* from lane, lateral (
        select s.* from slots s where {_OPEN} and s.kind = $2 and s.lane > lane.lane
        order by s.lane limit 1
    ) next),
fitting as (
    select lane from lane
    where ($5::text is null or team = $5 or team is null) and ($6::text is null or $6 = any(languages))
        and (interpreter or not $7) and (step_free or not $8)
        and ($9::text is null or specialism = $9 or specialism is null)
        and ($11::text is null or place = $11))
"""
# $1 on: profile, kind, first, last, team, language, interpreter, step_free, specialism, places, place,
# conversation.
_FREE = f"""
{_OPEN} and s.kind = $2 and s.lane = fitting.lane and s.starts_at between $3 and $4
    and s.confirmed + s.waiting + $10 <= s.seats and s.invited + $10 <= coalesce(s.invited_max, s.seats)
    and (s.invited + s.waiting = 0 or not exists (
        select from bookings mine
        where mine.slot_id = s.id and mine.conversation_id = $12 and mine.status <> 'released'))
    and (s.seats > 1 or not exists (
        select from slots other
        where intaker_key(other.profile, other.intaker) && intaker_key(s.profile, s.intaker)
            and tstzrange(other.starts_at, other.ends_at) && tstzrange(s.starts_at, s.ends_at)
            and other.confirmed > 0 and other.seats = 1 and other.status = 'planned'))
"""
_TIMES = f"""
{_LANES}
select distinct on (s.starts_at) {COLUMNS} from fitting, lateral (
    select distinct on (s.starts_at) s.* from slots s where {_FREE} order by s.starts_at, s.id limit $13) s
order by s.starts_at, s.team nulls first, s.id limit $13
"""
_DATES = f"""
{_LANES}
select distinct (s.starts_at at time zone 'Europe/Amsterdam')::date as day from fitting, slots s where {_FREE}
order by day
"""
# In the order of their ids, so that two residents who change places never wait for each other.
LOCK_SLOTS = """
select id from slots where id = $1 or id in (
    select slot_id from bookings where conversation_id = $2 and status <> 'released')
order by id for update
"""
_BOOK = """
insert into bookings (slot_id, conversation_id, places)
select id, $2, $3 from slots
where id = $1 and status = 'planned' and confirmed + waiting + $3 <= seats
    and invited + $3 <= coalesce(invited_max, seats)
returning id
"""
_DETAILS = f"""
select {COLUMNS}, b.id as booking_id, b.status as booking_status, b.places
from bookings b join slots s on s.id = b.slot_id where b.id = $1 and b.conversation_id = $2
"""
_RELEASE = """
update bookings set status = 'released'
where id = $1 and conversation_id = $2 and status in ('invited', 'confirmed', 'waiting', 'offered')
"""


class OwnCalendar:
    """The tables ``slots`` and ``bookings``, for one conversation."""

    def __init__(self, turn: TurnConnection, profile: str, conversation_id: str) -> None:
        self._turn = turn
        self._profile = profile
        self._conversation_id = conversation_id

    async def products(self, first: datetime) -> tuple[str, ...]:
        """Ids of the kinds that have a free seat from a moment on."""
        query = f"select distinct s.kind from slots s where {_OPEN} and s.starts_at >= $2 order by s.kind"
        return tuple(row["kind"] for row in await self._fetch(query, self._profile, first))

    async def locations(self, product: str, first: datetime) -> tuple[str, ...]:
        """Places where it can be had from a moment on."""
        open_ = f"{_OPEN} and s.starts_at >= $2 and s.kind = $3"
        query = f"select distinct s.place from slots s where {open_} order by s.place"
        return tuple(row["place"] for row in await self._fetch(query, self._profile, first, product))

    async def dates(self, wanted: Wanted, first: datetime, last: datetime) -> tuple[date, ...]:
        """Local dates with a moment that fits, in order."""
        return tuple(row["day"] for row in await self._fetch(_DATES, *self._fitting(wanted, first, last)))

    async def times(self, wanted: Wanted, first: datetime, last: datetime, limit: int) -> tuple[Slot, ...]:
        """Moments that fit, soonest first, one a start; one that is bound to no team before another."""
        rows = await self._fetch(_TIMES, *self._fitting(wanted, first, last), limit)
        return tuple(slot_of(row) for row in rows)

    async def required_fields(self, product: str) -> tuple[str, ...]:
        """Nothing: the conversation itself is known."""
        return ()

    async def create(self, slot: Slot, wanted: Wanted, fields: Mapping[str, str]) -> Booking:
        """Take the seats, together with the turn.  Raises SlotTaken."""
        await self._turn.begin()
        try:
            # A refusal by the tables undoes this attempt, not the whole turn.
            async with self._turn.connection.transaction():
                booking_id = await self._book(int(slot.id), wanted.places)
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DeadlockDetectedError) as refused:
            raise SlotTaken from refused
        booking = await self.details(booking_id) if booking_id else None
        if booking is None:
            raise SlotTaken
        return booking

    async def _book(self, slot_id: int, places: int) -> str | None:
        await self._turn.connection.execute(LOCK_SLOTS, slot_id, self._conversation_id)
        return await self._turn.connection.fetchval(_BOOK, slot_id, self._conversation_id, places)

    async def delete(self, booking_id: str) -> None:
        """Give the seats back, together with the turn."""
        await self._turn.begin()
        await self._turn.connection.execute(_RELEASE, booking_id, self._conversation_id)

    async def details(self, booking_id: str) -> Booking | None:
        """The booking as it stands now."""
        row = await self._turn.connection.fetchrow(_DETAILS, booking_id, self._conversation_id)
        return booking_of(row) if row else None

    async def cancel_link(self, booking_id: str) -> str | None:
        """None: it is cancelled in the talk."""
        return None

    def _fitting(self, wanted: Wanted, first: datetime, last: datetime) -> tuple:
        """What the placeholders of ``_LANES`` and ``_FREE`` stand for, in their order."""
        return (self._profile, wanted.product, first, last, wanted.team, wanted.language, wanted.interpreter,
                wanted.step_free, wanted.specialism, wanted.places, wanted.place,
                self._conversation_id)

    async def _fetch(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        return await self._turn.connection.fetch(query, *arguments)


def slot_of(row: asyncpg.Record) -> Slot:
    """The moment in the ``COLUMNS`` of a row."""
    values = {name: row[name] for name in Slot.__slots__}
    return Slot(**{**values, "languages": tuple(values["languages"])})


def booking_of(row: asyncpg.Record) -> Booking:
    """The booking in a row with ``COLUMNS``, ``booking_id``, ``booking_status`` and ``places``."""
    return Booking(row["booking_id"], slot_of(row), row["booking_status"], row["places"])
