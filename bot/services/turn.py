"""How does one message change one case, all or nothing, in order?

A turn holds the case under its lock from the resident's (or a worker's) message until
everything that follows from it is saved.  Whoever opens a turn that is already open in
this task gets the same one, so an action, the tracker store and the desk need not know
who came first.

Flow: conversation, desk, actions -> here -> core.ports.Store.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.core.calendars import Calendar
from bot.core.case import Case
from bot.core.catalog import Catalog, Profile
from bot.core.date_words import DateWords, in_order
from bot.core.errors import ConversationUnknown
from bot.core.messages import Say
from bot.core.ports import Clock, OpenRecord, PersonalNumbers, Store
from bot.core.scheduling import IsWorkingDay, local_date
from bot.core.talk import Talk

WorkingDays = Callable[[Profile, int], IsWorkingDay]
"""Profile and year of the contact to its test for working days."""

LawDays = Callable[[Profile, date], date]
"""Profile and local date of today to the date whose law is read."""


def law_of_today(profile: Profile, today: date) -> date:
    """The law as it is now; only a scenario reads another date's."""
    return today


@dataclass(slots=True)
class Turn:
    """The working object of one message.

    Attributes:
        case, talk: Values; replace them, they are saved when the turn closes.
        now: Aware moment of the message.
        said: What the resident will read besides the dialogue's answer, in order.
        numbers: Finds phone numbers and e-mail addresses in a text.
        raw: The resident's message before masking, in memory only; for questions that ask a number.
        erased: Set when the resident had everything deleted; then nothing is saved.
        staff: (login name, text) when the message is a worker's.
    """

    opened: OpenRecord
    catalog: Catalog
    now: datetime
    numbers: PersonalNumbers
    working_days: WorkingDays
    law_days: LawDays = law_of_today
    raw: str | None = None
    said: list[Say] = field(default_factory=list)
    staff: tuple[str, str] | None = None
    erased: bool = False

    @property
    def case(self) -> Case:
        return self.opened.record.case

    @case.setter
    def case(self, case: Case) -> None:
        self.opened.record.case = case

    @property
    def talk(self) -> Talk:
        return self.opened.record.talk

    @talk.setter
    def talk(self, talk: Talk) -> None:
        self.opened.record.talk = talk

    @property
    def tracker(self) -> Mapping[str, Any] | None:
        return self.opened.record.tracker

    @tracker.setter
    def tracker(self, tracker: Mapping[str, Any] | None) -> None:
        self.opened.record.tracker = tracker

    @property
    def calendar(self) -> Calendar:
        """The municipality's calendar; what is booked in our own is saved with the turn."""
        return self.opened.calendar

    @property
    def profile(self) -> Profile:
        return self.catalog.profiles[self.case.profile]

    @property
    def language(self) -> str:
        """The resident's choice, before it is made the profile's default."""
        return self.case.language or self.profile.default_language

    @property
    def today(self) -> date:
        """The date in the Netherlands."""
        return local_date(self.now)

    @property
    def date_words(self) -> tuple[DateWords, ...]:
        """The words for days and hours, those of the resident's language first."""
        return in_order(self.catalog.date_words, self.language)

    @property
    def law_day(self) -> date:
        """The date whose law is read."""
        return self.law_days(self.profile, self.today)

    def say(self, message: Say) -> None:
        """Add a message to what the resident reads."""
        self.said.append(message)

    def is_working_day(self, day: date) -> bool:
        """Whether the municipality works on a day."""
        return self.working_days(self.profile, day.year)(day)


_open_turn: ContextVar[Turn | None] = ContextVar("open_turn", default=None)


def current_turn(conversation_id: str) -> Turn | None:
    """The turn that is open in this task for this conversation, if any."""
    turn = _open_turn.get()
    return turn if turn is not None and turn.case.id == conversation_id else None


@dataclass(frozen=True, slots=True)
class Turns:
    """Opens turns; see the module docstring."""

    store: Store
    catalog: Catalog
    clock: Clock
    numbers: PersonalNumbers
    working_days: WorkingDays
    law_days: LawDays = law_of_today

    @asynccontextmanager
    async def open(self, conversation_id: str, inbound: Mapping[str, Any] | None = None,
                   message_id: str | None = None, raw: str | None = None) -> AsyncIterator[Turn]:
        """Open a turn, or join the one that is open.

        Args:
            conversation_id: Opaque id.
            inbound: Body of the resident's message, committed before anything else happens.
            message_id: The sender's own id; see ``Record.repeat_of``.
            raw: The message before masking; kept in memory for this turn only.

        Raises:
            ConversationUnknown: No such conversation, or it was erased.
            StoreUnavailable: The database does not answer.
        """
        if (joined := current_turn(conversation_id)) is not None:
            yield joined
            return
        now = self.clock()
        async with self.store.open(conversation_id, inbound, message_id, now) as opened:
            turn = self.of(opened, now, raw)
            token = _open_turn.set(turn)
            try:
                yield turn
            finally:
                _open_turn.reset(token)
            if not turn.erased:
                opened.record.last_seq = await opened.save(tuple(turn.said), turn.staff, now)

    def of(self, opened: OpenRecord, now: datetime, raw: str | None = None) -> Turn:
        """The working object of a record that the caller opened, and saves."""
        return Turn(opened, self.catalog.current, now, self.numbers, self.working_days, self.law_days, raw)

    @asynccontextmanager
    async def open_or_start(self, conversation_id: str, start: Callable[[str], Case] | None = None,
                            ) -> AsyncIterator[Turn]:
        """As ``open``; where Rasa's own shell made up the id, a conversation is started for it.

        Args:
            start: Makes the empty case; ``None`` refuses unknown ids.
        """
        if current_turn(conversation_id) is None and start is not None:
            await self._start_if_unknown(conversation_id, start)
        async with self.open(conversation_id) as turn:
            yield turn

    async def _start_if_unknown(self, conversation_id: str, start: Callable[[str], Case]) -> None:
        try:
            await self.store.case(conversation_id)
        except ConversationUnknown:
            await self.store.create(start(conversation_id), Talk(), None, self.clock())
