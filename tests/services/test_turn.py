"""Is a turn one thing, whoever opens it?"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.core.errors import ConversationUnknown
from bot.core.messages import Say
from bot.core.talk import Talk
from bot.services.turn import current_turn
from tests.jan import jan


@pytest.fixture
async def case_id(turns):
    for name in ("jan", "piet"):
        await turns.store.create(jan(id=name), Talk(), None, turns.clock())
    return "jan"


async def said(turns, case_id):
    return [line.body["key"] for line in await turns.store.transcript(case_id, 0)]


async def test_whoever_opens_an_open_turn_gets_the_same(turns, case_id):
    async with turns.open(case_id) as outer, turns.open(case_id) as inner:
        assert inner is outer


async def test_a_turn_inside_a_turn_is_saved_with_the_outer_one(turns, case_id):
    with pytest.raises(ZeroDivisionError):
        async with turns.open(case_id):
            async with turns.open(case_id) as inner:
                inner.say(Say("thank"))
            raise ZeroDivisionError
    assert await said(turns, case_id) == []


async def test_the_turn_of_another_conversation_is_not_joined(turns, case_id):
    async with turns.open(case_id) as jans, turns.open("piet") as piets:
        assert (jans.case.id, piets.case.id) == ("jan", "piet")
    assert current_turn(case_id) is None


async def test_a_broken_turn_changes_nothing_and_is_over(turns, case_id):
    with pytest.raises(ZeroDivisionError):
        async with turns.open(case_id) as turn:
            turn.case = replace(turn.case, reason="iets anders")
            turn.say(Say("thank"))
            raise ZeroDivisionError
    assert (current_turn(case_id), await said(turns, case_id)) == (None, [])
    assert await turns.store.case(case_id) == jan(id="jan")


async def test_of_ten_turns_at_once_no_change_is_lost(turns, case_id):
    async def add_a_dot():
        async with turns.open(case_id) as turn:
            reason = turn.case.reason
            await asyncio.sleep(0)
            turn.case = replace(turn.case, reason=f"{reason}.")

    await asyncio.gather(*(add_a_dot() for _ in range(10)))
    assert (await turns.store.case(case_id)).reason == f"{jan().reason}{'.' * 10}"


async def test_what_a_worker_writes_stands_before_what_the_front_door_says(turns, case_id):
    async with turns.open(case_id) as turn:
        turn.staff = ("fatima", "Goedemorgen")
        turn.say(Say("thank"))
    lines = await turns.store.transcript(case_id, 0)
    assert [(line.sender, line.staff_name) for line in lines] == [("staff", "fatima"), ("bot", None)]


async def test_an_unknown_conversation_is_refused_or_started(turns):
    with pytest.raises(ConversationUnknown):
        async with turns.open_or_start("shell"):
            pass
    async with turns.open_or_start("shell", lambda name: jan(id=name)) as turn:
        assert turn.case.id == "shell"
