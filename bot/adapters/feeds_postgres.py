"""Which links to a calendar are given out, and what stands in one?

Implements ``bot.services.feeds.FeedStore``.
"""

from __future__ import annotations

from datetime import datetime

import asyncpg

from bot.adapters.store_errors import store_errors
from bot.services.feeds import Busy, Feed

# Whoever has no talks any more may still have a link, which somebody must be able to take back.
_INTAKERS = """
select s.intaker, f.staff_name, f.created_at
from (select intaker from slots where profile = $1
        union select intaker from calendar_feeds where profile = $1) s
    left join calendar_feeds f on f.profile = $1 and f.intaker = s.intaker
order by s.intaker
"""
_PUT = """
insert into calendar_feeds (token_hash, profile, intaker, staff_name, created_at)
values ($1, $2, $3, $4, $5)
on conflict (profile, intaker) do update
    set token_hash = excluded.token_hash, staff_name = excluded.staff_name, created_at = excluded.created_at
"""
_BUSY = """
select s.id, s.place, s.starts_at, s.ends_at, s.sequence, s.seats, s.confirmed,
    (select b.conversation_id from bookings b where b.slot_id = s.id and b.seated > 0 limit 1)
        as conversation_id
from calendar_feeds f join slots s on s.profile = f.profile and s.intaker = f.intaker
where f.token_hash = $1 and s.confirmed > 0 and s.status = 'planned' and s.ends_at >= $2
order by s.starts_at, s.id
"""


class PostgresFeeds:
    """Tables ``calendar_feeds`` and ``slots``."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def feeds(self, profile: str) -> tuple[Feed, ...]:
        """Every intaker of a municipality, with the link that was given out, if any."""
        with store_errors():
            rows = await self._pool.fetch(_INTAKERS, profile)
        return tuple(Feed(row["intaker"], row["staff_name"], row["created_at"]) for row in rows)

    async def put(self, token_hash: bytes, profile: str, intaker: str, staff_name: str,
                  now: datetime) -> None:
        """Keep a link; the former one of this intaker opens nothing any more."""
        with store_errors():
            await self._pool.execute(_PUT, token_hash, profile, intaker, staff_name, now)

    async def remove(self, profile: str, intaker: str) -> None:
        """Take a link back."""
        with store_errors():
            await self._pool.execute(
                "delete from calendar_feeds where profile = $1 and intaker = $2", profile, intaker)

    async def exists(self, token_hash: bytes) -> bool:
        """Whether a link opens a calendar."""
        with store_errors():
            return await self._pool.fetchval(
                "select exists (select from calendar_feeds where token_hash = $1)", token_hash)

    async def busy(self, token_hash: bytes, since: datetime) -> tuple[Busy, ...]:
        """The booked talks and sessions behind a link that end after a moment, soonest first."""
        with store_errors():
            return tuple(Busy(**row) for row in await self._pool.fetch(_BUSY, token_hash, since))
