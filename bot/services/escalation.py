"""Who is still waiting for a person in a crisis, and who is called next?

Flow: ``watch`` -> ``escalate`` -> a turn of each conversation, with a line in its log.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.case import Case
from bot.core.catalog import Catalog
from bot.core.decision import Decision
from bot.core.errors import ConversationUnknown
from bot.core.handoff import climb
from bot.core.messages import Say
from bot.core.ports import Clock
from bot.services.turn import Turns

CLOCK = "voordeur"
"""Name in the log for what happened because time passed."""

_log = logging.getLogger(__name__)

_LEVELS = {1: "handoff.still_waiting", 2: "handoff.front_desk"}


class WaitingStore(Protocol):
    """Who waits."""

    async def waiting(self) -> tuple[Case, ...]:
        """Cases of every profile whose resident waits for a person.  Raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """Raises crisis calls that nobody picks up."""

    store: WaitingStore
    turns: Turns
    catalog: Catalog
    clock: Clock

    async def escalate(self, now: datetime) -> int:
        """Raise every crisis call that nobody picked up, and tell the resident the truth.

        Args:
            now: Aware moment.

        Returns:
            Number of calls that climbed.
        """
        waiting = [case for case in await self.store.waiting() if case.profile in self.catalog.profiles]
        due = [case for case in waiting if climb(case, now, self._patience(case))]
        return sum([await self._climb(case.id, now) for case in due])

    async def watch(self, seconds: float = 20.0) -> None:
        """Escalate again and again until cancelled.

        Args:
            seconds: Pause between two looks.
        """
        while True:
            try:
                await self.escalate(self.clock())
            except Exception as error:  # A loop that dies would do so silently; the next look is near.
                _log.warning("escalation failed: %s", type(error).__name__)
            await asyncio.sleep(seconds)

    def _patience(self, case: Case) -> timedelta:
        return timedelta(minutes=self.catalog.profiles[case.profile].crisis_wait_minutes)

    async def _climb(self, conversation_id: str, now: datetime) -> bool:
        """Look again under the lock: somebody may have picked it up in the meantime."""
        with suppress(ConversationUnknown):  # Erased in the meantime.
            async with self.turns.open(conversation_id) as turn:
                higher = climb(turn.case, now, self._patience(turn.case))
                if higher:
                    turn.case = replace(turn.case, handoff=higher)
                    turn.say(Say(_LEVELS[higher.level]))
                    level = {"level": higher.level}
                    await turn.opened.log(Decision(CLOCK, "escalate", now, None, level))
                return higher is not None
        return False
