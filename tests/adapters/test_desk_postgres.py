"""Does the desk hold on the real database, with two workers at once?"""

import asyncio
from datetime import timedelta

import pytest

from bot.adapters import personal_numbers
from bot.adapters.desk_postgres import PostgresDesk
from bot.adapters.store_postgres import PostgresStore
from bot.core.case import Case, Contact, Handoff
from bot.core.decision import Decision
from bot.core.errors import ConversationUnknown
from bot.core.handoff import TakenAlready
from bot.core.talk import Talk
from bot.services.desk import Desk
from bot.services.escalation import Escalation
from bot.services.turn import Turns
from tests.fakes import FATIMA, NOW, PIET, FakeClock, the_catalog
from tests.jan import jan

HERE = "alphen-2015"


def turns_on(pool, clock):
    return Turns(
        PostgresStore(pool), the_catalog(), clock, personal_numbers, lambda profile, year: lambda day: True
    )


def a_desk_on(pool):
    turns = turns_on(pool, FakeClock())
    return Desk(PostgresDesk(pool), turns.store, turns, turns.clock)


def calls_on(pool, clock):
    return Escalation(PostgresDesk(pool), turns_on(pool, clock), the_catalog(), clock)


async def keep(pool, *cases):
    """Keep cases as a turn keeps them, so that the columns of the desk are filled."""
    desk = a_desk_on(pool)
    for case in cases:
        await desk.store.create(case, Talk(), None, NOW)
        async with desk.turns.open(case.id):
            pass


def started(id_):
    return Case(id_, HERE, "nl", Contact("webchat", NOW.date()))


async def test_staff_see_the_cases_of_their_municipality_that_need_them(pool):
    closed = jan(id="closed", handoff=Handoff("closed", since=NOW, by="fatima"))
    await keep(pool, jan(), closed, jan(id="elsewhere", profile=HERE), started("busy"))
    await pool.execute("update conversations set profile = 'elders-2020' where id = 'elsewhere'")
    found = await PostgresDesk(pool).cases(HERE)
    assert [case.id for case, _ in found] == [jan().id, "closed"]


async def test_a_case_that_staff_may_not_see_is_unknown(pool):
    await keep(pool, started("busy"))
    with pytest.raises(ConversationUnknown):
        await PostgresDesk(pool).opened_at("busy")


async def test_the_log_comes_back_in_order(pool):
    await keep(pool, jan())
    log = [
        Decision("fatima", "take_over", NOW, None, {}),
        Decision("fatima", "change", NOW + timedelta(minutes=1), "safety", {"kind": "single"}),
    ]
    async with PostgresStore(pool).open(jan().id, None, None, NOW) as opened:
        for line in log:
            await opened.log(line)
        await opened.save((), None, NOW)
    assert list(await PostgresDesk(pool).decisions(jan().id)) == log


async def test_an_act_that_is_not_kept_leaves_no_line_in_the_log(pool):
    await keep(pool, jan())
    with pytest.raises(ZeroDivisionError):
        async with PostgresStore(pool).open(jan().id, None, None, NOW) as opened:
            await opened.log(Decision("fatima", "keep", NOW, None, {}))
            raise ZeroDivisionError
    assert await PostgresDesk(pool).decisions(jan().id) == ()


async def test_two_workers_in_two_processes_take_over_at_once(pool):
    await keep(pool, jan(handoff=Handoff("requested", "wants_human", NOW)))
    one, two = a_desk_on(pool), a_desk_on(pool)
    results = await asyncio.gather(
        one.take_over(jan().id, FATIMA), two.take_over(jan().id, PIET), return_exceptions=True
    )
    winner = (await one.store.case(jan().id)).handoff.by
    assert [error.by for error in results if isinstance(error, TakenAlready)] == [winner]
    assert [line.action for line in await one.desk_store.decisions(jan().id)] == ["take_over"]


async def test_a_crisis_call_climbs_once_however_many_processes_look(pool):
    await keep(pool, jan(crisis=("no_bed_tonight",), handoff=Handoff("requested", "crisis", NOW)))
    clock = FakeClock(NOW + timedelta(minutes=11))
    climbed = await asyncio.gather(*(calls_on(pool, clock).escalate(clock()) for _ in range(3)))
    said = [entry.body["key"] for entry in await a_desk_on(pool).store.transcript(jan().id, 0)]
    assert (sum(climbed), said) == (1, ["handoff.still_waiting"])


async def test_what_staff_write_stands_in_the_transcript_with_their_name(pool):
    await keep(pool, jan())
    desk = a_desk_on(pool)
    await desk.take_over(jan().id, FATIMA)
    await desk.write(jan().id, FATIMA, "Goedemorgen")
    last = (await desk.open_case(jan().id)).lines[-1].entry
    assert (last.sender, last.staff_name, last.body["text"]) == ("staff", "fatima", "Goedemorgen")
