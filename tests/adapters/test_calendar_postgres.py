"""Do the tables themselves hold the limits of a room and the hours of an intaker?"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from bot.adapters.slots_postgres import add_slots
from bot.adapters.store_postgres import PostgresStore
from bot.core.calendars import Wanted
from bot.core.demo_calendar import NewSlot
from bot.core.errors import SlotTaken
from bot.core.talk import Talk
from tests.fakes import NOW
from tests.jan import jan

HOUR = timedelta(hours=1)
AT = NOW + timedelta(days=1)
TALK, OTHER, SESSION = Wanted("second_talk"), Wanted("specialist_talk"), Wanted("information")
LOCKS = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"


def moment(kind=TALK.product, at=AT, intaker="Ans", **differs):
    return NewSlot("alphen-2015", kind, None, "specialist", intaker, "balie", at, at + HOUR, **differs)


@pytest.fixture
async def store(pool):
    store = PostgresStore(pool)
    for name in ("jan", "fatma", "piet"):
        await store.create(jan(id=name, appointments=()), Talk(), None, NOW)
    return store


async def book(store, name, wanted):
    """One turn that takes the soonest; the id of the booking."""
    async with store.open(name, None, None, NOW) as opened:
        slot, *_ = await opened.calendar.times(wanted, NOW, NOW + 10 * HOUR * 24, 1)
        booking = await opened.calendar.create(slot, wanted, {})
        await opened.save((), None, NOW)
        return booking.id


async def counted(pool):
    return tuple(await pool.fetchrow("select sum(confirmed)::int, sum(invited)::int from slots"))


COUNTED = [
    # status, seats taken, invitations
    ("invited", 0, 2), ("confirmed", 2, 2), ("waiting", 0, 0), ("offered", 2, 2), ("released", 0, 0),
    ("attended", 2, 2), ("missed", 0, 2),
]
INSERT = """
insert into bookings (slot_id, conversation_id, status, places, offered_until)
select id, $1, $2, 2, now() from slots
"""
NO_TIME_TO_ANSWER = """
insert into bookings (slot_id, conversation_id, status) select id, 'jan', 'offered' from slots
"""


@pytest.mark.parametrize(("status", "seats", "invitations"), COUNTED)
async def test_the_counters_follow_every_booking(store, pool, status, seats, invitations):
    await add_slots(pool, [moment(SESSION.product, seats=5, invited_max=9)])
    await pool.execute(INSERT, "jan", status)
    assert await counted(pool) == (seats, invitations)
    await pool.execute("update bookings set status = 'confirmed'")
    assert await counted(pool) == (2, 2)
    await pool.execute("delete from bookings")
    assert await counted(pool) == (0, 0)


REFUSED = {
    "more confirmed than seats": ("confirmed", "update slots set seats = 3"),
    "more invited than seats, where no more may be": ("invited", "update slots set seats = 3"),
    "more invited than the most": ("invited", "update slots set seats = 3, invited_max = 3"),
}


@pytest.mark.parametrize(("status", "room"), REFUSED.values(), ids=REFUSED)
async def test_no_statement_goes_over_a_limit(store, pool, status, room):
    await add_slots(pool, [moment(SESSION.product, seats=5)])
    await pool.execute(room)
    await pool.execute(INSERT, "jan", status)
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute(INSERT, "fatma", status)


async def test_more_may_be_invited_than_come_but_no_more_confirm_than_there_are_seats(store, pool):
    await add_slots(pool, [moment(SESSION.product, seats=2, invited_max=4)])
    for name in ("jan", "fatma"):
        await pool.execute(INSERT, name, "invited")
    await pool.execute("update bookings set status = 'confirmed' where conversation_id = 'jan'")
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute("update bookings set status = 'confirmed' where conversation_id = 'fatma'")


async def test_a_room_cannot_shrink_below_who_confirmed(store, pool):
    await add_slots(pool, [moment(SESSION.product, seats=2)])
    await pool.execute(INSERT, "jan", "confirmed")
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute("update slots set seats = 1")


async def test_an_offer_has_a_time_in_which_to_answer(store, pool):
    await add_slots(pool, [moment()])
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute(NO_TIME_TO_ANSWER)


async def test_a_booking_does_not_move_to_another_moment(store, pool):
    await add_slots(pool, [moment(), moment(at=AT + HOUR)])
    await book(store, "jan", TALK)
    with pytest.raises(asyncpg.RestrictViolationError):
        await pool.execute("update bookings set slot_id = (select max(id) from slots)")


OVERLAPS = {
    # what of the same intaker is taken: shown to the next resident
    "another kind at that hour": (moment(OTHER.product), [1, 2]),
    "half an hour later": (moment(OTHER.product, AT + HOUR / 2), [2]),
    "right after it": (moment(OTHER.product, AT + HOUR), [0, 2]),
    "of somebody else": (moment(OTHER.product, AT, "Bert"), [0, 1, 2]),
    "a group session": (moment(OTHER.product, AT, seats=2), [0, 1, 2]),
}


@pytest.mark.parametrize(("taken", "left"), OVERLAPS.values(), ids=OVERLAPS)
async def test_an_intaker_who_has_a_talk_is_not_offered_at_that_hour(store, pool, taken, left):
    await add_slots(pool, [taken, *(moment(at=AT + n * HOUR) for n in range(3))])
    await book(store, "jan", OTHER)
    async with store.open("fatma", None, None, NOW) as opened:
        free = await opened.calendar.times(TALK, NOW, AT + 9 * HOUR, 9)
    assert [(slot.starts_at - AT) // HOUR for slot in free] == left


async def test_two_who_take_one_intaker_at_the_same_moment_get_one_talk(store, pool):
    await add_slots(pool, [moment(), moment(OTHER.product, AT + HOUR / 2)])
    async with store.open("jan", None, None, NOW) as opened:
        slot, *_ = await opened.calendar.times(TALK, NOW, AT, 1)
        await opened.calendar.create(slot, TALK, {})
        late = asyncio.create_task(book(store, "fatma", OTHER))
        while not await pool.fetchval(LOCKS):
            await asyncio.sleep(0.01)
        await opened.save((), None, NOW)
    with pytest.raises(SlotTaken):
        await late


async def test_whoever_loses_a_seat_can_go_on_in_the_same_turn(store, pool):
    await add_slots(pool, [moment(), moment(at=AT + HOUR)])
    async with store.open("fatma", None, None, NOW) as opened:
        first, second = await opened.calendar.times(TALK, NOW, AT + HOUR, 2)
        await book(store, "jan", TALK)
        with pytest.raises(SlotTaken):
            await opened.calendar.create(first, TALK, {})
        await opened.calendar.create(second, TALK, {})
        await opened.save((), None, NOW)
    rows = await pool.fetch("select conversation_id from bookings order by slot_id")
    assert [row["conversation_id"] for row in rows] == ["jan", "fatma"]


async def test_two_who_change_places_do_not_wait_for_each_other_for_ever(store, pool):
    await add_slots(pool, [moment(SESSION.product, AT + n * HOUR, f"room {n}", seats=2) for n in range(2)])
    first, second = await book(store, "jan", SESSION), None
    async with store.open("fatma", None, None, NOW) as opened:
        slots = await opened.calendar.times(SESSION, NOW, AT + HOUR, 2)
        second = (await opened.calendar.create(slots[1], SESSION, {})).id
        await opened.save((), None, NOW)
    await asyncio.wait_for(
        asyncio.gather(_move(store, "jan", slots[1], first), _move(store, "fatma", slots[0], second)), 10)
    left = "select conversation_id from bookings where status = 'confirmed' order by slot_id"
    assert [row["conversation_id"] for row in await pool.fetch(left)] == ["fatma", "jan"]


async def _move(store, name, slot, former):
    async with store.open(name, None, None, NOW) as opened:
        await opened.calendar.create(slot, SESSION, {})
        await asyncio.sleep(0.1)
        await opened.calendar.delete(former)
        await opened.save((), None, NOW)


async def test_a_session_that_is_cancelled_while_somebody_books_it_is_refused(store, pool):
    await add_slots(pool, [moment(SESSION.product, seats=5)])
    async with store.open("jan", None, None, NOW) as opened:
        slot, *_ = await opened.calendar.times(SESSION, NOW, AT, 1)
        await pool.execute("update slots set status = 'cancelled', sequence = sequence + 1")
        with pytest.raises(SlotTaken):
            await opened.calendar.create(slot, SESSION, {})
        assert await opened.calendar.times(SESSION, NOW, AT, 1) == ()
