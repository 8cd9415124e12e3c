"""How does everything that belongs to one turn become one transaction?"""

from __future__ import annotations

import asyncpg


class TurnConnection:
    """The connection that holds a conversation's lock; its transaction begins with the first change.

    Attributes:
        connection: For reading, and for writing after ``begin``.
        changed: Something was committed, so others must be told.
    """

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.changed = False
        self._transaction: asyncpg.transaction.Transaction | None = None

    async def begin(self) -> None:
        """Begin, unless it was begun."""
        if self._transaction is None:
            self._transaction = self.connection.transaction()
            await self._transaction.start()

    async def commit(self) -> None:
        """Make what was done since ``begin`` last."""
        self.changed = True
        if self._transaction is not None:
            transaction, self._transaction = self._transaction, None
            await transaction.commit()

    async def roll_back(self) -> None:
        """Undo what an unfinished turn began."""
        if self._transaction is not None:
            transaction, self._transaction = self._transaction, None
            await transaction.rollback()
