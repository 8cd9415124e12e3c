"""Real conversations on a real database, with a dialogue that a test scripts."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from bot.adapters import personal_numbers
from bot.adapters.language_lingua import language_of
from bot.adapters.store_postgres import PostgresStore
from bot.adapters.texts_gettext import Texts
from bot.bootstrap import RenderedTitles
from bot.core.catalog import Profile
from bot.core.errors import DialogueUnavailable
from bot.core.messages import Say
from bot.core.scheduling import IsWorkingDay
from bot.services.conversation import Conversations
from bot.services.turn import Turn, Turns
from tests.fakes import LOCALES, FakeClock, the_catalog


@dataclass
class ScriptedDialogue:
    """Thanks for every message, and adds a dot to the reason of the case.

    Attributes:
        heard: (text, choice) of every message, in order.
        broken: It changes the case and then raises, as an action with a fault does.
        act: Awaited with the open turn, before it answers.
        at_once: The most messages of one conversation that it was thinking about together.
    """

    turns: Turns
    heard: list[tuple[str | None, str | None]] = field(default_factory=list)
    broken: bool = False
    act: Callable | None = None
    at_once: int = 0
    _inside: Counter = field(default_factory=Counter)

    def think_ahead(self, text: str) -> None:
        """Nothing to think about."""

    async def handle(self, conversation_id: str, text: str | None, choice: str | None) -> tuple[Say, ...]:
        self.heard.append((text, choice))
        self._inside[conversation_id] += 1
        self.at_once = max(self.at_once, self._inside[conversation_id])
        try:
            async with self.turns.open(conversation_id) as turn:
                return await self._answer(turn)
        finally:
            self._inside[conversation_id] -= 1

    async def _answer(self, turn: Turn) -> tuple[Say, ...]:
        turn.case = replace(turn.case, reason=f"{turn.case.reason or ''}.")
        await (self.act(turn) if self.act else asyncio.sleep(0))
        if self.broken:
            raise DialogueUnavailable("ZeroDivisionError")
        return (Say("thank"),)


def _every_day_works(profile: Profile, year: int) -> IsWorkingDay:
    return lambda day: True


@pytest.fixture
def turns(pool) -> Turns:
    """Turns on this test's own database."""
    return Turns(PostgresStore(pool), the_catalog(), FakeClock(), personal_numbers, _every_day_works)


@pytest.fixture
def dialogue(turns) -> ScriptedDialogue:
    """The dialogue behind ``conversations``."""
    return ScriptedDialogue(turns)


@pytest.fixture
def conversations(turns, dialogue) -> Conversations:
    """The use cases of residents."""
    return Conversations(turns, dialogue, RenderedTitles(Texts.load(LOCALES)), language_of)
