"""How are both projects started, each with a database of its own, and how big do they get?

Both use the same kind of PostgreSQL: the embedded one, in a folder that is thrown away.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import asyncpg
import psutil

from bot.adapters.postgres import EmbeddedPostgres

ROOT = Path(__file__).parents[1]
_STOP_S = 15


@dataclass
class Server:
    """A running project.

    Attributes:
        base: Address of its HTTP.
        started_at: ``time.perf_counter`` of the start, in seconds.
        processes: All of them, without the database.
    """

    base: str
    started_at: float
    log: Path
    processes: list[subprocess.Popen] = field(default_factory=list)

    def resident_mb(self) -> float:
        """Resident memory of all processes together, in megabytes (10**6 bytes)."""
        return sum(psutil.Process(process.pid).memory_info().rss for process in self.processes) / 1e6

    def check(self) -> None:
        """Raise RuntimeError with the end of the log when a process ended."""
        if any(process.poll() is not None for process in self.processes):
            raise RuntimeError("\n".join(self.log.read_text(errors="replace").splitlines()[-20:]))


@contextmanager
def our_server() -> Iterator[Server]:
    """``voordeur run`` as it is, with an own data folder."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="voordeur-bench-", ignore_cleanup_errors=True)
            )
        )
        port = free_port()
        env = {**os.environ, "VOORDEUR_DATA": str(folder)}
        env.pop("DATABASE_URL", None)
        server = Server(f"http://127.0.0.1:{port}", time.perf_counter(), folder / "log")
        log = stack.enter_context(server.log.open("w"))
        command = [sys.executable, "-m", "bot", "run", "--port", str(port)]
        stack.enter_context(_running(server, command, ROOT, env, log))
        yield server


@contextmanager
def stock_server(project: Path) -> Iterator[Server]:
    """``rasa run`` and ``rasa run actions``, as Rasa's manual starts them."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="voordeur-stock-", ignore_cleanup_errors=True)
            )
        )
        url = stack.enter_context(_database(folder))
        port, action_port = free_port(), free_port()
        env = {
            **os.environ,
            "STOCK_DATABASE_URL": url,
            "STOCK_ACTION_PORT": str(action_port),
            "RASA_TELEMETRY_ENABLED": "false",
        }
        server = Server(f"http://127.0.0.1:{port}", time.perf_counter(), folder / "log")
        log = stack.enter_context(server.log.open("w"))
        for command in (["rasa", "run", "actions", "-p", str(action_port)], ["rasa", "run", "-p", str(port)]):
            stack.enter_context(_running(server, [sys.executable, "-m", *command], project, env, log))
        yield server


def free_port() -> int:
    """A TCP port that nobody listened on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _running(
    server: Server, command: Sequence[str], folder: Path, env: Mapping[str, str], log: IO[str]
) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    server.processes.append(process)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """Address of an empty database ``stock`` in an embedded server."""
    server = EmbeddedPostgres(folder)
    url = server.start()
    try:
        asyncio.run(_create_database(url))
        yield url.replace("/postgres?", "/stock?")
    finally:
        server.stop()


async def _create_database(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("create database stock")
    await connection.close()
