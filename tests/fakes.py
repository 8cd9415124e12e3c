"""What stands in for the database and the live line in quick tests of services and pages?"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.adapters.catalog_files import load_catalog
from bot.adapters.texts_gettext import Texts
from bot.core.case import (
    Case,
)
from bot.core.decision import Decision
from bot.core.errors import ConversationUnknown
from bot.core.messages import Say
from bot.core.outbox import KeptLetter, Letter
from bot.core.ports import Entry, Record
from bot.core.talk import Talk
from bot.services.desk import Desk
from bot.services.desk_aftercare import Aftercare
from bot.services.staff import Session, Staff, StaffMember
from bot.services.turn import Turns

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
FATIMA = StaffMember("fatima", "Fatima", "first_line")
PIET = StaffMember("piet", "Piet", "integral_intaker")
LOCALES = Path(__file__).parents[1] / "locales"
MESSAGES = {
    "format.moment": "EEEE d MMMM y 'om' HH.mm 'uur'",
    "format.day": "EEEE d MMMM y",
    "format.weekday": "EEEE d MMMM y",
    "photo.question": "{question}",
    "reason.ask": "Waarmee kunnen we u helpen?",
    "handoff.taken_over": "U praat nu met {name}.",
    "handoff.returned": "U praat weer met de computer.",
    "handoff.closed": "Het gesprek met de medewerker is klaar.",
    "dates.missing": "Uiterlijk {day}: {documents}.",
    "dates.advance": "Uiterlijk {day}: een voorschot.",
    "dates.decision": "Uiterlijk {day}: het besluit.",
}
"""What the front door says in these tests."""


class FakeClock:
    """A clock that a test moves."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


def plain(say: Say) -> dict[str, Any]:
    """A message as the transcript keeps it."""
    choices = [{"id": one.id, "title": one.title, "kind": one.kind} for one in say.choices]
    return {"key": say.key, "values": dict(say.values), "choices": choices, "input": say.input}


class FakeConversations:
    """Conversations in memory; implements what the desk uses of ``Store`` and all of ``DeskStore``."""

    def __init__(self, *cases: Case, opened_at: datetime = NOW) -> None:
        self.records = {case.id: Record(case, Talk(), None) for case in cases}
        self.opened = {case.id: opened_at for case in cases}
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        self.logged: dict[str, list[Decision]] = defaultdict(list)
        self.released: list[str] = []
        self.letters: list[Letter] = []
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def add(
        self,
        conversation_id: str,
        sender: str,
        body: Mapping[str, Any],
        name: str | None = None,
        at: datetime = NOW,
    ) -> None:
        seq = sum(map(len, self.entries.values())) + 1
        self.entries[conversation_id].append(Entry(seq, sender, name, body, at))

    @asynccontextmanager
    async def open(
        self,
        conversation_id: str,
        inbound: Any,
        message_id: str | None,
        now: datetime,
    ) -> AsyncIterator[_Opened]:
        async with self._locks[conversation_id]:
            await asyncio.sleep(0)
            yield _Opened(self, replace(self._record(conversation_id)))

    def _record(self, conversation_id: str) -> Record:
        if conversation_id not in self.records:
            raise ConversationUnknown(conversation_id)
        return self.records[conversation_id]

    async def case(self, conversation_id: str) -> Case:
        return self._record(conversation_id).case

    async def transcript(self, conversation_id: str, after: int) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries[conversation_id] if entry.seq > after)

    async def cases(self, profile: str) -> tuple[tuple[Case, datetime], ...]:
        found = (record.case for record in self.records.values())
        return tuple((case, self.opened[case.id]) for case in found if case.profile == profile)

    async def opened_at(self, conversation_id: str) -> datetime:
        self._record(conversation_id)
        return self.opened[conversation_id]

    async def waiting(self) -> tuple[Case, ...]:
        found = (record.case for record in self.records.values())
        return tuple(case for case in found if case.handoff.state in ("requested", "waiting"))

    async def decisions(self, conversation_id: str) -> tuple[Decision, ...]:
        return tuple(self.logged[conversation_id])


class _Opened:
    """A record under its lock."""

    def __init__(self, store: FakeConversations, record: Record) -> None:
        self._store, self.record = store, record
        self._logged: list[Decision] = []

    async def log(self, decision: Decision) -> None:
        self._logged.append(decision)

    async def delete(self, booking_id: str) -> None:
        """Of the calendar, which is this too: give a seat back."""
        self._store.released.append(booking_id)

    @property
    def calendar(self) -> _Opened:
        return self

    @property
    def outbox(self) -> _Opened:
        return self

    @property
    def seats(self) -> _Opened:
        return self

    async def came(self, booking_id: str, status: str) -> None:
        """Of the seats, which are this too: who was there is counted elsewhere."""

    async def send(self, letter: Letter) -> None:
        """Of the outbox, which is this too: say it later."""
        self._store.letters.append(letter)

    async def save(self, bot: tuple[Say, ...], staff: tuple[str, str] | None, now: datetime) -> int:
        case_id = self.record.case.id
        if staff:
            self._store.add(case_id, "staff", {"text": staff[1]}, staff[0], now)
        for say in bot:
            self._store.add(case_id, "bot", plain(say), at=now)
        self._store.records[case_id] = self.record
        self._store.logged[case_id] += self._logged
        return len(self._store.entries[case_id])


class FakeStaffStore:
    """Accounts and sessions in memory."""

    def __init__(self) -> None:
        self.accounts: dict[str, tuple[StaffMember, str]] = {}
        self.sessions: dict[bytes, tuple[str, str, datetime, datetime]] = {}

    async def is_empty(self) -> bool:
        return not self.accounts

    async def add(self, member: StaffMember, password_hash: str, at: datetime) -> bool:
        return self.accounts.setdefault(member.name, (member, password_hash)) == (member, password_hash)

    async def find(self, name: str) -> tuple[StaffMember, str] | None:
        return self.accounts.get(name)

    async def members(self) -> tuple[StaffMember, ...]:
        return tuple(member for member, _ in self.accounts.values())

    async def update(self, member: StaffMember, password_hash: str) -> None:
        self.accounts[member.name] = (member, password_hash)
        self.sessions = {key: kept for key, kept in self.sessions.items() if kept[0] != member.name}

    async def remove(self, name: str) -> None:
        self.accounts.pop(name, None)
        self.sessions = {key: kept for key, kept in self.sessions.items() if kept[0] != name}

    async def start_session(
        self, token_hash: bytes, name: str, csrf: str, at: datetime, until: datetime
    ) -> None:
        self.sessions[token_hash] = (name, csrf, at, at)

    async def session(self, token_hash: bytes) -> Session | None:
        if token_hash not in self.sessions:
            return None
        name, csrf, created_at, seen_at = self.sessions[token_hash]
        return Session(self.accounts[name][0], csrf, created_at, seen_at)

    async def touch(self, token_hash: bytes, at: datetime) -> None:
        name, csrf, created_at, _ = self.sessions[token_hash]
        self.sessions[token_hash] = (name, csrf, created_at, at)

    async def end_session(self, token_hash: bytes) -> None:
        self.sessions.pop(token_hash, None)


class FakePasswords:
    """Hashing that takes no time."""

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def verify(self, password_hash: str, password: str) -> bool:
        return password_hash == f"hash of {password}"


class FakeLive:
    """A live line that a test speaks into."""

    def __init__(self) -> None:
        self.queues: list[asyncio.Queue] = []

    def subscribe(self, conversation_id: str | None = None) -> _Heard:
        self.queues.append(asyncio.Queue())
        return _Heard(self.queues[-1])

    def tell(self, conversation_id: str) -> None:
        for queue in self.queues:
            queue.put_nowait({"conversation": conversation_id, "kind": "message"})


class _Heard:
    def __init__(self, queue: asyncio.Queue) -> None:
        self._queue = queue

    def __aiter__(self) -> _Heard:
        return self

    async def __anext__(self) -> Mapping[str, str]:
        return await self._queue.get()

    async def aclose(self) -> None:
        pass


the_catalog = cache(load_catalog)


def a_desk(store: FakeConversations, clock: FakeClock) -> Desk:
    """A desk on conversations in memory."""
    catalog = the_catalog()
    turns = Turns(store, catalog, clock, None, lambda profile, year: lambda day: True)
    return Desk(store, store, turns, clock)


def desk_texts() -> Texts:
    """The real words of the desk, with a few messages of a talk."""
    real = Texts.load(LOCALES)
    read = {
        ("nl", name): {key: real.gettext(key, "nl", name) for key in real.keys("nl", name)}
        for name in ("desk", "pages")
    }
    return Texts({**read, ("nl", "messages"): MESSAGES}, strict=True)


class FakeOutbox:
    """Letters that a test puts there."""

    def __init__(self) -> None:
        self.kept: list[KeptLetter] = []

    async def letters(self, conversation_id: str) -> tuple[KeptLetter, ...]:
        return tuple(self.kept)


def desk_services(store: FakeConversations, clock: FakeClock) -> SimpleNamespace:
    """What the desk's pages use of ``Services``."""
    desk = a_desk(store, clock)
    return SimpleNamespace(
        settings=SimpleNamespace(profile="alphen-2015"),
        catalog=desk.turns.catalog,
        texts=desk_texts(),
        desk=desk,
        aftercare=Aftercare(desk.turns),
        turns=desk.turns,
        staff=Staff(FakeStaffStore(), FakePasswords(), clock),
        live=FakeLive(),
        outbox=FakeOutbox(),
    )
