"""Does a call for help that nobody picks up climb, and does the resident hear the truth?"""

import asyncio
from dataclasses import replace

import pytest

from bot.core.case import Handoff
from bot.services.escalation import Escalation
from tests.fakes import FATIMA, NOW, FakeClock, FakeConversations, a_desk
from tests.jan import jan

JAN = jan().id


@pytest.fixture
def clock():
    return FakeClock()


def the_calls(store, clock):
    """The calls in conversations in memory."""
    turns = a_desk(store, clock).turns
    return Escalation(store, turns, turns.catalog, clock)


def said(store):
    return [entry.body["key"] for entry in store.entries[JAN]]


async def test_a_crisis_call_nobody_picks_up_climbs_and_the_resident_hears_the_truth(clock):
    store = FakeConversations(jan(crisis=("no_bed_tonight",), handoff=Handoff("requested", "crisis", NOW)))
    calls, climbed = the_calls(store, clock), []
    for _ in range(4):
        climbed.append(await calls.escalate(clock()))
        clock.wait(minutes=10)
    assert climbed == [0, 1, 1, 0]
    assert said(store) == ["handoff.still_waiting", "handoff.front_desk"]
    assert [(one.staff_name, one.action) for one in store.logged[JAN]] == [("voordeur", "escalate")] * 2


async def test_a_call_that_was_picked_up_meanwhile_does_not_climb(clock):
    store = FakeConversations(jan(crisis=("no_bed_tonight",), handoff=Handoff("requested", "crisis", NOW)))
    clock.wait(minutes=15)
    calls = the_calls(store, clock)
    await asyncio.gather(a_desk(store, clock).take_over(JAN, FATIMA), calls.escalate(clock()))
    assert said(store) == ["handoff.taken_over"]


async def test_a_call_climbs_also_when_another_was_erased_or_is_of_a_profile_that_is_gone(clock):
    call = jan(crisis=("no_bed_tonight",), handoff=Handoff("requested", "crisis", NOW))
    calls = {name: replace(call, id=name) for name in ("a", "b", "c")}
    store = FakeConversations(replace(calls["a"], profile="elsewhere-1999"), calls["b"], calls["c"])
    listed = tuple(calls.values())
    del store.records["b"]
    store.waiting = lambda: asyncio.sleep(0, (store.records["a"].case, *listed[1:]))
    clock.wait(minutes=15)
    assert await the_calls(store, clock).escalate(clock()) == 1
