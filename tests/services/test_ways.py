"""Is how to apply told in few lines unasked, once, and in full to who wants it?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.core.case import Routing
from bot.core.talk import Talk
from bot.services import agenda, ways
from tests.jan import jan

LINES_AT_MOST = 5
PROFILES = sorted(load_catalog().profiles)


async def a_turn(turns, **changed):
    case = replace(jan(appointments=()), **changed)
    await turns.store.create(case, Talk(), None, turns.clock())
    return turns.open(case.id)


@pytest.mark.parametrize("profile", PROFILES)
async def test_unasked_it_is_at_most_five_lines_and_told_once(turns, profile):
    async with await a_turn(turns, profile=profile) as turn:
        ways.tell_once(turn)
        ways.tell_once(turn)
        lines = [1 + len(say.values["lines"]["items"]) for say in turn.said]
    assert len(lines) == 1
    assert lines[0] <= LINES_AT_MOST


async def test_who_taps_for_it_reads_it_in_full(turns):
    async with await a_turn(turns) as turn:
        await agenda.STEPS["open"].choose(turn, "open", "ways_all")
        assert [say.key for say in turn.said] == ["ways.how"]


async def test_who_lives_elsewhere_is_not_told_to_apply_here(turns):
    async with await a_turn(turns, routing=Routing(reason="outside_municipality")) as turn:
        ways.tell_once(turn)
        open_end = await agenda.STEPS["open"].ask(turn, "open")
        assert (turn.said, [one for one in open_end.choices if one.id == "ways_all"]) == ([], [])
