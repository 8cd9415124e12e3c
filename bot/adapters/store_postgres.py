"""How are conversations kept, so that nothing is lost and nothing is said twice?

The resident's message is committed before anybody thinks about an answer.  Case, talk,
tracker, answers and a booked slot are then one transaction.  An advisory lock, held by the
connection, keeps one conversation in order across all workers.

Flow: services.turn -> here -> tables conversations, messages, devices, decisions; the calendar of the turn.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import asyncpg
import msgspec

from bot.adapters.calendar_postgres import OwnCalendar
from bot.adapters.case_json import case_from_doc, case_to_doc
from bot.adapters.outbox_postgres import TurnOutbox
from bot.adapters.record_columns import columns_of
from bot.adapters.sessions_postgres import TurnSeats
from bot.adapters.store_errors import store_errors
from bot.adapters.turn_connection import TurnConnection
from bot.core.calendars import Calendar
from bot.core.case import Case
from bot.core.decision import Decision
from bot.core.errors import ConversationUnknown
from bot.core.messages import Say
from bot.core.ports import Entry, Record
from bot.core.talk import Talk

LOCK = "select pg_advisory_lock(hashtextextended($1, 0))"
_UNLOCK = "select pg_advisory_unlock(hashtextextended($1, 0))"
# A transaction that only notifies writes nothing durable; inside the saving one it would
# make all conversations wait for each other's disk.
NOTIFY_AND_UNLOCK = "select pg_notify('voordeur', $2), pg_advisory_unlock(hashtextextended($1, 0))"
_LOAD = "select case_doc, talk, tracker from conversations where id = $1 and erased_at is null"
_RECEIVE = """
with kept as (
    insert into messages (conversation_id, sender, client_message_id, body, at)
    select id, 'resident', $2, $3, $4 from conversations where id = $1 and erased_at is null
    on conflict (conversation_id, client_message_id) do nothing
    returning seq)
select case_doc, talk, tracker, (select seq from kept) as seq
from conversations where id = $1 and erased_at is null
"""
_EARLIER = "select seq from messages where conversation_id = $1 and client_message_id = $2"
_SAVE = """
with changed as (
    update conversations set case_doc = $2, talk = $3, tracker = $4, language = $5, urgency = $6,
        handoff_state = $7, on_desk = $8, waiting_since = $9, touched_at = $10, closed_at = $11,
        resume_code_hash = coalesce($12, resume_code_hash)
    where id = $1),
said as (
    insert into messages (conversation_id, sender, staff_name, body, at)
    select $1, sender, staff_name, body, $10
    from unnest($13::text[], $14::text[], $15::jsonb[])
        with ordinality as new (sender, staff_name, body, place)
    order by place
    returning seq)
select max(seq) from said
"""
# A tap is kept by its id; what stood on the button is read from the question it answered.
_TRANSCRIPT = """
select seq, sender, staff_name, at,
case when body ? 'choice' then body || jsonb_build_object('title', coalesce((
    select offered -> 'title' from messages question, jsonb_array_elements(question.body -> 'choices') offered
    where question.conversation_id = line.conversation_id and question.seq < line.seq
        and question.sender = 'bot' and offered ->> 'id' = line.body ->> 'choice'
    order by question.seq desc limit 1), line.body -> 'choice')) else body end as body
from messages line where conversation_id = $1 and seq > $2 order by seq
"""
_LOG = """
insert into decisions (conversation_id, staff_name, action, reason_code, detail, at)
values ($1, $2, $3, $4, $5, $6)
"""


CalendarOf = Callable[[TurnConnection, str, str], Calendar]
"""The calendar of a turn: its connection, the id of its profile, the id of its conversation."""


class PostgresStore:
    """Implements ``bot.core.ports.Store``."""

    def __init__(self, pool: asyncpg.Pool, calendar_of: CalendarOf = OwnCalendar) -> None:
        self._pool = pool
        self._calendar_of = calendar_of

    async def create(self, case: Case, talk: Talk, token_hash: bytes | None, now: datetime) -> None:
        """Keep a new conversation, and the device that opened it."""
        with store_errors():
            async with self._pool.acquire() as connection, connection.transaction():
                await connection.execute(
                    "insert into conversations (id, profile, language, case_doc, talk, opened_at, touched_at)"
                    " values ($1, $2, $3, $4, $5, $6, $6)",
                    case.id, case.profile, case.language, case_to_doc(case), msgspec.to_builtins(talk), now)
                if token_hash is not None:
                    await _add_device(connection, case.id, token_hash, now)

    @asynccontextmanager
    async def open(self, conversation_id: str, inbound: Mapping[str, Any] | None, message_id: str | None,
                   now: datetime) -> AsyncIterator[OpenPostgresRecord]:
        """Lock, commit the resident's message (if any), load; see the port."""
        with store_errors():
            async with self._pool.acquire() as connection:
                await connection.execute(LOCK, conversation_id)
                opened = None
                try:
                    record = await _load(connection, conversation_id, inbound, message_id, now)
                    opened = OpenPostgresRecord(TurnConnection(connection), record, self._calendar_of)
                    yield opened
                finally:
                    await _close(connection, conversation_id, opened)

    async def record(self, turn: TurnConnection, conversation_id: str) -> OpenPostgresRecord:
        """The record of a conversation whose lock the caller holds on this connection."""
        record = await _load(turn.connection, conversation_id, None, None, None)
        return OpenPostgresRecord(turn, record, self._calendar_of)

    async def case(self, conversation_id: str) -> Case:
        """Read the case without a lock."""
        with store_errors():
            row = await self._pool.fetchrow(_LOAD, conversation_id)
        if row is None:
            raise ConversationUnknown(conversation_id)
        return case_from_doc(row["case_doc"])

    async def transcript(self, conversation_id: str, after: int) -> tuple[Entry, ...]:
        """The lines after ``after``, oldest first."""
        with store_errors():
            return await _transcript(self._pool, conversation_id, after)

    async def authorized(self, conversation_id: str, token_hash: bytes) -> bool:
        """Whether this device's token opens the conversation."""
        with store_errors():
            return await self._pool.fetchval(
                "select exists (select from devices where token_hash = $1 and conversation_id = $2)",
                token_hash, conversation_id)

    async def add_device(self, conversation_id: str, token_hash: bytes, now: datetime) -> None:
        """One more browser of the same resident."""
        with store_errors():
            async with self._pool.acquire() as connection:
                await _add_device(connection, conversation_id, token_hash, now)

    async def by_resume_code(self, code_hash: bytes) -> str | None:
        """The conversation of a code, or None."""
        with store_errors():
            return await self._pool.fetchval(
                "select id from conversations where resume_code_hash = $1 and erased_at is null", code_hash)


class OpenPostgresRecord:
    """Implements ``bot.core.ports.OpenRecord`` on the connection that holds the lock."""

    def __init__(self, turn: TurnConnection, record: Record, calendar_of: CalendarOf) -> None:
        self.record = record
        self.calendar = calendar_of(turn, record.case.profile, record.case.id)
        self.outbox = TurnOutbox(turn, record.case.id)
        self.seats = TurnSeats(turn, record.case.profile, record.case.id)
        self.turn = turn
        self._connection = turn.connection

    async def save(self, bot: tuple[Say, ...], staff: tuple[str, str] | None, now: datetime) -> int:
        """Write case, talk, tracker and messages in one transaction; returns the last seq."""
        seq = await self._connection.fetchval(
            _SAVE, self.record.case.id, *_values(self.record, now), *_lines(bot, staff))
        await self.turn.commit()
        return seq or self.record.last_seq

    async def log(self, decision: Decision) -> None:
        """Add what a member of staff did to the log of the case, together with the turn."""
        await self.turn.begin()
        await self._connection.execute(
            _LOG, self.record.case.id, decision.staff_name, decision.action, decision.reason_code,
            decision.detail or {}, decision.at)

    async def transcript(self, after: int) -> tuple[Entry, ...]:
        """The lines after ``after``; a second connection could wait for ever for one that waits for us."""
        return await _transcript(self._connection, self.record.case.id, after)

    async def erase(self, now: datetime) -> None:
        """Delete case, talk, transcript, log and bookings; proof of erasure stays."""
        await self.turn.begin()
        await self._connection.execute("set local voordeur.erasing = 'on'")
        for statement in _ERASE:
            await self._connection.execute(statement, self.record.case.id)
        await self._connection.execute(_TOMBSTONE, self.record.case.id, now)
        await self.turn.commit()


# First the moments in the order of their ids, as whoever books does: else two may wait for each other.
_LOCK_MOMENTS = """
select id from slots where id in (select slot_id from bookings where conversation_id = $1)
order by id for update
"""
_ERASE = (
    _LOCK_MOMENTS,
    "delete from messages where conversation_id = $1",
    "delete from decisions where conversation_id = $1",
    "delete from devices where conversation_id = $1",
    "delete from bookings where conversation_id = $1",
    "delete from outbox where conversation_id = $1",
)
_TOMBSTONE = """
update conversations set case_doc = '{}', talk = '{}', tracker = null, language = null,
    resume_code_hash = null, urgency = 0, handoff_state = 'none', on_desk = false, waiting_since = null,
    touched_at = $2, closed_at = $2, erased_at = $2
where id = $1
"""


async def _load(connection: asyncpg.Connection, conversation_id: str, inbound: Mapping[str, Any] | None,
                message_id: str | None, now: datetime | None) -> Record:
    if inbound is None:
        row = await connection.fetchrow(_LOAD, conversation_id)
    else:
        row = await connection.fetchrow(_RECEIVE, conversation_id, message_id, inbound, now)
    if row is None:
        raise ConversationUnknown(conversation_id)
    talk = msgspec.convert(row["talk"], Talk)
    record = Record(case_from_doc(row["case_doc"]), talk, row["tracker"], row.get("seq") or 0)
    if inbound is not None and row["seq"] is None:
        record.repeat_of = await connection.fetchval(_EARLIER, conversation_id, message_id)
        record.last_seq = record.repeat_of
    return record


async def _transcript(source: asyncpg.Connection | asyncpg.Pool, conversation_id: str,
                      after: int) -> tuple[Entry, ...]:
    return tuple(Entry(**row) for row in await source.fetch(_TRANSCRIPT, conversation_id, after))


async def _close(connection: asyncpg.Connection, conversation_id: str,
                 opened: OpenPostgresRecord | None) -> None:
    if connection.is_closed():
        return
    if opened is not None:
        await opened.turn.roll_back()
    if opened is not None and opened.turn.changed:
        await connection.execute(
            NOTIFY_AND_UNLOCK, conversation_id, notice(conversation_id))
    else:
        await connection.execute(_UNLOCK, conversation_id)


def notice(conversation_id: str) -> str:
    """What an open page hears: that something changed, and not what."""
    return msgspec.json.encode({"conversation": conversation_id, "kind": "message"}).decode()


async def _add_device(connection: asyncpg.Connection, conversation_id: str, token_hash: bytes,
                      now: datetime) -> None:
    await connection.execute(
        "insert into devices (token_hash, conversation_id, added_at) values ($1, $2, $3)",
        token_hash, conversation_id, now)


def _values(record: Record, now: datetime) -> tuple[Any, ...]:
    columns = columns_of(record, now)
    return (
        case_to_doc(record.case), msgspec.to_builtins(record.talk), record.tracker, record.case.language,
        columns.urgency, record.case.handoff.state, columns.on_desk, columns.waiting_since, now,
        columns.closed_at, record.resume_code_hash,
    )


def _lines(bot: tuple[Say, ...], staff: tuple[str, str] | None) -> tuple[list[Any], ...]:
    """Senders, names and bodies of the new lines; a worker's words stand before the front door's."""
    lines = [("staff", staff[0], {"text": staff[1]})] if staff else []
    lines += [("bot", None, msgspec.to_builtins(say)) for say in bot]
    return tuple([line[column] for line in lines] for column in range(3))
