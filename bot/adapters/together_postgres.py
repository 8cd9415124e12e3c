"""How do all conversations of one session change in one transaction?

Everybody on its list is locked, then the session itself; whoever came onto the list in between is locked
as well.  A turn takes these two in the same order, so neither waits for the other for ever.

Flow: services.sessions -> here -> one transaction over many conversations.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from bot.adapters.sessions_postgres import SESSIONS, people_of, session_of
from bot.adapters.store_errors import store_errors
from bot.adapters.store_postgres import LOCK, NOTIFY_AND_UNLOCK, PostgresStore, notice
from bot.adapters.turn_connection import TurnConnection
from bot.core.errors import ConversationUnknown, TransitionNotAllowed
from bot.core.ports import OpenRecord
from bot.core.sessions import Person, Session

_ONE_AT_A_TIME = 8_470_002  # Any number; the same in every process of this project.
_LOCK_SESSION = "select id from slots where id = $1 for update"
_CANCEL = """
update slots set status = 'cancelled', sequence = sequence + 1 where id = $1 and status = 'planned'
"""
_MOVE = """
update slots set starts_at = $2::timestamptz, ends_at = $2::timestamptz + (ends_at - starts_at),
    sequence = sequence + 1
where id = $1 and status = 'planned'
"""


class _Shared(TurnConnection):
    """Commits when all its conversations are done, not when one is."""

    async def commit(self) -> None:
        self.changed = True

    async def finish(self) -> None:
        """Make everything last."""
        await super().commit()


@dataclass(frozen=True, slots=True)
class Everybody:
    """Implements ``bot.services.sessions.Everybody``: a session and its people, under their locks."""

    session: Session
    people: tuple[tuple[Person, OpenRecord], ...]
    connection: asyncpg.Connection

    async def cancel(self) -> None:
        """Nobody can book it from now on.  Raises TransitionNotAllowed when it was cancelled."""
        await self._change(_CANCEL)

    async def move(self, starts_at: datetime) -> None:
        """Hold it at another time, as long as before.

        Raises:
            TransitionNotAllowed: It was cancelled, or the same is held then already.
        """
        await self._change(_MOVE, starts_at)

    async def _change(self, statement: str, *arguments: object) -> None:
        try:
            changed = await self.connection.execute(statement, int(self.session.slot.id), *arguments)
        except asyncpg.IntegrityConstraintViolationError as refused:
            raise TransitionNotAllowed("session") from refused
        if changed != "UPDATE 1":
            raise TransitionNotAllowed("session")


class Together:
    """Opens everybody of a session."""

    def __init__(self, pool: asyncpg.Pool, store: PostgresStore) -> None:
        self._pool = pool
        self._store = store

    @asynccontextmanager
    async def everybody(self, slot_id: int) -> AsyncIterator[Everybody]:
        """Lock a session and everybody on its list; all they change is saved together, or nothing is.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        with store_errors():
            async with self._pool.acquire() as connection:
                turn, locked = _Shared(connection), []
                try:
                    await connection.execute("select pg_advisory_lock($1)", _ONE_AT_A_TIME)
                    people = await _lock(turn, slot_id, locked)
                    row = await connection.fetchrow(f"{SESSIONS} where s.id = $1", slot_id)
                    yield Everybody(session_of(row), await self._open(turn, people), connection)
                    await turn.finish()
                finally:
                    await _unlock(turn, locked)

    async def _open(self, turn: TurnConnection, people: tuple[Person, ...],
                    ) -> tuple[tuple[Person, OpenRecord], ...]:
        opened = []
        for person in people:
            try:
                opened.append((person, await self._store.record(turn, person.conversation_id)))
            except ConversationUnknown:
                continue  # Erased a moment ago.
        return tuple(opened)


async def _lock(turn: TurnConnection, slot_id: int, locked: list[str]) -> tuple[Person, ...]:
    """Lock until nobody is on the list whose conversation is not locked; ``locked`` is added to."""
    while True:
        for conversation_id in sorted(_ids(await people_of(turn.connection, slot_id)) - set(locked)):
            await turn.connection.execute(LOCK, conversation_id)
            locked.append(conversation_id)
        await turn.begin()
        await turn.connection.execute(_LOCK_SESSION, slot_id)
        people = await people_of(turn.connection, slot_id)
        if _ids(people) <= set(locked):
            return people
        await turn.roll_back()


def _ids(people: tuple[Person, ...]) -> set[str]:
    return {person.conversation_id for person in people}


async def _unlock(turn: TurnConnection, locked: list[str]) -> None:
    if turn.connection.is_closed():
        return
    await turn.roll_back()
    for conversation_id in locked:
        await turn.connection.execute(NOTIFY_AND_UNLOCK, conversation_id, notice(conversation_id))
    await turn.connection.execute("select pg_advisory_unlock($1)", _ONE_AT_A_TIME)
