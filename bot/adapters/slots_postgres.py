"""Which talks and sessions can be booked?  Fills the table ``slots``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

import asyncpg

from bot.adapters.store_errors import store_errors
from bot.core.calendars import Slot
from bot.core.demo_calendar import NewSlot

_COLUMNS = tuple(field.name for field in fields(NewSlot))
_ADD = f"""
insert into slots ({", ".join(_COLUMNS)})
values ({", ".join(f"${number}" for number in range(1, len(_COLUMNS) + 1))})
on conflict (profile, kind, team, intaker, starts_at) do nothing
"""

_TAKE = """
insert into bookings (slot_id, conversation_id)
select s.id, c.id from slots s, conversations c
where (s.profile, s.kind, s.starts_at) = ($1, $2, $3) and c.id = any($4)
"""
_LEAVE = """
update bookings set status = 'released' where id = (
    select id from bookings where slot_id = $1 and conversation_id <> $2 and status = 'confirmed' limit 1)
"""


async def add_slots(pool: asyncpg.Pool, slots: Iterable[NewSlot]) -> None:
    """Add moments; one that is there already stays as it is, booked or free."""
    row_of = attrgetter(*_COLUMNS)
    with store_errors():
        await pool.executemany(_ADD, [row_of(slot) for slot in slots])


async def take_seats(pool: asyncpg.Pool, slot: NewSlot | Slot, profile: str,
                     conversation_ids: Iterable[str]) -> None:
    """Give a seat of a moment to each of these conversations."""
    with store_errors():
        await pool.execute(_TAKE, profile, slot.kind, slot.starts_at, list(conversation_ids))


async def leave_seat(pool: asyncpg.Pool, slot_id: int, but_not: str) -> None:
    """Let somebody give up a seat, but not this conversation."""
    with store_errors():
        await pool.execute(_LEAVE, slot_id, but_not)
