"""The web application with a front door that answers without a database or a model.

``site.doors`` is the fake behind it: tests steer it and look at what it received.
"""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.catalog_files import load_catalog
from bot.adapters.holidays_nl import is_working_day_of
from bot.adapters.texts_gettext import Texts
from bot.core.case import Appointment, Case, Contact, Routing, Triage
from bot.core.errors import ConversationUnknown, StoreUnavailable
from bot.core.messages import Choice, Inbound, Say, localized
from bot.core.ports import Entry
from bot.services.conversation import Opened, Reply
from bot.services.turn import Turns
from bot.web.app import create_app

LOCALES = Path(__file__).parents[2] / "locales"
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WORDS = {
    "nl": {
        "fake.hello": "Goedemorgen. Ik ben een computer.",
        "fake.question": "Hoe gaat het met uw geld?",
        "fake.late": "Die vraag is al voorbij.",
        "fake.booked": "Uw afspraak staat vast.",
        "fake.reason": "u meer dan één vraag hebt: {questions}",
        "format.moment": "EEEE d MMMM y 'om' HH.mm 'uur'",
        "format.day": "d MMMM y",
        "application.dated": "De dag van uw aanvraag is {day}.",
        "dates.advance": "Uiterlijk {day}: een voorschot.",
        "dates.decision": "Uiterlijk {day}: het besluit.",
    },
    "en": {
        "fake.hello": "Good morning. I am a computer.",
        "fake.question": "How is your money?",
        "fake.late": "That question has passed.",
        "fake.booked": "Your appointment is booked.",
        "fake.reason": "you have more than one question: {questions}",
        "format.moment": "EEEE d MMMM y 'at' HH:mm",
        "role.integral_intaker": "an intake worker ({term})",
        "role.first_line": "a desk worker ({term})",
    },
}
ANSWERS = (
    Choice("language:en", localized({"nl": "English"})),
    Choice("photo.money:b", localized({"nl": "Niet goed", "en": "Not well"})),
    Choice("skip", localized({"nl": "Sla over", "en": "Skip"}), "aside"),
    Choice("human", localized({"nl": "Ik wil een mens", "en": "I want a person"}), "aside"),
)
QUESTION = Say("fake.question", choices=ANSWERS, input="choice")
APPOINTMENT = Appointment(
    id="a1",
    kind="second_talk",
    role="integral_intaker",
    starts_at=datetime(2026, 12, 2, 9, 30, tzinfo=UTC),
    ends_at=datetime(2026, 12, 2, 11, 0, tzinfo=UTC),
    deadline_on=date(2026, 12, 3),
    place="Serviceplein",
    language="nl",
    documents=("identity", "bank", "housing", "stay_proof"),
)


class FakeLive:
    """Changes within this process."""

    def __init__(self) -> None:
        self._queues: list[asyncio.Queue] = []

    def subscribe(self, conversation_id: str | None = None) -> FakeLive:
        subscription = FakeLive()
        subscription._queues = [asyncio.Queue()]
        self._queues.append(subscription._queues[0])
        return subscription

    def tell(self, conversation_id: str) -> None:
        for queue in self._queues:
            queue.put_nowait({"conversation": conversation_id, "kind": "message"})

    def __aiter__(self) -> FakeLive:
        return self

    async def __anext__(self) -> dict[str, str]:
        return await self._queues[0].get()

    async def aclose(self) -> None:
        pass


@dataclass
class FakeConversations:
    """Keeps conversations in memory and asks one question for ever.

    ``gone``: the database does not answer.  ``broken``: a fault in our own code.
    ``slow_s``: seconds that an answer takes.  ``received``: messages, in order.
    """

    live: FakeLive
    gone: bool = False
    broken: bool = False
    person: bool = False
    slow_s: float = 0.0
    received: list[Inbound] = field(default_factory=list)
    cases: dict[str, Case] = field(default_factory=dict)
    lines: dict[str, list[Entry]] = field(default_factory=dict)
    seq: int = 0

    async def open(self, profile: str, channel: str, language: str | None = None) -> Opened:
        self._check()
        name = f"c{len(self.cases) + 1}"
        self.cases[name] = Case(name, profile, language, Contact(channel, date(2026, 11, 26)))
        self.lines[name] = []
        says = (Say("fake.hello"), QUESTION)
        self.add(name, "bot", *(self.body(say) for say in says))
        return Opened(name, f"token-{name}", says)

    async def receive(self, inbound: Inbound) -> Reply:
        await asyncio.sleep(self.slow_s)
        self._check()
        self.received.append(inbound)
        name = inbound.conversation_id
        tapped = {"choice": inbound.choice, "title": inbound.choice}
        self.add(name, "resident", tapped if inbound.choice else {"text": inbound.text})
        if inbound.choice == "language:en":
            self.cases[name] = replace(self.cases[name], language="en")
        says = () if self.person else (QUESTION,)
        self.add(name, "bot", *(self.body(say) for say in says))
        self.live.tell(name)
        resume = Opened("c1", "token-c1") if inbound.text == "ABCD-EFGH" else None
        return Reply(says, self.seq, self.person, resume, self.cases[name])

    async def resume(self, code: str) -> Opened | None:
        self._check()
        return Opened("c1", "token-c1") if code == "ABCD-EFGH" and self.cases else None

    async def authorize(self, conversation_id: str, token: str) -> bool:
        self._check()
        return conversation_id in self.cases and token == f"token-{conversation_id}"

    async def transcript(self, conversation_id: str, after: int = 0) -> tuple[Entry, ...]:
        self._check()
        return tuple(line for line in self.lines[conversation_id] if line.seq > after)

    async def case(self, conversation_id: str) -> Case:
        self._check()
        if conversation_id not in self.cases:
            raise ConversationUnknown
        return self.cases[conversation_id]

    async def erase(self, conversation_id: str) -> None:
        self._check()
        del self.cases[conversation_id], self.lines[conversation_id]

    def add(self, name: str, sender: str, *bodies: dict) -> None:
        """Append lines to the transcript, as another process would."""
        for body in bodies:
            self.seq += 1
            self.lines[name].append(Entry(self.seq, sender, "mo" if sender == "staff" else None, body, NOW))

    def book(self, name: str) -> None:
        """Give a conversation an appointment and a proposal."""
        self.cases[name] = replace(
            self.cases[name],
            questions=("money", "housing"),
            appointments=(APPOINTMENT,),
            routing=Routing(reason="no_fixed_address"),
            triage=Triage(
                kind="multiple",
                role="integral_intaker",
                reasons=("fake.reason",),
                rule="alphen-2015/triage/2@1",
                proposed_by="rules",
                decided_by="first_line",
            ),
        )
        self.add(name, "bot", self.body(Say("fake.booked", attachments=("sheet", "calendar"))))

    @staticmethod
    def body(say: Say) -> dict[str, Any]:
        choices = [{"id": choice.id, "title": choice.title, "kind": choice.kind} for choice in say.choices]
        return {"key": say.key, "values": {}, "choices": choices, "input": say.input,
                "attachments": list(say.attachments)}  # fmt: skip

    def _check(self) -> None:
        if self.gone:
            raise StoreUnavailable
        if self.broken:
            raise RuntimeError("words of a resident")


@pytest.fixture(scope="session")
def texts(tmp_path_factory) -> Texts:
    """The texts of the pages as they are, and a few messages of the fake's own."""
    folder = tmp_path_factory.mktemp("locales")
    for lang, words in WORDS.items():
        to = folder / lang / "LC_MESSAGES"
        to.mkdir(parents=True)
        for name in ("pages.po", "desk.po"):
            if (LOCALES / lang / "LC_MESSAGES" / name).exists():
                shutil.copy(LOCALES / lang / "LC_MESSAGES" / name, to)
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"'
        lines = [head, *(f'msgid "{key}"\nmsgstr "{text}"' for key, text in words.items())]
        (to / "messages.po").write_text("\n\n".join(lines))
    return Texts.load(folder)


@pytest.fixture(scope="session")
def catalog():
    """The catalog as it is."""
    return load_catalog()


@pytest.fixture
def doors() -> FakeConversations:
    """The front door behind the pages."""
    return FakeConversations(FakeLive())


@pytest.fixture
def services(doors, texts, catalog) -> SimpleNamespace:
    """What the application needs."""

    async def health() -> dict:
        return {"database": {"ok": not doors.gone}, "model": {"ok": True}}

    settings = SimpleNamespace(profile="alphen-2015", secret="s" * 32)
    return SimpleNamespace(
        settings=settings, catalog=catalog, texts=texts, conversations=doors, live=doors.live, health=health,
        desk=None, staff=None, store=None,
        turns=Turns(None, catalog, lambda: NOW, None, is_working_day_of),
    )  # fmt: skip


@pytest.fixture
async def client(services) -> AsyncIterator[TestClient]:
    """A program that talks with the application over HTTP."""
    async with TestClient(TestServer(create_app(services))) as client:
        yield client


@pytest.fixture
def site(services, doors) -> Iterator[SimpleNamespace]:
    """The application on an address for a browser: ``url``, ``doors`` and ``call`` (in its own thread)."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> tuple[web.AppRunner, int]:
        runner = web.AppRunner(create_app(services))
        await runner.setup()
        listener = web.TCPSite(runner, "127.0.0.1", 0)
        await listener.start()
        return runner, runner.addresses[0][1]

    runner, port = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    yield SimpleNamespace(url=f"http://127.0.0.1:{port}", doors=doors, call=loop.call_soon_threadsafe)
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()
