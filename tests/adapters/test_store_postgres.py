"""Is nothing lost, said twice, booked twice or left behind, however many processes there are?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import asyncpg
import pytest

from bot.adapters.postgres import connect
from bot.adapters.slots_postgres import add_slots
from bot.adapters.store_postgres import PostgresStore
from bot.core.calendars import Wanted
from bot.core.decision import Decision
from bot.core.demo_calendar import slot_at
from bot.core.errors import ConversationUnknown, SlotTaken, StoreUnavailable
from bot.core.messages import Say
from bot.core.resume_codes import hash_code
from bot.core.talk import Talk
from tests.fakes import NOW, the_catalog
from tests.jan import jan

CANARY = "kanarie"
TOKEN = b"t" * 32
PROFILE = the_catalog().profiles["alphen-2015"]
KIND = PROFILE.appointments["second_talk"]
WANTED = Wanted(KIND.id)


@pytest.fixture
async def other_pool(own_database_url):
    """Another process, as far as the database can tell."""
    pool = await connect(own_database_url, size=5)
    yield pool
    await pool.close()


@pytest.fixture
async def store(pool):
    """A store with one conversation of Jan, without an appointment."""
    store = PostgresStore(pool)
    await store.create(jan(appointments=()), Talk(), TOKEN, NOW)
    return store


async def free(pool, number):
    """Add this many talks, each at its own moment."""
    starts = (NOW + timedelta(days=1, hours=2 * count) for count in range(number))
    await add_slots(pool, [slot_at(PROFILE, KIND, start) for start in starts])


async def soonest(opened, limit=10):
    return await opened.calendar.times(WANTED, NOW, NOW + timedelta(days=30), limit)


async def take(opened, slot):
    return await opened.calendar.create(slot, WANTED, {})


async def taken(pool):
    query = "select conversation_id from bookings where status = 'confirmed' order by conversation_id"
    return [row["conversation_id"] for row in await pool.fetch(query)]


async def test_a_turn_waits_for_the_turn_of_another_process(store, other_pool):
    events = []
    async with store.open(jan().id, None, None, NOW):
        other = asyncio.create_task(_open_and_note(PostgresStore(other_pool), events))
        await asyncio.sleep(0.2)
        events.append("first done")
    await other
    assert events == ["first done", "second opened"]


async def _open_and_note(store, events):
    async with store.open(jan().id, None, None, NOW):
        events.append("second opened")


async def test_a_message_is_kept_also_when_its_turn_breaks(store):
    with pytest.raises(ZeroDivisionError):
        async with store.open(jan().id, {"text": "hallo"}, "m1", NOW) as opened:
            opened.record.case = replace(opened.record.case, reason="weg")
            raise ZeroDivisionError
    lines = await store.transcript(jan().id, 0)
    assert [(line.sender, line.body) for line in lines] == [("resident", {"text": "hallo"})]
    assert (await store.case(jan().id)).reason == jan().reason


async def test_a_message_that_comes_again_names_its_first_time(store):
    opened = []
    for _ in range(2):
        async with store.open(jan().id, {"text": "hallo"}, "m1", NOW) as one:
            opened.append(one.record)
            await one.save((Say("thank"),), None, NOW)
    first, again = opened
    assert (again.repeat_of, again.last_seq) == (first.last_seq, first.last_seq)


async def test_the_lock_is_free_after_a_turn_that_broke(store, pool):
    with pytest.raises(ZeroDivisionError):
        async with store.open(jan().id, None, None, NOW) as opened:
            await opened.log(Decision("fatima", "keep", NOW, None, {}))
            raise ZeroDivisionError
    assert await pool.fetchval("select count(*) from pg_locks where locktype = 'advisory'") == 0


async def test_a_connection_that_dies_in_a_turn_says_so_and_the_next_turn_works(store, pool):
    with pytest.raises(StoreUnavailable):
        async with store.open(jan().id, {"text": "hallo"}, "m1", NOW) as opened:
            await _kill_who_holds_a_lock(pool)
            await opened.save((Say("thank"),), None, NOW)
    async with store.open(jan().id, {"text": "hallo"}, "m1", NOW) as opened:
        await opened.save((Say("thank"),), None, NOW)
    assert [line.sender for line in await store.transcript(jan().id, 0)] == ["resident", "bot"]


async def _kill_who_holds_a_lock(pool):
    await pool.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'")


async def test_thirty_residents_for_five_talks_book_exactly_five(pool, other_pool):
    stores = [PostgresStore(pool), PostgresStore(other_pool)]
    await free(pool, 5)
    names = [f"resident{number}" for number in range(30)]
    for name in names:
        await stores[0].create(jan(id=name, appointments=()), Talk(), None, NOW)
    booked = await asyncio.gather(*(_book(stores[count % 2], name) for count, name in enumerate(names)))
    won = [name for name, slot in zip(names, booked, strict=True) if slot is not None]
    assert (len(won), await taken(pool)) == (5, sorted(won))


async def _book(store, name):
    """As the front door does: take the soonest; when somebody was first, look again."""
    async with store.open(name, None, None, NOW) as opened:
        while slots := await soonest(opened, 1):
            try:
                slot = await take(opened, slots[0])
            except SlotTaken:
                continue
            await opened.save((), None, NOW)
            return slot
    return None


async def test_a_booking_goes_with_its_turn(store, pool):
    await free(pool, 1)
    with pytest.raises(ZeroDivisionError):
        async with store.open(jan().id, None, None, NOW) as opened:
            await take(opened, (await soonest(opened))[0])
            raise ZeroDivisionError
    assert await taken(pool) == []


async def test_another_talk_gives_the_first_one_back(store, pool):
    await free(pool, 2)
    async with store.open(jan().id, None, None, NOW) as opened:
        first, second = await soonest(opened)
        booking = await take(opened, first)
        await opened.save((), None, NOW)
    async with store.open(jan().id, None, None, NOW) as opened:
        await take(opened, second)
        await opened.calendar.delete(booking.id)
        await opened.save((), None, NOW)
    async with store.open(jan().id, None, None, NOW) as opened:
        assert [slot.id for slot in await soonest(opened)] == [first.id]


async def test_a_device_opens_its_own_conversation_only(store):
    await store.create(jan(id="other"), Talk(), b"o" * 32, NOW)
    await store.add_device(jan().id, b"n" * 32, NOW)
    tokens = [TOKEN, b"n" * 32, b"o" * 32, b"x" * 32]
    assert [await store.authorized(jan().id, token) for token in tokens] == [True, True, False, False]


async def test_erasing_leaves_no_word_in_any_table(store, pool):
    await free(pool, 1)
    await _say_the_canary_everywhere(store)
    assert await _tables_with_a_word(pool) == {"conversations", "messages"}
    async with store.open(jan().id, None, None, NOW) as opened:
        await opened.erase(NOW)
    assert (await _tables_with_a_word(pool), await taken(pool)) == (set(), [])
    left = await pool.fetchval("select (select count(*) from devices) + (select count(*) from decisions)")
    assert left == 0
    assert await store.by_resume_code(hash_code(CANARY)) is None
    with pytest.raises(ConversationUnknown):
        await store.case(jan().id)


async def _say_the_canary_everywhere(store):
    async with store.open(jan().id, {"text": CANARY}, CANARY, NOW) as opened:
        record = opened.record
        record.case = replace(record.case, reason=CANARY)
        record.talk = replace(record.talk, last_words=CANARY)
        record.tracker = {"slots": {"word": CANARY}}
        record.resume_code_hash = hash_code(CANARY)
        await take(opened, (await soonest(opened))[0])
        await opened.log(Decision("fatima", "keep", NOW, None, {}))
        await opened.save((Say("thank", {"word": CANARY}),), ("fatima", CANARY), NOW)


async def _tables_with_a_word(pool):
    tables = await pool.fetch("select tablename from pg_tables where schemaname = 'public'")
    counts = {name: f"select count(*) from {name} t where t::text like '%{CANARY}%'" for (name,) in tables}
    return {name for name, query in counts.items() if await pool.fetchval(query)}


async def test_an_erased_conversation_takes_no_message(store):
    async with store.open(jan().id, None, None, NOW) as opened:
        await opened.erase(NOW)
    with pytest.raises(ConversationUnknown):
        async with store.open(jan().id, {"text": "hallo"}, None, NOW):
            pass
    assert await store.transcript(jan().id, 0) == ()


REWRITES = ("update messages set body = '{}'", "delete from messages", "delete from decisions")


@pytest.mark.parametrize("rewrite", REWRITES)
async def test_what_was_said_and_decided_cannot_be_rewritten(rewrite, store, pool):
    async with store.open(jan().id, {"text": "hallo"}, None, NOW) as opened:
        await opened.log(Decision("fatima", "keep", NOW, None, {}))
        await opened.save((), None, NOW)
    with pytest.raises(asyncpg.RestrictViolationError):
        await pool.execute(rewrite)
