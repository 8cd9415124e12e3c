"""Does every calendar, our own or one from outside, keep what the port promises?

A new plug-in joins by a line in ``WORLDS``: how its calendar is filled, and how one resident sees it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest

from bot.adapters.slots_postgres import add_slots
from bot.adapters.store_postgres import PostgresStore
from bot.bootstrap import CALENDARS
from bot.core.calendars import Slot, Wanted
from bot.core.demo_calendar import NewSlot
from bot.core.errors import SlotTaken
from bot.core.talk import Talk
from bot.core.vocabulary import CALENDAR_PLUGINS
from tests.fakes import NOW
from tests.jan import jan
from tests.outside_calendar import OutsideCalendar, OutsideSystem

TALK, SESSION, DESK, HALL = "second_talk", "information", "balie", "zaal"
LATER = NOW + timedelta(days=60)


class OwnWorld:
    """Our own calendar, on a real database; each visit is a turn of a resident."""

    def __init__(self, pool) -> None:
        self._pool, self._store = pool, PostgresStore(pool)

    async def fill(self, slots) -> None:
        await add_slots(self._pool, slots)
        for name in ("jan", "fatma"):
            await self._store.create(jan(id=name, appointments=()), Talk(), None, NOW)

    @asynccontextmanager
    async def seen_by(self, resident):
        async with self._store.open(resident, None, None, NOW) as opened:
            yield opened.calendar
            await opened.save((), None, NOW)


class OutsideWorld:
    """A calendar that somebody else keeps."""

    def __init__(self, pool) -> None:
        self._system = OutsideSystem()

    async def fill(self, slots) -> None:
        shared = [name for name in Slot.__slots__ if hasattr(slots[0], name)]
        for number, new in enumerate(slots):
            values = {name: getattr(new, name) for name in shared}
            self._system.slots.append(Slot(id=str(number), seats_left=new.seats, **values))

    @asynccontextmanager
    async def seen_by(self, resident):
        yield OutsideCalendar(self._system, resident)


WORLDS = {"own": OwnWorld, "outside": OutsideWorld}


def moment(days, kind=TALK, place=DESK, **differs):
    at = NOW + timedelta(days=days)
    usual = {"team": None, "role": "integral_intaker", "intaker": f"{kind}{days}{differs}"}
    return NewSlot("alphen-2015", kind, place=place, starts_at=at, ends_at=at + timedelta(hours=1),
                   **{**usual, **differs})


@pytest.fixture(params=WORLDS)
async def world(request, pool):
    """A calendar with a talk tomorrow and the day after, and a session of three seats."""
    world = WORLDS[request.param](pool)
    await world.fill([
        moment(1), moment(2, team="team-1", languages=("nl", "ti"), step_free=True, specialism="wonen"),
        moment(3, team="team-2", interpreter=True), moment(5, SESSION, HALL, seats=3), moment(-1),
    ])
    return world


def test_every_plugin_that_a_profile_can_name_is_tried():
    assert CALENDARS.keys() == CALENDAR_PLUGINS
    assert WORLDS.keys() >= CALENDAR_PLUGINS


async def days_of(calendar, wanted, limit=9):
    return [(slot.starts_at - NOW).days for slot in await calendar.times(wanted, NOW, LATER, limit)]


async def take(calendar, wanted):
    slot, *_ = await calendar.times(wanted, NOW, LATER, 1)
    fields = dict.fromkeys(await calendar.required_fields(wanted.product), "1")
    return await calendar.create(slot, wanted, fields)


async def test_it_tells_what_can_be_had_where_and_on_which_dates(world):
    async with world.seen_by("jan") as calendar:
        assert await calendar.products(NOW) == (SESSION, TALK)
        assert await calendar.locations(SESSION, NOW) == (HALL,)
        days = await calendar.dates(Wanted(TALK), NOW, NOW + timedelta(days=2))
        assert days == (date(2026, 11, 27), date(2026, 11, 28))


FITTING = {
    # wish: days from now of what fits
    "any talk": (Wanted(TALK), [1, 2, 3]),
    "of a team, or of none": (Wanted(TALK, team="team-2"), [1, 3]),
    "in a language": (Wanted(TALK, language="ti"), [2]),
    "with an interpreter": (Wanted(TALK, interpreter=True), [3]),
    "without a step": (Wanted(TALK, step_free=True), [2]),
    "of a specialism, or of any": (Wanted(TALK, specialism="schulden"), [1, 3]),
    "two seats together": (Wanted(TALK, places=2), []),
    "three seats of a session": (Wanted(SESSION, places=3), [5]),
    "in another place": (Wanted(TALK, place=HALL), []),
}


@pytest.mark.parametrize(("wanted", "expected"), FITTING.values(), ids=FITTING)
async def test_only_moments_that_fit_come_soonest_first_and_never_one_that_is_over(world, wanted, expected):
    async with world.seen_by("jan") as calendar:
        assert await days_of(calendar, wanted) == expected


async def test_both_ends_of_a_period_belong_to_it(world):
    async with world.seen_by("jan") as calendar:
        first, last = NOW + timedelta(days=1), NOW + timedelta(days=2)
        assert len(await calendar.times(Wanted(TALK), first, last, 9)) == 2
        later = timedelta(seconds=1)
        assert await calendar.times(Wanted(TALK), first + later, last - later, 9) == ()


async def test_a_booking_can_be_looked_up_and_takes_its_seat(world):
    async with world.seen_by("jan") as calendar:
        booking = await take(calendar, Wanted(TALK))
    async with world.seen_by("jan") as calendar:
        found = await calendar.details(booking.id)
        assert (found.id, found.status) == (booking.id, "confirmed")
        assert found.slot.starts_at == NOW + timedelta(days=1)
        assert await days_of(calendar, Wanted(TALK)) == [2, 3]


async def test_what_is_given_back_is_free_again_and_a_second_time_changes_nothing(world):
    async with world.seen_by("jan") as calendar:
        booking = await take(calendar, Wanted(TALK))
    for _ in range(2):
        async with world.seen_by("jan") as calendar:
            await calendar.delete(booking.id)
    async with world.seen_by("fatma") as calendar:
        assert await days_of(calendar, Wanted(TALK)) == [1, 2, 3]


async def test_a_full_moment_is_refused(world):
    async with world.seen_by("fatma") as calendar:
        slot, *_ = await calendar.times(Wanted(TALK), NOW, LATER, 1)
    async with world.seen_by("jan") as calendar:
        await calendar.create(slot, Wanted(TALK), {"phone": "1"})
    async with world.seen_by("fatma") as calendar:
        with pytest.raises(SlotTaken):
            await calendar.create(slot, Wanted(TALK), {"phone": "1"})


async def test_a_session_has_seats_left_until_its_room_is_full(world):
    async with world.seen_by("jan") as calendar:
        await take(calendar, Wanted(SESSION, places=2))
    async with world.seen_by("fatma") as calendar:
        slot, *_ = await calendar.times(Wanted(SESSION), NOW, LATER, 1)
        assert (slot.seats, slot.seats_left) == (3, 1)
        assert await days_of(calendar, Wanted(SESSION, places=2)) == []


async def test_nobody_has_two_seats_in_one_session(world):
    async with world.seen_by("jan") as calendar:
        await take(calendar, Wanted(SESSION))
    async with world.seen_by("jan") as calendar:
        assert await days_of(calendar, Wanted(SESSION)) == []


async def test_a_booking_is_of_one_resident_only(world):
    async with world.seen_by("jan") as calendar:
        booking = await take(calendar, Wanted(TALK))
    async with world.seen_by("fatma") as calendar:
        assert await calendar.details(booking.id) is None
        await calendar.delete(booking.id)
    async with world.seen_by("jan") as calendar:
        assert (await calendar.details(booking.id)).status == "confirmed"


async def test_a_link_to_cancel_is_an_address_or_nothing(world):
    async with world.seen_by("jan") as calendar:
        link = await calendar.cancel_link((await take(calendar, Wanted(TALK))).id)
    assert link is None or link.startswith("https://")
