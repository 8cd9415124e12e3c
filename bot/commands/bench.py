"""``voordeur bench``: how many messages a second does this installation answer, and how fast?

In this process, on an own empty database that is thrown away: nothing of a resident is
touched.  ``python -m benchmarks`` compares with a stock Rasa project, over HTTP.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from bot.bootstrap import Services, running
from bot.commands.bench_walk import Screen, early_and_late, next_choice, walk_together, write_alone
from bot.core.messages import Inbound, Say
from bot.rasa_components.model import ensure_model
from bot.settings import Settings

RESIDENTS = 8
LATE_TURN = 400

_TEXTS = 40
_WARM_S = 2.0
_PROFILE = "alphen-2015"
"""The figures stay comparable whatever the default municipality is."""


class InProcess:
    """Our front door without HTTP."""

    def __init__(self, services: Services) -> None:
        self._conversations = services.conversations
        self._profile = services.settings.profile

    async def open(self) -> tuple[str, Screen]:
        """See ``bench_walk.Front``."""
        opened = await self._conversations.open(self._profile, "webchat", "nl")
        return opened.id, _screen(opened.says)

    async def send(self, talk: str, answer: str) -> Screen:
        """See ``bench_walk.Front``."""
        return _screen((await self._conversations.receive(Inbound(talk, choice=answer))).says)

    async def write(self, talk: str, text: str) -> None:
        """See ``bench_walk.Front``."""
        await self._conversations.receive(Inbound(talk, text=text))

    def next_answer(self, screen: Screen, turn: int, again: bool) -> str | None:
        """See ``bench_walk.Front``."""
        return next_choice(screen, turn, again)


def run(seconds: float, as_json: bool, out: TextIO) -> int:
    """Measure and tell.

    Args:
        seconds: How long the residents walk together; the rest takes a few seconds more.
        as_json: Print the JSON object only.

    Returns:
        Exit code.
    """
    folder = Path(tempfile.mkdtemp(prefix="voordeur-bench-"))
    try:
        from_env = Settings.from_env(os.environ)
        settings = replace(from_env, database_url=None, data_dir=folder, profile=_PROFILE)
        measured = asyncio.run(_measure(settings, seconds))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not as_json:
        print(*(f"{name:<28} {value}" for name, value in measured.items()), sep="\n", file=out)
    print(json.dumps(measured), file=out)
    return 0


async def _measure(settings: Settings, seconds: float) -> dict[str, Any]:
    from bot.rasa_components.dialogue import RasaDialogue

    dialogue = RasaDialogue.load(ensure_model(lambda line: None))
    async with running(settings, lambda: dialogue) as services:
        front = InProcess(services)
        await walk_together(front, RESIDENTS, min(_WARM_S, seconds))
        together = await walk_together(front, RESIDENTS, seconds)
        alone = await write_alone(front, texts())
        return {
            "messages_per_s": round(len(together) / seconds, 1),
            **summary(together, alone),
            **growth(*await early_and_late(front, LATE_TURN), LATE_TURN),
        }


def texts() -> list[str]:
    """Free texts that differ, so that no cache answers."""
    return [f"ik heb nog {number} euro en wil een uitkering aanvragen" for number in range(_TEXTS)]


def summary(together: Sequence[float], alone: Sequence[float]) -> dict[str, float]:
    """Latencies in milliseconds."""
    return {
        "choice_median_ms": _ms(statistics.median(together)),
        "choice_p95_ms": _ms(statistics.quantiles(together, n=20)[-1]),
        "text_alone_median_ms": _ms(statistics.median(alone)),
    }


def growth(early: Sequence[float], late: Sequence[float], turn: int) -> dict[str, float]:
    """Medians around turn 5 and around a late turn, in milliseconds, and their ratio."""
    at_start, then = statistics.median(early), statistics.median(late)
    return {"turn_5_ms": _ms(at_start), f"turn_{turn}_ms": _ms(then), "growth": round(then / at_start, 2)}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _screen(says: Sequence[Say]) -> Screen:
    return [choice.id for say in says for choice in say.choices]
