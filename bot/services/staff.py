"""Who works at the desk, and is this browser theirs?

Flow: login page -> ``Staff.log_in`` -> a token in a cookie -> ``Staff.session`` on every request.
The database holds only a hash of the token.  An unknown name takes as long and says the
same as a wrong password.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.errors import VoordeurError
from bot.core.inbound_text import clean
from bot.core.ports import Clock
from bot.services.throttle import Throttle

LONGEST_SESSION = timedelta(hours=8)
LONGEST_IDLE = timedelta(minutes=30)
SHORTEST_PASSWORD = 12
"""Characters."""

LONGEST_NAME = 40
LONGEST_PASSWORD = 256
"""Characters; a longer one is refused before it costs time."""

FIRST_NAME, KEEPER = "balie", "desk"
"""The first account, and the role that looks after the accounts."""

_TOUCH_EVERY = timedelta(minutes=1)  # A write a minute is enough to know who is idle.
_HASHES_AT_ONCE = 2  # One hash takes 64 MB.


class TooManyAttempts(VoordeurError):
    """Wait before you try to log in again."""

    key = "error.too_many_attempts"


class PasswordTooWeak(VoordeurError):
    """Shorter than ``SHORTEST_PASSWORD`` or longer than ``LONGEST_PASSWORD``."""

    key = "error.password_length"


class NoSuchName(VoordeurError):
    """There is no account with this name."""

    key = "error.no_such_name"


class NameTaken(VoordeurError):
    """There is an account with this name, or it is empty."""

    key = "error.name_taken"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person at the desk.

    Attributes:
        name: Login name.
        display_name: What residents and colleagues read.
        role: Role of the glossary, e.g. ``first_line``; ``desk`` looks after the accounts.
        must_choose_password: The password was handed out and serves once.
    """

    name: str
    display_name: str
    role: str
    must_choose_password: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is logged in; ``csrf`` must come back with every form."""

    member: StaffMember
    csrf: str
    created_at: datetime
    seen_at: datetime


class StaffStore(Protocol):
    """Accounts and sessions in the database.  Every method may raise StoreUnavailable."""

    async def is_empty(self) -> bool:
        """Whether there is no account yet."""

    async def add(self, member: StaffMember, password_hash: str, at: datetime) -> bool:
        """Keep a new account; False when the name is taken."""

    async def find(self, name: str) -> tuple[StaffMember, str] | None:
        """The account and its password hash."""

    async def members(self) -> tuple[StaffMember, ...]:
        """All accounts, by name."""

    async def update(self, member: StaffMember, password_hash: str) -> None:
        """Keep an account with a new password, and end the sessions of the former."""

    async def remove(self, name: str) -> None:
        """Forget an account and its sessions."""

    async def start_session(
        self, token_hash: bytes, name: str, csrf: str, at: datetime, until: datetime
    ) -> None:
        """Keep a session, and forget those that are over."""

    async def session(self, token_hash: bytes) -> Session | None:
        """The session of a token, whatever its age."""

    async def touch(self, token_hash: bytes, at: datetime) -> None:
        """The person did something."""

    async def end_session(self, token_hash: bytes) -> None:
        """Forget a session."""


class Passwords(Protocol):
    """Slow one-way hashing; both methods take tens of milliseconds of one core."""

    def hash(self, password: str) -> str:
        """A salted hash."""

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password belongs to the hash."""


class Staff:
    """Accounts, log in and log out."""

    def __init__(self, store: StaffStore, passwords: Passwords, clock: Clock) -> None:
        self._store, self._passwords, self._clock = store, passwords, clock
        self._of_person = Throttle(5, timedelta(minutes=15))
        self._of_address = Throttle(30, timedelta(minutes=15))
        self._hashing = asyncio.Semaphore(_HASHES_AT_ONCE)
        self._nobodys_hash = ""

    async def first_login(self) -> tuple[str, str] | None:
        """Make the first account when there is none.

        Returns:
            Name and a password that serves once, or ``None`` when there are accounts.
        """
        if not await self._store.is_empty():
            return None
        return FIRST_NAME, await self.add(FIRST_NAME, FIRST_NAME.capitalize(), KEEPER)

    async def add(self, name: str, display_name: str, role: str) -> str:
        """Make an account.

        Returns:
            A password that serves once.

        Raises:
            NameTaken: The name is empty or in use.
        """
        password = secrets.token_urlsafe(12)
        shown = clean(display_name)[:LONGEST_NAME] or clean(name)[:LONGEST_NAME]
        member = StaffMember(_tidy(name), shown, role, must_choose_password=True)
        if not member.name or not await self._store.add(member, await self._hash(password), self._clock()):
            raise NameTaken(member.name)
        return password

    async def renew(self, name: str) -> str:
        """Give a colleague who forgot the password a new one; all their sessions end.

        Returns:
            A password that serves once.

        Raises:
            NoSuchName: There is no such account.
        """
        found = await self._store.find(_tidy(name))
        if found is None:
            raise NoSuchName(name)
        password = secrets.token_urlsafe(12)
        await self._store.update(replace(found[0], must_choose_password=True), await self._hash(password))
        return password

    async def remove(self, name: str) -> None:
        """Close the account of a colleague who left; the log of cases keeps the name."""
        await self._store.remove(_tidy(name))

    async def members(self) -> tuple[StaffMember, ...]:
        """All accounts, by name."""
        return await self._store.members()

    async def log_in(self, name: str, password: str, address: str) -> str | None:
        """Start a session.

        Args:
            name: As typed.
            password: As typed.
            address: Where the browser is; failures are counted for it.

        Returns:
            The token for the cookie, or ``None`` when name or password is wrong.

        Raises:
            TooManyAttempts: After 5 failures of this name from this address, or 30 from it, in 15 minutes.
        """
        now, name = self._clock(), _tidy(name)
        counts = ((self._of_person, (name, address)), (self._of_address, (address,)))
        if not all(throttle.allows(key, now) for throttle, key in counts):
            raise TooManyAttempts()
        # Counted before the slow comparison: guesses that come at the same moment count as well.
        for throttle, key in counts:
            throttle.failed(key, now)
        if not await self._is_right(name, password):
            return None
        for throttle, key in counts:
            throttle.forgive(key)
        return await self._start_session(name, now)

    async def session(self, token: str, active: bool = True) -> Session | None:
        """The session of a cookie, or ``None`` when it is over.

        Args:
            token: From the cookie.
            active: Whether a person did something; a page that refreshes itself keeps nobody logged in.
        """
        now, key = self._clock(), _hash_token(token)
        found = await self._store.session(key)
        if found is None or now - found.created_at >= LONGEST_SESSION or now - found.seen_at >= LONGEST_IDLE:
            return None
        if active and now - found.seen_at >= _TOUCH_EVERY:
            await self._store.touch(key, now)
        return found

    async def log_out(self, token: str) -> None:
        """End the session of a cookie."""
        await self._store.end_session(_hash_token(token))

    async def choose_password(self, member: StaffMember, display_name: str, password: str) -> str:
        """Keep the password that the person chose; all sessions of this account end.

        Returns:
            The token of a new session.

        Raises:
            PasswordTooWeak: Its length is outside the limits.
        """
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise PasswordTooWeak()
        name = clean(display_name)[:LONGEST_NAME] or member.display_name
        chosen = replace(member, display_name=name, must_choose_password=False)
        await self._store.update(chosen, await self._hash(password))
        return await self._start_session(member.name, self._clock())

    async def _start_session(self, name: str, now: datetime) -> str:
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        await self._store.start_session(_hash_token(token), name, csrf, now, now + LONGEST_SESSION)
        return token

    async def _is_right(self, name: str, password: str) -> bool:
        """Compare even for a name that nobody has, so that the time it takes tells nothing."""
        found = await self._store.find(name)
        self._nobodys_hash = self._nobodys_hash or await self._hash(secrets.token_urlsafe(12))
        password_hash = found[1] if found else self._nobodys_hash
        async with self._hashing:
            given = password[:LONGEST_PASSWORD]
            right = await asyncio.to_thread(self._passwords.verify, password_hash, given)
        return right and found is not None

    async def _hash(self, password: str) -> str:
        async with self._hashing:
            return await asyncio.to_thread(self._passwords.hash, password)


def _tidy(name: str) -> str:
    return clean(name).casefold()[:LONGEST_NAME]


def _hash_token(token: str) -> bytes:
    """The token is random and long, so a quick hash is enough."""
    return hashlib.sha256(token.encode()).digest()
