"""Does whoever waits for a lost database hear "not now, try again", whatever they asked?"""

from __future__ import annotations

import inspect
from unittest.mock import MagicMock

import pytest

from bot.adapters.desk_postgres import PostgresDesk
from bot.adapters.staff_postgres import PostgresStaff
from bot.adapters.store_postgres import PostgresStore
from bot.core.errors import StoreUnavailable

ON_THE_LINE_OF_A_CALLER = {"record"}
"""Reads on a connection that its caller opened, and who opens one says so when it is lost."""

METHODS = [
    pytest.param(kind, name, id=f"{kind.__name__}.{name}")
    for kind in (PostgresStore, PostgresDesk, PostgresStaff)
    for name, method in vars(kind).items()
    if inspect.iscoroutinefunction(method) and not ON_THE_LINE_OF_A_CALLER & {name}
]


@pytest.mark.parametrize("kind, name", METHODS)
async def test_a_lost_database_is_a_store_that_is_not_available(kind, name, pool):
    await pool.close()
    method = getattr(kind(pool), name)
    with pytest.raises(StoreUnavailable):
        await method(*(MagicMock() for _ in inspect.signature(method).parameters))


async def test_a_turn_on_a_lost_database_does_not_begin(pool):
    await pool.close()
    with pytest.raises(StoreUnavailable):
        async with PostgresStore(pool).open("c1", None, None, MagicMock()):
            pass
