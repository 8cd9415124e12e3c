"""How do we get an empty database that nobody else sees, and that is gone afterwards?"""

from __future__ import annotations

import asyncio
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from bot.adapters.postgres import EmbeddedPostgres

_TABLES = "conversations, messages, slots, bookings, devices, decisions, session_counts"
# Nothing in a scratch database has to survive a power cut.
_HASTE = (
    "alter system set fsync = off",
    "alter system set full_page_writes = off",
    "select pg_reload_conf()",
)


@asynccontextmanager
async def scratch_database(server: str | None) -> AsyncIterator[str]:
    """An empty database, dropped at the end.

    Args:
        server: Address of a server where we may create databases; ``None`` starts an embedded one.

    Yields:
        The address of the database; it has no tables yet.

    Raises:
        asyncpg.PostgresError, OSError: The server is not there, or lets us make no database.
    """
    if server is not None:
        async with _database_on(server) as url:
            yield url
        return
    # Not below a folder that is closed to others: the server may run as another user.
    folder = Path(tempfile.mkdtemp(prefix="voordeur-"))
    embedded = EmbeddedPostgres(folder)
    try:
        url = await asyncio.to_thread(embedded.start)
        await _execute(url, *_HASTE)
        yield url
    finally:
        await asyncio.to_thread(embedded.stop)
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def _database_on(server: str) -> AsyncIterator[str]:
    name = f"voordeur_scratch_{secrets.token_hex(6)}"
    await _execute(server, f"create database {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        await _execute(server, f"drop database {name} with (force)")


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def empty(pool: asyncpg.Pool) -> None:
    """Forget every conversation and every slot; staff stay."""
    await pool.execute(f"truncate {_TABLES} cascade")
