"""Which conversations lie untouched?  Implements ``bot.services.retention.RetentionStore``."""

from __future__ import annotations

from datetime import datetime

import asyncpg

from bot.adapters.store_errors import store_errors

_UNTOUCHED = """
select id from conversations c
where profile = $1 and erased_at is null and touched_at < $2
    and not exists (
        select from bookings b join slots s on s.id = b.slot_id
        where b.conversation_id = c.id and b.status <> 'released' and s.ends_at > $3)
limit 1000
"""


class PostgresRetention:
    """Table ``conversations``, read only."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def untouched(self, profile: str, before: datetime, now: datetime) -> tuple[str, ...]:
        """At most a thousand ids; the next sweep takes the rest."""
        with store_errors():
            rows = await self._pool.fetch(_UNTOUCHED, profile, before, now)
        return tuple(row["id"] for row in rows)
