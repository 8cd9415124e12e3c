"""Which conversations are kept too long?  They are erased without anybody asking (AVG 5(1)(e)).

The profile says after how many days without a word a case goes; a case with a talk still
to come stays until that is over.

Flow: the web application starts ``watch`` -> ``sweep`` -> ``Conversations.erase``.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.catalog import Catalog
from bot.core.errors import ConversationUnknown
from bot.core.ports import Clock
from bot.services.conversation import Conversations

_log = logging.getLogger(__name__)


class RetentionStore(Protocol):
    """What the sweep asks of the database."""

    async def untouched(self, profile: str, before: datetime, now: datetime) -> tuple[str, ...]:
        """Ids of conversations without a word since ``before`` and without a talk after ``now``."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Erases what is kept too long."""

    store: RetentionStore
    conversations: Conversations
    catalog: Catalog
    clock: Clock

    async def sweep(self) -> int:
        """Erase every conversation past the retention of its profile; returns how many."""
        now, erased = self.clock(), 0
        for profile in self.catalog.profiles.values():
            if profile.retention_days is not None:
                before = now - timedelta(days=profile.retention_days)
                found = await self.store.untouched(profile.id, before, now)
                erased += sum([await self._erase(conversation_id) for conversation_id in found])
        return erased

    async def _erase(self, conversation_id: str) -> bool:
        try:
            await self.conversations.erase(conversation_id)
        except ConversationUnknown:  # The resident was a moment earlier.
            return False
        return True

    async def watch(self, seconds: float = 3600.0) -> None:
        """Sweep again and again until cancelled.

        Args:
            seconds: Pause between two sweeps.
        """
        while True:
            try:
                if erased := await self.sweep():
                    _log.info("retention: %d conversations erased", erased)
            except Exception as error:  # A loop that dies would do so silently; the next look is near.
                _log.warning("retention: trying again later: %s", type(error).__name__)
            await asyncio.sleep(seconds)
