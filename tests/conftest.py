"""What do many tests need: a real database, quickly, and a clock that stands still."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from bot.adapters.postgres import EmbeddedPostgres, connect, migrate
from bot.play.world import World, world
from bot.rasa_components import before_rasa
from bot.settings import Settings

# Before any test module imports numpy: later it would keep its helper threads.
before_rasa.prepare()

_TEMPLATE = "voordeur_template"
_FAST = (
    "alter system set fsync = off",
    "alter system set full_page_writes = off",
    "select pg_reload_conf()",
)
_numbers = itertools.count(1)


def _address_of(database: str, server: str) -> str:
    return server.replace("/postgres?", f"/{database}?")


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def _make_template(server: str) -> None:
    await _execute(server, f"create database {_TEMPLATE}")
    pool = await connect(_address_of(_TEMPLATE, server), size=1)
    await migrate(pool)
    await pool.close()


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """An embedded server of our own, with a migrated template to copy databases from."""
    # Not pytest's own folder: it closes that to others, and the server is another user under root.
    folder = Path(tempfile.mkdtemp(prefix="voordeur-"))
    server = EmbeddedPostgres(folder)
    url = server.start()
    # Speed for tests only: nobody's answers are lost here.
    asyncio.run(_execute(url, *_FAST))
    asyncio.run(_make_template(url))
    yield url
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
async def own_database_url(database_url: str) -> AsyncIterator[str]:
    """The address of an empty, migrated database that only this test sees."""
    name = f"test_{next(_numbers)}"
    await _execute(database_url, f"create database {name} template {_TEMPLATE} strategy file_copy")
    yield _address_of(name, database_url)
    await _execute(database_url, f"drop database {name} with (force)")


@pytest.fixture
async def pool(own_database_url: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections to this test's own database."""
    pool = await connect(own_database_url, size=5)
    yield pool
    await pool.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """Where scenarios are played: the real dialogue on a database of its own, with a clock that is set."""
    from bot.rasa_components.dialogue import RasaDialogue  # Seconds, and most tests do not need it.
    from bot.rasa_components.model import ensure_model

    data = str(tmp_path_factory.mktemp("data"))
    settings = Settings.from_env({"DATABASE_URL": database_url, "VOORDEUR_DATA": data})
    dialogue = RasaDialogue.load(ensure_model(print))
    async with world(settings, dialogue) as made:
        yield made


@pytest.fixture
def now() -> datetime:
    """Thursday morning in Alphen, in winter time."""
    return datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
