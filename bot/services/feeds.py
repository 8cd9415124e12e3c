"""How does an intaker see their talks in the calendar they use anyway?

A member of staff makes a link for one intaker; a calendar program reads it, and can change nothing.
Nothing about a resident stands in it, only the short number of the case.

Flow: web.desk_feeds and web.intaker_feed -> here -> adapters.feeds_postgres.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.ports import Clock
from bot.services.staff import StaffMember

KEPT = timedelta(days=14)
"""Talks that are over stay in the calendar for so long."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An intaker, and who made the link to their calendar when; ``None`` without a link."""

    intaker: str
    made_by: str | None
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class Busy:
    """A talk or session that somebody has booked; ``conversation_id`` of a talk is that of its case."""

    id: int
    place: str
    starts_at: datetime
    ends_at: datetime
    sequence: int
    seats: int
    confirmed: int
    conversation_id: str | None


class FeedStore(Protocol):
    """What is kept of the links.  Every method may raise StoreUnavailable."""

    async def feeds(self, profile: str) -> tuple[Feed, ...]:
        """Every intaker of a municipality."""

    async def put(self, token_hash: bytes, profile: str, intaker: str, staff_name: str,
                  now: datetime) -> None:
        """Keep a link in place of a former one."""

    async def remove(self, profile: str, intaker: str) -> None:
        """Take a link back."""

    async def exists(self, token_hash: bytes) -> bool:
        """Whether a link opens a calendar."""

    async def busy(self, token_hash: bytes, since: datetime) -> tuple[Busy, ...]:
        """What is booked."""


@dataclass(frozen=True, slots=True)
class Feeds:
    """The use cases of calendar links."""

    store: FeedStore
    clock: Clock

    async def all(self, profile: str) -> tuple[Feed, ...]:
        """Every intaker of a municipality, with their link if there is one."""
        return await self.store.feeds(profile)

    async def make(self, profile: str, intaker: str, staff: StaffMember) -> str:
        """Make a link for an intaker; a former one is useless from now on.

        Returns:
            The secret of the link; only its hash is kept.

        Raises:
            KeyError: No such intaker.
        """
        if intaker not in {feed.intaker for feed in await self.all(profile)}:
            raise KeyError(intaker)
        token = secrets.token_urlsafe(32)
        await self.store.put(_hash(token), profile, intaker, staff.name, self.clock())
        return token

    async def remove(self, profile: str, intaker: str) -> None:
        """Take a link back at once."""
        await self.store.remove(profile, intaker)

    async def read(self, token: str) -> tuple[Busy, ...] | None:
        """What stands behind a link, ``None`` for one that opens nothing."""
        hashed = _hash(token)
        if not await self.store.exists(hashed):
            return None
        return await self.store.busy(hashed, self.clock() - KEPT)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
