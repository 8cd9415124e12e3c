"""Where does the desk find its cases and its log, and who waits for a person?

Implements ``bot.services.desk.DeskStore`` and ``bot.services.escalation.WaitingStore``.
"""

from __future__ import annotations

from datetime import datetime

import asyncpg

from bot.adapters.case_json import case_from_doc
from bot.adapters.store_errors import store_errors
from bot.core.case import Case
from bot.core.decision import Decision
from bot.core.errors import ConversationUnknown

MOST_OPEN, MOST_CLOSED = 500, 200
"""Cases in one list.  The open ones come in the order of the desk, of the closed ones the latest."""

_CASES = f"""
(select case_doc, opened_at from conversations
 where profile = $1 and on_desk and closed_at is null and erased_at is null
 order by urgency desc, waiting_since nulls last, opened_at
 limit {MOST_OPEN})
union all
(select case_doc, opened_at from conversations
 where profile = $1 and on_desk and closed_at is not null and erased_at is null
 order by closed_at desc
 limit {MOST_CLOSED})
"""
_OPENED_AT = "select opened_at from conversations where id = $1 and on_desk and erased_at is null"
_DECISIONS = """
select staff_name, action, at, reason_code, detail from decisions
where conversation_id = $1 order by seq
"""
_WAITING = """
select case_doc from conversations
where handoff_state in ('requested', 'waiting') and erased_at is null
"""


class PostgresDesk:
    """Reads the tables ``conversations`` and ``decisions``; a turn writes them."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def cases(self, profile: str) -> tuple[tuple[Case, datetime], ...]:
        """Cases that staff may see, with the moment of first contact."""
        with store_errors():
            rows = await self._pool.fetch(_CASES, profile)
            return tuple((case_from_doc(row["case_doc"]), row["opened_at"]) for row in rows)

    async def opened_at(self, conversation_id: str) -> datetime:
        """The moment of first contact.  Raises ConversationUnknown, also when staff may not see it."""
        with store_errors():
            at = await self._pool.fetchval(_OPENED_AT, conversation_id)
            if at is None:
                raise ConversationUnknown(conversation_id)
            return at

    async def waiting(self) -> tuple[Case, ...]:
        """Cases of every profile whose resident waits for a person."""
        with store_errors():
            return tuple(case_from_doc(row["case_doc"]) for row in await self._pool.fetch(_WAITING))

    async def decisions(self, conversation_id: str) -> tuple[Decision, ...]:
        """The log of one case, oldest first."""
        with store_errors():
            rows = await self._pool.fetch(_DECISIONS, conversation_id)
            return tuple(Decision(**row) for row in rows)
