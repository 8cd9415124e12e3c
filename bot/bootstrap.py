"""Which adapter stands behind each port?  The composition root; read it once.

Flow: ``voordeur`` commands -> ``running`` -> adapters, then services over them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from bot.adapters import personal_numbers
from bot.adapters.calendar_postgres import OwnCalendar
from bot.adapters.catalog_files import load_catalog
from bot.adapters.catalog_reload import LiveCatalog
from bot.adapters.desk_postgres import PostgresDesk
from bot.adapters.feeds_postgres import PostgresFeeds
from bot.adapters.holidays_nl import is_working_day_of
from bot.adapters.language_lingua import language_of
from bot.adapters.live_postgres import LiveUpdates
from bot.adapters.outbox_postgres import PostgresOutbox
from bot.adapters.passwords_argon2 import Argon2Passwords
from bot.adapters.postgres import EmbeddedPostgres, connect, migrate
from bot.adapters.retention_postgres import PostgresRetention
from bot.adapters.sessions_postgres import PostgresSessions
from bot.adapters.staff_postgres import PostgresStaff
from bot.adapters.store_postgres import CalendarOf, PostgresStore
from bot.adapters.texts_gettext import Texts
from bot.adapters.together_postgres import Together
from bot.adapters.turn_connection import TurnConnection
from bot.core.calendars import Calendar
from bot.core.messages import Say, Value
from bot.core.ports import Clock, Dialogue
from bot.services.conversation import Conversations
from bot.services.desk import Desk
from bot.services.desk_aftercare import Aftercare
from bot.services.escalation import Escalation
from bot.services.feeds import Feeds
from bot.services.outbox import Outbox
from bot.services.retention import Retention
from bot.services.sessions import Sessions
from bot.services.staff import Staff
from bot.services.turn import LawDays, Turn, Turns, current_turn, law_of_today
from bot.settings import Settings

LOCALES = Path(__file__).parents[1] / "locales"

_WATCH_S = 2.0
"""Pause between two looks at the embedded database; it comes back within this and a second."""

_PROBE_S = 2.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Services:
    """Everything the borders use."""

    settings: Settings
    catalog: LiveCatalog
    texts: Texts
    turns: Turns
    conversations: Conversations
    desk: Desk
    escalation: Escalation
    aftercare: Aftercare
    sessions: Sessions
    staff: Staff
    retention: Retention
    outbox: Outbox
    feeds: Feeds
    live: LiveUpdates
    pool: asyncpg.Pool
    probe: Probe
    parts: Mapping[str, str]

    async def health(self) -> dict[str, dict[str, Any]]:
        """The state of each part: ``{"ok": bool, "detail": str}``."""
        database = await self.probe.answers()
        rest = {name: {"ok": True, "detail": detail} for name, detail in self.parts.items()}
        return {"database": {"ok": database, "detail": "answers" if database else "does not answer"}, **rest}


class Probe:
    """Asks the database whether it answers; one question at a time, so a dead line takes one connection."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._asking: asyncio.Task | None = None

    async def answers(self) -> bool:
        """Whether it answered within two seconds; never raises."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        done, _ = await asyncio.wait({self._asking}, timeout=_PROBE_S)
        return bool(done) and self._asking.result()

    async def _ask(self) -> bool:
        try:
            return await self._pool.fetchval("select true")
        except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False


class RenderedTitles:
    """Implements ``bot.core.ports.Titles`` over the texts."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def title(self, value: Value, lang: str, terms: Mapping[str, str]) -> str:
        """The words of a choice's title."""
        return self._texts.value(value, lang, terms)

    def say(self, body: Mapping[str, Any]) -> Say:
        """The message of a transcript line of the bot."""
        return msgspec.convert(body, Say)


def now_utc() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@cache
def texts() -> Texts:
    """All texts for people, read once."""
    return Texts.load(LOCALES)


@asynccontextmanager
async def running(settings: Settings, load_dialogue: Callable[[], Dialogue],
                  parts: Callable[[], Mapping[str, str]] = dict,
                  clock: Clock = now_utc, law_days: LawDays = law_of_today) -> AsyncIterator[Services]:
    """Everything started, and stopped again at the end.

    Args:
        settings: Of this installation.
        load_dialogue: May block for seconds; runs in a thread beside the start of the database.
        parts: Further parts that ``/health`` names, with a word about each; asked when the dialogue is there.
        clock, law_days: The scenario player brings its own.

    Raises:
        CatalogInvalid: The catalog has faults; nothing was started.
    """
    catalog = LiveCatalog(load_catalog())
    loading = asyncio.create_task(asyncio.to_thread(load_dialogue))
    async with _database(settings) as (url, pool, probe):
        live = LiveUpdates(url)
        await live.start()
        try:
            yield _services(settings, catalog, (pool, probe), live, await loading, parts(),
                            (clock, law_days))
        finally:
            await live.stop()


def _services(settings: Settings, catalog: LiveCatalog, database: tuple[asyncpg.Pool, Probe],
              live: LiveUpdates, dialogue: Dialogue, parts: Mapping[str, str],
              time: tuple[Clock, LawDays]) -> Services:
    (pool, probe), (clock, law_days) = database, time
    store = PostgresStore(pool, _calendars(catalog))
    turns = Turns(store, catalog, clock, personal_numbers, is_working_day_of, law_days)
    conversations = Conversations(turns, dialogue, RenderedTitles(texts()), language_of)
    desk = Desk(PostgresDesk(pool), turns.store, turns, clock)
    return Services(
        settings=settings, catalog=catalog, texts=texts(), turns=turns, conversations=conversations,
        retention=Retention(PostgresRetention(pool), conversations, catalog, clock),
        outbox=Outbox(PostgresOutbox(pool), turns, clock),
        feeds=Feeds(PostgresFeeds(pool), clock),
        desk=desk, aftercare=Aftercare(turns),
        escalation=Escalation(PostgresDesk(pool), turns, catalog, clock),
        sessions=Sessions(PostgresSessions(pool), Together(pool, store), turns, desk, clock),
        staff=Staff(PostgresStaff(pool), Argon2Passwords(), clock),
        live=live, pool=pool, probe=probe, parts={"catalog": f"{len(catalog.profiles)} profiles", **parts},
    )


CALENDARS: Mapping[str, CalendarOf] = {"own": OwnCalendar}
"""Plug-ins by the name that ``scheduling.calendar.plugin`` of a profile gives."""


def _calendars(catalog: LiveCatalog) -> CalendarOf:
    """The calendar that each conversation's profile names."""

    def calendar_of(turn: TurnConnection, profile: str, conversation_id: str) -> Calendar:
        plugin = CALENDARS[catalog.profiles[profile].calendar_plugin]
        return plugin(turn, profile, conversation_id)

    return calendar_of


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[tuple[str, asyncpg.Pool, Probe]]:
    embedded = None if settings.database_url else EmbeddedPostgres(settings.data_dir)
    url = settings.database_url or await asyncio.to_thread(embedded.start)
    pool = await connect(url, settings.pool_size)
    probe = Probe(pool)
    watch = asyncio.create_task(_keep_alive(embedded, probe)) if embedded else None
    try:
        await migrate(pool)
        yield url, pool, probe
    finally:
        if watch:
            watch.cancel()
        await _close(pool)
        if embedded:
            await asyncio.to_thread(embedded.stop)


async def _close(pool: asyncpg.Pool) -> None:
    try:
        await asyncio.wait_for(pool.close(), 5)
    except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        pool.terminate()


async def _keep_alive(embedded: EmbeddedPostgres, probe: Probe) -> None:
    """Bring the embedded database back when it died; an external one has its own keepers."""
    while True:
        await asyncio.sleep(_WATCH_S)
        if not await probe.answers():
            _log.error("the embedded database does not answer; starting it again")
            await _start_again(embedded)


async def _start_again(embedded: EmbeddedPostgres) -> None:
    try:
        await asyncio.to_thread(embedded.start)
    except Exception as error:  # A loop that dies would do so silently; the next look is near.
        _log.error("it did not start: %s", type(error).__name__)


@asynccontextmanager
async def open_turn(conversation_id: str) -> AsyncIterator[Turn]:
    """The open turn; in Rasa's own action server, which has none, one of its own.

    There the conversation is started with the default profile and language.
    """
    joined = current_turn(conversation_id)
    if joined is not None:
        yield joined
        return
    services = await _of_action_server()
    async with services.turns.open_or_start(conversation_id, _shell_case(services)) as turn:
        yield turn


def _shell_case(services: Services):
    conversations, profile = services.conversations, services.settings.profile
    return lambda conversation_id: conversations.new_case(conversation_id, profile, "shell")


_action_server: tuple[AbstractAsyncContextManager[Services], Services] | None = None


async def _of_action_server() -> Services:
    """Services for the life of the process that ``rasa run actions`` started."""
    global _action_server
    if _action_server is None:
        context = running(Settings.from_env(), _NoDialogue)
        # The context is kept too: when it is forgotten, it ends, and closes the database.
        _action_server = context, await context.__aenter__()
    return _action_server[1]


class _NoDialogue:
    """Rasa itself calls the actions, so nobody asks for the dialogue here."""

    def think_ahead(self, text: str) -> None:
        raise NotImplementedError

    async def handle(self, conversation_id: str, text: str | None, choice: str | None) -> tuple[Say, ...]:
        raise NotImplementedError
