"""Where does the conversation stand?  Not part of the case: it says nothing about the person.

Pure: values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.core.date_window import Window


@dataclass(frozen=True, slots=True)
class Talk:
    """State of the dialogue between two messages.

    Attributes:
        asked: Id of the question on screen, e.g. ``photo.money``; ``None`` before the first.
        on_screen: Ids of the choices that can be tapped now.
        detours: Question ids that come before the agenda, next one first.
        done: Names of agenda steps that left no trace in the case but are finished.
        unclear: Messages in a row that were not understood.
        last_words: The unclear message, kept only until the resident chose what it meant.
        guesses: Intents that the unclear message may have meant.
        doubted: Crisis flags that a doubtful message may have meant; asked back, not decided.
        paused: The resident stopped for now.
        slots_from: Only slots from this moment (ISO) are shown; ``None`` shows the first.
        wish: Days and hours that the resident asked for; only slots in it are shown.
        own_words: What was told at a question of the photo in words that are no choice, until it is answered.
    """

    asked: str | None = None
    on_screen: tuple[str, ...] = ()
    detours: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    unclear: int = 0
    last_words: str | None = None
    guesses: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    paused: bool = False
    slots_from: str | None = None
    wish: Window | None = None
    own_words: Mapping[str, str] = field(default_factory=dict)

    def all_times(self) -> Talk:
        """Show the first times again, whatever was asked for."""
        return replace(self, slots_from=None, wish=None)

    def finish(self, step: str) -> Talk:
        """Mark an agenda step as finished, once."""
        return self if step in self.done else replace(self, done=(*self.done, step))

    def reopen(self, step: str) -> Talk:
        """Ask a finished step again."""
        return replace(self, done=tuple(name for name in self.done if name != step))

    def detour(self, question: str) -> Talk:
        """Ask this question first, then go on where we were."""
        return replace(self, detours=(question, *(q for q in self.detours if q != question)))

    def return_from(self, question: str) -> Talk:
        """The detour is over."""
        return replace(self, detours=tuple(q for q in self.detours if q != question))
