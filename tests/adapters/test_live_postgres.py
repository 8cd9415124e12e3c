"""A change in one process is heard in every other, also after the line was down."""

from __future__ import annotations

import asyncio
import json

import asyncpg
import pytest

from bot.adapters.live_postgres import MISSED, LiveUpdates

SOON_S = 5


@pytest.fixture
async def live(database_url):
    updates = LiveUpdates(database_url)
    await updates.start()
    yield updates
    await updates.stop()


async def notify(url: str, payload: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("select pg_notify('voordeur', $1)", payload)
    await connection.close()


def message(conversation: str) -> str:
    return json.dumps({"conversation": conversation, "kind": "message"})


async def heard(subscription) -> dict:
    return dict(await asyncio.wait_for(anext(subscription), SOON_S))


async def test_everyone_who_subscribed_hears_a_change(database_url, live):
    desk, resident = live.subscribe(), live.subscribe("c1")
    await notify(database_url, message("c1"))
    expected = {"conversation": "c1", "kind": "message"}
    assert [await heard(desk), await heard(resident)] == [expected, expected]


async def test_a_resident_hears_nothing_of_another_conversation(database_url, live):
    resident = live.subscribe("c1")
    await notify(database_url, message("c2"))
    await notify(database_url, message("c1"))
    assert (await heard(resident))["conversation"] == "c1"


@pytest.mark.parametrize("payload", ["", "no json", "[]", "{}", "null"])
async def test_a_payload_that_is_not_ours_is_passed_over(payload, database_url, live):
    desk = live.subscribe()
    await notify(database_url, payload)
    await notify(database_url, message("c1"))
    assert (await heard(desk))["conversation"] == "c1"


async def test_a_slow_reader_is_told_to_read_again(live):
    desk = live.subscribe()
    for _ in range(1000):
        desk.offer({"conversation": "c1", "kind": "message"})
    waiting = [await heard(desk)]
    assert dict(MISSED) in waiting + [await heard(desk) for _ in range(200)]


async def test_who_has_gone_is_no_longer_told(database_url, live):
    gone, stays = live.subscribe("c1"), live.subscribe("c1")
    await gone.aclose()
    await notify(database_url, message("c1"))
    await heard(stays)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(gone), 0.05)


async def test_a_lost_line_is_opened_again_and_readers_are_told(database_url, live):
    desk = live.subscribe()
    killer = await asyncpg.connect(database_url)
    await killer.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where query ilike 'listen%' and pid <> pg_backend_pid()"
    )
    await killer.close()
    told = await heard(desk)
    await notify(database_url, message("c9"))
    assert [told, (await heard(desk))["conversation"]] == [dict(MISSED), "c9"]
