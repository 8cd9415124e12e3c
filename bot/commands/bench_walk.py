"""What does a resident do who only measures us?

One walk through the client photo by choices, good answers only, and then corrections of it
for as long as wanted.  ``voordeur bench`` and ``python -m benchmarks`` use the same.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Screen = Sequence[str]
"""Ids of the choices that the last answer offered."""

_PHOTO = (r"start_photo", r"photo\.[^:]*:yes", r"photo\.[^:]*:(?!decline)\w+")
_AROUND = (r"needs\.[^:]*:(own_home|long|yes)", r"confirm\.[^:]*:no", r"correct", r"correct:\w+", r"skip")


_EARLY = 9
"""Turns of a new talk, around turn 5."""

_ROUNDS = 3


class Front(Protocol):
    """A front door that can be measured: ours in process or over HTTP, or a stock project."""

    async def open(self) -> tuple[Any, Screen]:
        """Begin a talk; returns it with the first screen."""

    async def send(self, talk: Any, answer: str) -> Screen:
        """Choose something on screen.  Raises if there is no answer."""

    async def write(self, talk: Any, text: str) -> None:
        """Send a free text.  Raises if there is no answer."""

    def next_answer(self, screen: Screen, turn: int, again: bool) -> str | None:
        """What to choose; ``None`` when the photo is done and ``again`` is False."""


def next_choice(screen: Screen, turn: int, again: bool) -> str | None:
    """The choice of a resident with whom all goes well.

    Args:
        turn: Number of the message; decides which part is corrected.
        again: Correct the photo when it is done, instead of stopping.

    Returns:
        An id of ``screen``, or ``None`` when the photo is done (or there is nothing to choose).
    """
    before_photo = "skip" in screen and not any(choice.startswith("photo.") for choice in screen)
    for pattern in (*_PHOTO, *(_AROUND if again else ())):
        fitting = [choice for choice in screen if re.fullmatch(pattern, choice)]
        if fitting:
            return fitting[turn % len(fitting)] if pattern.startswith("correct:") else fitting[-1]
    return "skip" if before_photo and turn == 0 else None


async def walk_together(front: Front, residents: int, seconds: float) -> list[float]:
    """Residents who make photo after photo at the same time.

    Returns:
        Seconds of every message that was answered.
    """
    end = time.perf_counter() + seconds
    took = await asyncio.gather(*(_walk(front, end) for _ in range(residents)))
    return [one for resident in took for one in resident]


async def _walk(front: Front, end: float) -> list[float]:
    took: list[float] = []
    while time.perf_counter() < end:
        talk, screen = await front.open()
        turn = 0
        while (answer := front.next_answer(screen, turn, False)) is not None and time.perf_counter() < end:
            screen, turn = await _timed(front.send(talk, answer), took), turn + 1
    return took


@dataclass
class LongTalk:
    """One conversation that never ends.

    Attributes:
        turns: Messages so far.
    """

    front: Front
    talk: Any
    screen: Screen
    turns: int = 0

    async def go_on(self, turns: int) -> list[float]:
        """Send some more messages; seconds of each.  Raises RuntimeError when there is nothing to choose."""
        took: list[float] = []
        for _ in range(turns):
            answer = self.front.next_answer(self.screen, self.turns, True)
            if answer is None:
                raise RuntimeError(f"nothing to choose at turn {self.turns}: {list(self.screen)}")
            self.screen = await _timed(self.front.send(self.talk, answer), took)
            self.turns += 1
        return took


async def early_and_late(front: Front, late: int) -> tuple[list[float], list[float]]:
    """What a message costs at the start of a talk and around turn ``late``.

    New talks and the old one take turns, so that both meet the same noise of the machine.

    Returns:
        Seconds of turns 1 to 9 of some new talks, and as many of the old one.
    """
    old = LongTalk(front, *await front.open())
    await old.go_on(late - _EARLY)
    early: list[float] = []
    after: list[float] = []
    for _ in range(_ROUNDS):
        new = LongTalk(front, *await front.open())
        for _ in range(_EARLY):
            early += await new.go_on(1)
            after += await old.go_on(1)
    return early, after


async def write_alone(front: Front, texts: Sequence[str]) -> list[float]:
    """Free texts, each the first of a talk of its own, one after another; seconds of each."""
    took: list[float] = []
    for text in texts:
        talk, _ = await front.open()
        await _timed(front.write(talk, text), took)
    return took


async def _timed(sending: Any, took: list[float]) -> Any:
    start = time.perf_counter()
    answer = await sending
    took.append(time.perf_counter() - start)
    return answer
