"""Where are the letters kept that are still to be said?

Flow: a turn -> ``TurnOutbox`` in its transaction; the watch -> ``PostgresOutbox`` -> a turn for each.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import asyncpg
import msgspec

from bot.adapters.store_errors import store_errors
from bot.adapters.turn_connection import TurnConnection
from bot.core.messages import Say
from bot.core.outbox import KeptLetter, Letter

_SEND = """
insert into outbox (conversation_id, dedupe, due_at, say, question, about) values ($1, $2, $3, $4, $5, $6)
on conflict (conversation_id, dedupe) do nothing
"""
_NEXT_DUE = """
select * from outbox
where conversation_id = $1 and state = 'pending' and due_at <= $2 and ($3 or say is not null)
order by due_at, id limit 1
"""
_SETTLE = "update outbox set state = $2, attempts = $3, due_at = $4, sent_at = $5 where id = $1"
# Those that have to wait are not among the 200, or they would keep all others from their turn.
_DUE = """
select o.conversation_id from outbox o join conversations c on c.id = o.conversation_id
where o.state = 'pending' and o.due_at <= $1 and c.handoff_state <> 'active'
    and (o.say is not null or c.case_doc -> 'crisis' = '[]')
group by o.conversation_id order by min(o.due_at) limit 200
"""


class TurnOutbox:
    """Implements ``bot.core.ports.Outbox`` for the conversation of a turn."""

    def __init__(self, turn: TurnConnection, conversation_id: str) -> None:
        self._turn = turn
        self._id = conversation_id

    async def send(self, letter: Letter) -> None:
        """Say this later; the same letter twice is one."""
        await self._turn.begin()
        await enqueue(self._turn.connection, self._id, letter)

    async def next_due(self, now: datetime, questions: bool = True) -> KeptLetter | None:
        """The oldest letter that is due; without ``questions`` none that only asks something."""
        row = await self._turn.connection.fetchrow(_NEXT_DUE, self._id, now, questions)
        return _kept(row) if row else None

    async def settle(self, kept: KeptLetter) -> None:
        """Keep what became of a letter, with the turn."""
        await self._turn.begin()
        await self._turn.connection.execute(
            _SETTLE, kept.id, kept.state, kept.attempts, kept.letter.due_at, kept.sent_at)


class PostgresOutbox:
    """Implements ``bot.services.outbox.OutboxStore``."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def due(self, now: datetime) -> tuple[str, ...]:
        """Conversations with a letter that can be said now, the longest waiting first; at most 200."""
        with store_errors():
            return tuple(row["conversation_id"] for row in await self._pool.fetch(_DUE, now))

    async def letters(self, conversation_id: str) -> tuple[KeptLetter, ...]:
        """Every letter of a conversation, in the order in which they are said."""
        with store_errors():
            rows = await self._pool.fetch(
                "select * from outbox where conversation_id = $1 order by due_at, id", conversation_id)
        return tuple(map(_kept, rows))


async def enqueue(connection: asyncpg.Connection, conversation_id: str, letter: Letter) -> None:
    """Write a letter in the transaction of a connection."""
    say = msgspec.to_builtins(letter.say) if letter.say else None
    await connection.execute(_SEND, conversation_id, letter.dedupe, letter.due_at, say, letter.question,
                             letter.about)


def _kept(row: Any) -> KeptLetter:
    say = msgspec.convert(row["say"], Say) if row["say"] else None
    letter = Letter(row["dedupe"], row["due_at"], say, row["question"], row["about"])
    return KeptLetter(row["id"], letter, row["state"], row["attempts"], row["sent_at"])
