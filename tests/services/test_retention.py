"""What is kept too long goes by itself; what is still needed stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.retention_postgres import PostgresRetention
from bot.adapters.slots_postgres import add_slots
from bot.core.demo_calendar import slot_at
from bot.core.errors import ConversationUnknown
from bot.services.retention import Retention
from tests.fakes import NOW

HERE = "alphen-2015"
DAYS = 28


@pytest.fixture
def kept_for(conversations, pool):
    """The sweep of a municipality that keeps cases for some days, or says nothing about it."""

    def make(days: int | None, later: timedelta) -> Retention:
        catalog = conversations.turns.catalog
        profile = replace(catalog.profiles[HERE], retention_days=days)
        changed = replace(catalog, profiles={HERE: profile})
        return Retention(PostgresRetention(pool), conversations, changed, lambda: NOW + later)

    return make


CASES = [
    # kept for, after,                     erased
    (DAYS, timedelta(days=DAYS, seconds=1), 1),  # a second too long
    (DAYS, timedelta(days=DAYS), 0),             # not a second too long
    (None, timedelta(days=9999), 0),             # a demonstration says nothing
]


@pytest.mark.parametrize("days, later, erased", CASES)
async def test_a_case_without_a_word_for_long_is_erased(conversations, kept_for, days, later, erased):
    jan = (await conversations.open(HERE, "webchat", "nl")).id

    assert await kept_for(days, later).sweep() == erased
    if erased:
        with pytest.raises(ConversationUnknown):
            await conversations.case(jan)
        assert await kept_for(days, later).sweep() == 0


async def test_a_case_with_a_talk_to_come_stays_until_it_is_over(conversations, kept_for, pool):
    jan = (await conversations.open(HERE, "webchat", "nl")).id
    profile = conversations.turns.catalog.profiles[HERE]
    talk = slot_at(profile, profile.appointments["second_talk"], NOW + timedelta(days=60))
    await add_slots(pool, [talk])
    await pool.execute("insert into bookings (slot_id, conversation_id) select id, $1 from slots", jan)

    assert await kept_for(DAYS, timedelta(days=59)).sweep() == 0
    assert await kept_for(DAYS, timedelta(days=61)).sweep() == 1
