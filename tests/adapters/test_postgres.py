"""Do the database, its tables and its embedded server keep what they promise?"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import asyncpg
import pytest

from bot.adapters.postgres import EmbeddedPostgres, connect, migrate


@pytest.fixture
def data_dir() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="voordeur-"))
    yield folder
    shutil.rmtree(folder)


async def _open_conversation(pool: asyncpg.Pool, now: datetime, name: str = "c1") -> None:
    await pool.execute(
        "insert into conversations (id, profile, case_doc, talk, opened_at, touched_at)"
        " values ($1, 'alphen-2015', '{}', '{}', $2, $2)",
        name,
        now,
    )


async def _write_message(pool: asyncpg.Pool, now: datetime, message_id: str | None = None) -> None:
    await pool.execute(
        "insert into messages (conversation_id, sender, client_message_id, body, at)"
        " values ('c1', 'resident', $1, $2, $3)",
        message_id,
        {"text": "hallo"},
        now,
    )


async def _count(pool: asyncpg.Pool, table: str) -> int:
    return await pool.fetchval(f"select count(*) from {table}")


async def test_migrating_twice_changes_nothing(pool):
    expected = await pool.fetch("select * from schema_migrations")
    assert await migrate(pool) == []
    assert await pool.fetch("select * from schema_migrations") == expected


async def test_two_processes_that_migrate_at_once_apply_each_step_once(database_url):
    await _on(database_url, "create database both_at_once")
    pool = await connect(database_url.replace("/postgres?", "/both_at_once?"), size=2)
    nothing, everything = sorted(await asyncio.gather(migrate(pool), migrate(pool)))
    recorded = await pool.fetch("select name from schema_migrations order by version")
    assert (nothing, everything) == ([], [row["name"] for row in recorded])
    await pool.close()


async def test_json_comes_back_as_it_went_in(pool):
    value = {"names": ["Zoë", "ሰላም"], "none": None, "count": 3, "nested": {"yes": True}}
    assert await pool.fetchval("select $1::jsonb", value) == value


@pytest.mark.parametrize("statement", ["update messages set body = '{}'", "delete from messages"])
async def test_the_transcript_refuses_to_be_rewritten(pool, now, statement):
    await _open_conversation(pool, now)
    await _write_message(pool, now)
    with pytest.raises(asyncpg.RestrictViolationError, match="messages is append-only"):
        await pool.execute(statement)
    assert await _count(pool, "messages") == 1


async def test_deleting_a_conversation_takes_its_transcript_along(pool, now):
    await _open_conversation(pool, now)
    await _write_message(pool, now)
    await pool.execute("delete from conversations")
    assert await _count(pool, "messages") == 0


async def test_erasure_says_so_and_may_then_delete_messages(pool, now):
    await _open_conversation(pool, now)
    await _write_message(pool, now)
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("set local voordeur.erasing = 'on'")
        await connection.execute("delete from messages")
    assert await _count(pool, "messages") == 0


async def test_the_same_message_id_twice_is_one_message(pool, now):
    await _open_conversation(pool, now)
    await _write_message(pool, now, "m1")
    with pytest.raises(asyncpg.UniqueViolationError):
        await _write_message(pool, now, "m1")


async def test_one_intaker_gives_one_talk_at_a_time(pool, now):
    insert = (
        "insert into slots (profile, kind, role, intaker, place, starts_at, ends_at)"
        " values ('alphen-2015', 'second_talk', 'integral_intaker', 'A', 'balie',"
        " $1::timestamptz, $1::timestamptz + interval '90 minutes')"
    )
    await pool.execute(insert, now)
    with pytest.raises(asyncpg.UniqueViolationError):
        await pool.execute(insert, now)


async def _on(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def _rows(url: str) -> list[str]:
    connection = await asyncpg.connect(url)
    rows = [row["what"] for row in await connection.fetch("select what from kept")]
    await connection.close()
    return rows


_WRITE_AND_WAIT = """
import asyncio, sys, time
from pathlib import Path
import asyncpg
from bot.adapters.postgres import EmbeddedPostgres

async def write(url):
    connection = await asyncpg.connect(url)
    await connection.execute("create table kept (what text)")
    await connection.execute("insert into kept values ('answer')")

asyncio.run(write(EmbeddedPostgres(Path(sys.argv[1])).start()))
print("written", flush=True)
time.sleep(60)
"""


def _postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def _write_and_kill(data_dir: Path, with_database: bool) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITE_AND_WAIT, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "written\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    if with_database:
        os.kill(_postmaster(data_dir), signal.SIGKILL)


@pytest.mark.parametrize(
    "with_database", [pytest.param(False, id="our process only"), pytest.param(True, id="the server too")]
)
def test_after_kill_9_the_rows_are_still_there(data_dir, with_database):
    _write_and_kill(data_dir, with_database)
    server = EmbeddedPostgres(data_dir)
    rows = asyncio.run(_rows(server.start()))
    server.stop()
    assert rows == ["answer"]


def test_after_kill_9_the_next_process_still_stops_the_server(data_dir):
    _write_and_kill(data_dir, with_database=False)
    server = EmbeddedPostgres(data_dir)
    server.start()
    server.stop()
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def test_a_server_that_dies_under_us_comes_back_at_the_same_address(data_dir):
    server = EmbeddedPostgres(data_dir)
    url = server.start()
    asyncio.run(_on(url, "create table kept (what text)", "insert into kept values ('answer')"))
    os.kill(_postmaster(data_dir), signal.SIGKILL)
    assert (server.start(), asyncio.run(_rows(url))) == (url, ["answer"])
    server.stop()


def test_a_stale_lock_with_the_number_of_another_program_is_ignored(data_dir):
    server = EmbeddedPostgres(data_dir)
    server.start()
    lock = data_dir / "postgres" / "postmaster.pid"
    content = lock.read_text()
    server.stop()
    lock.write_text(content.replace(content.split("\n")[0], str(os.getpid()), 1))
    asyncio.run(_on(server.start(), "select 1"))
    server.stop()
    assert not lock.exists()
