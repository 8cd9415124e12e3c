"""What the services need from the world; adapters implement it.

Flow: services call these; ``bot.bootstrap`` decides which adapter stands behind each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.core.calendars import Calendar
from bot.core.case import Case
from bot.core.decision import Decision
from bot.core.messages import Say
from bot.core.outbox import KeptLetter, Letter
from bot.core.sessions import Seats
from bot.core.talk import Talk


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the transcript.

    Attributes:
        seq: Position, rising over all conversations.
        sender: ``resident``, ``bot`` or ``staff``.
        staff_name: Login name for ``staff``, otherwise ``None``.
        body: ``{"text"}``, ``{"choice", "title"}`` or the plain form of a ``Say``.
        at: Aware moment.
    """

    seq: int
    sender: str
    staff_name: str | None
    body: Mapping[str, Any]
    at: datetime


@dataclass(slots=True)
class Record:
    """What is kept of one conversation: loaded at the start of a turn, saved at its end.

    Attributes:
        tracker: Rasa's bounded working memory as a plain dict, or ``None``.
        repeat_of: Set when the resident's message was received before: the seq of the first time.
        resume_code_hash: Set to give the conversation a new code to go on elsewhere.
    """

    case: Case
    talk: Talk
    tracker: Mapping[str, Any] | None
    last_seq: int = 0
    repeat_of: int | None = None
    resume_code_hash: bytes | None = None


class Outbox(Protocol):
    """What will be said to this resident by itself; everything is kept together with the turn."""

    async def send(self, letter: Letter) -> None:
        """Say this later; the same letter twice is one."""

    async def next_due(self, now: datetime, questions: bool = True) -> KeptLetter | None:
        """The oldest letter that is due; without ``questions`` none that only asks something."""

    async def settle(self, kept: KeptLetter) -> None:
        """Keep what became of a letter."""


class OpenRecord(Protocol):
    """A record under its lock; nobody else can change it until the context closes.

    ``calendar`` is the one that the profile names, as this conversation sees it.
    """

    record: Record
    calendar: Calendar
    outbox: Outbox
    seats: Seats

    async def save(self, bot: tuple[Say, ...], staff: tuple[str, str] | None, now: datetime) -> int:
        """Write case, talk, tracker and messages in one transaction; returns the last seq."""

    async def log(self, decision: Decision) -> None:
        """Add what a member of staff did to the log of the case, together with the turn."""

    async def transcript(self, after: int) -> tuple[Entry, ...]:
        """The lines after ``after``, oldest first, without asking for a second connection."""

    async def erase(self, now: datetime) -> None:
        """Delete case, talk, transcript, log and bookings; proof of erasure stays."""


class Store(Protocol):
    """Conversations in PostgreSQL.  Every method may raise StoreUnavailable."""

    async def create(self, case: Case, talk: Talk, token_hash: bytes | None, now: datetime) -> None:
        """Keep a new conversation."""

    def open(self, conversation_id: str, inbound: Mapping[str, Any] | None, message_id: str | None,
             now: datetime) -> AbstractAsyncContextManager[OpenRecord]:
        """Lock, commit the resident's message (if any), load.  Raises ConversationUnknown."""

    async def case(self, conversation_id: str) -> Case:
        """Read the case without a lock.  Raises ConversationUnknown."""

    async def transcript(self, conversation_id: str, after: int) -> tuple[Entry, ...]:
        """The lines after ``after``, oldest first."""

    async def authorized(self, conversation_id: str, token_hash: bytes) -> bool:
        """Whether this device's token opens the conversation."""

    async def add_device(self, conversation_id: str, token_hash: bytes, now: datetime) -> None:
        """One more browser of the same resident."""

    async def by_resume_code(self, code_hash: bytes) -> str | None:
        """The conversation of a code, or None."""


class Dialogue(Protocol):
    """Decides what to say."""

    def think_ahead(self, text: str) -> None:
        """Start to understand a text while it is being committed; ``handle`` of that text is then quicker."""

    async def handle(self, conversation_id: str, text: str | None, choice: str | None) -> tuple[Say, ...]:
        """Answer one message inside an open turn.  Raises DialogueUnavailable."""


class PersonalNumbers(Protocol):
    """Finds what must not be kept: BSN, IBAN, phone, e-mail."""

    def mask(self, text: str) -> Any:
        """``Masked(text, kinds)``."""

    def phone_in(self, text: str) -> str | None:
        """The first phone number, E.164."""

    def email_in(self, text: str) -> str | None:
        """The first e-mail address."""


LanguageOf = Callable[[str], tuple[str | None, float]]
"""Text to the code of its likeliest language, and the confidence from 0.0 to 1.0."""


Clock = Callable[[], datetime]
"""Returns the present moment, aware (UTC)."""


class Titles(Protocol):
    """Puts titles into words and reads kept messages back."""

    def title(self, value: Any, lang: str, terms: Mapping[str, str]) -> str:
        """The words of a choice's title."""

    def say(self, body: Mapping[str, Any]) -> Say:
        """The message of a transcript line of the bot."""
