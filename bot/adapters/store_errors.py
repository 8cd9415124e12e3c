"""Which errors of the database mean "not now, try again"?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from bot.core.errors import StoreUnavailable

# The server is gone, is starting or stopping, or has no connection left: the same for whoever waits.
_GONE = (
    OSError,  # A timeout is one too.
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # What a driver says whose server dies between two messages.
    asyncpg.PostgresConnectionError,
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn the loss of the database into ``StoreUnavailable``."""
    try:
        yield
    except _GONE as error:
        raise StoreUnavailable(type(error).__name__) from error
