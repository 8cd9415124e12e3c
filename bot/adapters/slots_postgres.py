"""Which talks and sessions can be booked?  Fills the table ``slots``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

import asyncpg

from bot.adapters.store_errors import store_errors
from bot.core.demo_calendar import NewSlot

_COLUMNS = tuple(field.name for field in fields(NewSlot))
_ADD = f"""
insert into slots ({", ".join(_COLUMNS)})
values ({", ".join(f"${number}" for number in range(1, len(_COLUMNS) + 1))})
on conflict (profile, kind, team, intaker, starts_at) do nothing
"""


async def add_slots(pool: asyncpg.Pool, slots: Iterable[NewSlot]) -> None:
    """Add moments; one that is there already stays as it is, booked or free."""
    row_of = attrgetter(*_COLUMNS)
    with store_errors():
        await pool.executemany(_ADD, [row_of(slot) for slot in slots])
