"""What has to be said now that nobody asked for: a reminder, a free seat, a session that moved?

A letter is said in the conversation, where the resident reads it in every channel and staff see it.
While a person has the talk it waits; in a crisis every question waits, and what somebody has to know is
said.  What has no sense any more is dropped.

Flow: ``watch`` -> ``deliver_due`` -> a turn -> the agenda, where the letter brings a question.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.core.errors import ConversationUnknown, StoreUnavailable
from bot.core.outbox import KeptLetter, Letter, next_attempt
from bot.core.ports import Clock
from bot.services import agenda
from bot.services.turn import Turn, Turns

_log = logging.getLogger(__name__)


class OutboxStore(Protocol):
    """What the watch asks of the database.  Every method may raise StoreUnavailable."""

    async def due(self, now: datetime) -> tuple[str, ...]:
        """Conversations with a letter that is due and need not wait."""

    async def letters(self, conversation_id: str) -> tuple[KeptLetter, ...]:
        """Every letter of a conversation."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """Says what is due."""

    store: OutboxStore
    turns: Turns
    clock: Clock

    async def deliver_due(self, now: datetime) -> int:
        """Say every letter that is due, one turn each.

        Args:
            now: Aware moment.

        Returns:
            Number of letters that were said.
        """
        return sum([await self._deliver_all(one, now) for one in await self.store.due(now)])

    async def letters(self, conversation_id: str) -> tuple[KeptLetter, ...]:
        """What was said by itself to one resident, and what will be."""
        return await self.store.letters(conversation_id)

    async def watch(self, seconds: float = 5.0) -> None:
        """Deliver again and again until cancelled."""
        while True:
            try:
                await self.deliver_due(self.clock())
            except Exception as error:  # A loop that dies would do so silently; the next look is near.
                _log.warning("outbox: trying again later: %s", type(error).__name__)
            await asyncio.sleep(seconds)

    async def _deliver_all(self, conversation_id: str, now: datetime) -> int:
        said = 0
        while (state := await self._deliver_next(conversation_id, now)) is not None:
            said += state == "sent"
        return said

    async def _deliver_next(self, conversation_id: str, now: datetime) -> str | None:
        """What became of the next letter; ``None`` when nothing is due, or it has to wait."""
        try:
            async with self.turns.open(conversation_id) as turn:
                kept = await _next(turn, now)
                return await _say(turn, kept) if kept else None
        except (ConversationUnknown, StoreUnavailable):
            return None
        except Exception as error:  # One letter that cannot be said must not hold up all others.
            _log.error("outbox: a letter failed: %s", type(error).__name__)
            return await self._note_failure(conversation_id, now)

    async def _note_failure(self, conversation_id: str, now: datetime) -> str | None:
        with suppress(ConversationUnknown, StoreUnavailable):
            async with self.turns.open(conversation_id) as turn:
                kept = await _next(turn, now)
                if kept:
                    await turn.opened.outbox.settle(_failed(kept, now))
                    return "failed"
        return None


async def _next(turn: Turn, now: datetime) -> KeptLetter | None:
    if turn.case.handoff.state == "active":
        return None
    return await turn.opened.outbox.next_due(now, questions=not turn.case.crisis)


async def _say(turn: Turn, kept: KeptLetter) -> str:
    letter = kept.letter
    if await _has_no_sense(turn, letter):
        await turn.opened.outbox.settle(replace(kept, state="dropped"))
        return "dropped"
    await turn.opened.outbox.settle(replace(kept, state="sent", sent_at=turn.now))
    if letter.say:
        turn.say(letter.say)
    if letter.question:
        turn.talk = replace(turn.talk.detour(letter.question), paused=False)
    if letter.question or turn.talk.asked:  # What stood open is asked below it: only the last can be tapped.
        await agenda.go_on(turn)
    return "sent"


async def _has_no_sense(turn: Turn, letter: Letter) -> bool:
    """It is about an appointment that is gone or begun, or there is nothing to ask any more."""
    standing = turn.case.appointment
    ahead = standing.id if standing and standing.starts_at > turn.now else None
    if letter.about not in (None, ahead):
        return True
    question = letter.question
    return question is not None and await agenda.step_of(question).ask(turn, question) is None


def _failed(kept: KeptLetter, now: datetime) -> KeptLetter:
    attempts = kept.attempts + 1
    again = next_attempt(attempts, now)
    letter = replace(kept.letter, due_at=again or kept.letter.due_at)
    return replace(kept, letter=letter, attempts=attempts, state="pending" if again else "failed")
