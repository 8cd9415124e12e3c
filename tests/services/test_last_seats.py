"""Do the seats of a session go to as many residents as there are, and does everybody else get an answer?"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.slots_postgres import add_slots
from bot.core.demo_calendar import slot_at
from bot.core.messages import Say
from bot.core.scheduling import local_text
from bot.services import agenda
from tests.fakes import NOW
from tests.sessions import (
    ALONE,
    PROFILE,
    SEATS,
    SESSION,
    at_the_choice,
    catalog_with_sessions,
    choice_of,
)

ROOT = Path(__file__).parents[2]
RESIDENTS, PROCESSES = 200, 4
FIRST, NEXT = NOW + timedelta(days=1), NOW + timedelta(days=2)


async def there_is(pool, *starts, kind=SESSION, **differs):
    profile = catalog_with_sessions().profiles[PROFILE]
    await add_slots(pool, [slot_at(profile, profile.appointments[kind], at, **differs) for at in starts])


async def confirmed(pool):
    query = "select s.starts_at, count(*) from bookings b join slots s on s.id = b.slot_id"
    return dict(await pool.fetch(f"{query} where b.status = 'confirmed' group by s.starts_at"))


AFTERWARDS = {
    # the next session there is -> what the others read
    "the next session": ((NEXT,), ["slot.taken", "slot.ask_session"], [choice_of(NEXT)]),
    "a person, when there is none": ((), ["slot.taken", "slot.none"], []),
}


@pytest.mark.parametrize(("later", "keys", "choices"), AFTERWARDS.values(), ids=AFTERWARDS)
async def test_two_hundred_residents_press_for_fifteen_seats(pool, own_database_url, later, keys, choices):
    await there_is(pool, FIRST, *later)
    read = await _all_press(own_database_url)
    seated = [one for one in read.values() if one["has"] == local_text(FIRST)]
    others = [one for one in read.values() if one["has"] is None]
    assert (len(seated), len(others)) == (SEATS, RESIDENTS - SEATS)
    assert await confirmed(pool) == {FIRST: SEATS}
    assert {tuple(one["keys"][:1]) for one in seated} == {("booking.confirmed",)}
    answers = {(tuple(one["keys"][:2]), tuple(one["choices"])) for one in others}
    assert answers == {(tuple(keys), tuple(choices))}


async def _all_press(url):
    """What every resident read and has, by name; every process starts to press at the same signal."""
    each = RESIDENTS // PROCESSES
    running = [await _process(url, number * each, each) for number in range(PROCESSES)]
    for process in running:
        assert await process.stdout.readline() == b"ready\n"
    for process in running:
        process.stdin.write(b"\n")
    told = [await process.communicate() for process in running]
    return {name: one for out, _ in told for name, one in json.loads(out).items()}


async def _process(url, first, count):
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-m", "tests.services.pressing", url, str(first), str(count)]
    start = FIRST.isoformat()
    pipes = {"stdin": pipe, "stdout": pipe, "limit": 2**20}
    return await asyncio.create_subprocess_exec(*command, start, cwd=ROOT, **pipes)


# One after the other ---------------------------------------------------------------------------


@pytest.fixture
def in_town(turns):
    """Turns of a municipality with sessions."""
    return replace(turns, catalog=catalog_with_sessions())


async def press(turns, name, at) -> list[Say]:
    async with turns.open(name) as turn:
        await agenda.choose(turn, choice_of(at))
        await agenda.go_on(turn)
    return turn.said


async def test_whoever_is_second_for_the_last_seat_reads_the_next_best_in_the_same_answer(in_town, pool):
    await there_is(pool, FIRST, seats=1, invited_max=None)
    await there_is(pool, NEXT)
    for name in ("jan", "fatma"):
        await at_the_choice(in_town, name, FIRST)
    assert [say.key for say in await press(in_town, "jan", FIRST)][:1] == ["booking.confirmed"]
    said = await press(in_town, "fatma", FIRST)
    assert [say.key for say in said] == ["slot.taken", "slot.ask_session"]
    assert said[1].choices[0].id == choice_of(NEXT)


async def test_a_talk_alone_is_offered_when_every_session_is_full(in_town, pool):
    await there_is(pool, FIRST, kind=ALONE)
    await at_the_choice(in_town, "jan", NEXT)
    said = await press(in_town, "jan", NEXT)
    assert [say.key for say in said] == ["slot.taken", "slot.ask"]
    assert (await press(in_town, "jan", FIRST))[0].key == "booking.confirmed"
    async with in_town.open("jan") as turn:
        assert turn.case.appointment.kind == ALONE


async def test_a_start_that_is_over_since_it_was_shown_is_not_booked(in_town, pool):
    await there_is(pool, FIRST, NEXT)
    await at_the_choice(in_town, "jan", FIRST)
    in_town.clock.wait(days=1, minutes=1)
    said = await press(in_town, "jan", FIRST)
    assert [say.key for say in said] == ["slot.taken", "slot.ask_session"]
