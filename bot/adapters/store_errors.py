"""Which errors of the database mean "not now, try again"?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from bot.core.errors import StoreUnavailable

_GONE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn the loss of the database into ``StoreUnavailable``."""
    try:
        yield
    except _GONE as error:
        raise StoreUnavailable(type(error).__name__) from error
