"""Which talks can be booked?  Fills the table ``slots``."""

from __future__ import annotations

from collections.abc import Iterable

import asyncpg

from bot.adapters.store_errors import store_errors
from bot.core.demo_calendar import NewSlot

_ADD = """
insert into slots (profile, kind, team, role, intaker, place, starts_at, ends_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict do nothing
"""


async def add_slots(pool: asyncpg.Pool, slots: Iterable[NewSlot]) -> None:
    """Add talks; one that is there already stays as it is, booked or free."""
    rows = [(s.profile, s.kind, s.team, s.role, s.intaker, s.place, s.starts_at, s.ends_at) for s in slots]
    with store_errors():
        await pool.executemany(_ADD, rows)
