"""Where do accounts and sessions of the desk stand?  Implements ``bot.services.staff.StaffStore``."""

from __future__ import annotations

from datetime import datetime

import asyncpg

from bot.adapters.store_errors import store_errors
from bot.services.staff import Session, StaffMember

_UPDATE = """
update staff set password_hash = $2, display_name = $3, must_choose_password = $4 where name = $1
"""
_ADD = """
insert into staff (name, display_name, password_hash, role, created_at, must_choose_password)
values ($1, $2, $3, $4, $5, $6) on conflict (name) do nothing returning name
"""
_TOUCH = "update staff_sessions set seen_at = $2 where token_hash = $1"
_START = """
insert into staff_sessions (token_hash, staff_name, csrf, created_at, seen_at, expires_at)
values ($1, $2, $3, $4, $4, $5)
"""
_MEMBER = "s.name, s.display_name, s.role, s.must_choose_password"


class PostgresStaff:
    """Tables ``staff`` and ``staff_sessions``."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def is_empty(self) -> bool:
        """Whether there is no account yet."""
        with store_errors():
            return not await self._pool.fetchval("select exists (select from staff)")

    async def add(self, member: StaffMember, password_hash: str, at: datetime) -> bool:
        """Keep a new account; False when the name is taken, also by a process that was a moment earlier."""
        with store_errors():
            added = await self._pool.fetchval(
                _ADD, member.name, member.display_name, password_hash, member.role, at,
                member.must_choose_password,
            )  # fmt: skip
            return added is not None

    async def find(self, name: str) -> tuple[StaffMember, str] | None:
        """The account and its password hash."""
        with store_errors():
            query = f"select {_MEMBER}, s.password_hash from staff s where s.name = $1"
            row = await self._pool.fetchrow(query, name)
            return (_member(row), row["password_hash"]) if row else None

    async def members(self) -> tuple[StaffMember, ...]:
        """All accounts, by name."""
        with store_errors():
            rows = await self._pool.fetch(f"select {_MEMBER} from staff s order by s.name")
            return tuple(map(_member, rows))

    async def update(self, member: StaffMember, password_hash: str) -> None:
        """Keep an account with a new password, and end the sessions of the former."""
        with store_errors():
            values = (member.name, password_hash, member.display_name, member.must_choose_password)
            async with self._pool.acquire() as connection, connection.transaction():
                await connection.execute(_UPDATE, *values)
                await connection.execute("delete from staff_sessions where staff_name = $1", member.name)

    async def remove(self, name: str) -> None:
        """Forget an account and, by the cascade, its sessions."""
        with store_errors():
            await self._pool.execute("delete from staff where name = $1", name)

    async def start_session(
        self, token_hash: bytes, name: str, csrf: str, at: datetime, until: datetime
    ) -> None:
        """Keep a session, and forget those that are over."""
        with store_errors():
            async with self._pool.acquire() as connection, connection.transaction():
                await connection.execute("delete from staff_sessions where expires_at <= $1", at)
                await connection.execute(
                    _START, token_hash, name, csrf, at, until,
                )  # fmt: skip

    async def session(self, token_hash: bytes) -> Session | None:
        """The session of a token, whatever its age."""
        with store_errors():
            row = await self._pool.fetchrow(
                f"select {_MEMBER}, t.csrf, t.created_at, t.seen_at from staff_sessions t"
                " join staff s on s.name = t.staff_name where t.token_hash = $1",
                token_hash,
            )
            return Session(_member(row), row["csrf"], row["created_at"], row["seen_at"]) if row else None

    async def touch(self, token_hash: bytes, at: datetime) -> None:
        """The person did something."""
        with store_errors():
            await self._pool.execute(_TOUCH, token_hash, at)

    async def end_session(self, token_hash: bytes) -> None:
        """Forget a session."""
        with store_errors():
            await self._pool.execute("delete from staff_sessions where token_hash = $1", token_hash)


def _member(row: asyncpg.Record) -> StaffMember:
    return StaffMember(row["name"], row["display_name"], row["role"], row["must_choose_password"])
