"""Does booking hold when staff change something while its question is on screen?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import Triage
from bot.core.messages import Inbound
from bot.core.talk import Talk
from bot.services import agenda
from tests.jan import jan

STALE = [
    # question on screen, its choices, what staff did meanwhile
    ("cancel", ("yes", "no", "change"), {"appointments": ()}),  # called the talk off
    ("slot", ("slot:2026-12-02T09:30", "no_slot_fits"), {"triage": Triage()}),  # no talk follows any more
]


@pytest.fixture
async def stale(turns, request):
    """A conversation with a question on screen whose reason is gone; returns its id."""
    question, choices, change = request.param
    case = jan(**change)
    await turns.store.create(case, Talk(), None, turns.clock())
    async with turns.open(case.id) as turn:
        turn.talk = replace(turn.talk, asked=question, on_screen=choices, detours=(question,))
    return case.id


@pytest.mark.parametrize("stale", STALE, indirect=True, ids=[one[0] for one in STALE])
@pytest.mark.parametrize("text", ["ja", "1", "een heel andere vraag"])
async def test_a_question_whose_reason_is_gone_still_takes_an_answer(stale, text, conversations, dialogue):
    dialogue.act = agenda.go_on
    reply = await conversations.receive(Inbound(stale, text, None))
    assert [say.key for say in reply.says] == ["thank"]


@pytest.mark.parametrize("stale", STALE, indirect=True, ids=[one[0] for one in STALE])
async def test_a_question_whose_reason_is_gone_is_not_asked_again(stale, turns):
    async with turns.open(stale) as turn:
        await agenda.go_on(turn)
    assert (turn.talk.detours, turn.said[0].key) in [((), "appointment.none"), ((), "slot.none")]


async def test_a_time_of_which_no_talk_follows_any_more_is_not_booked(turns):
    case = jan(triage=Triage(), appointments=())
    talk = Talk(asked="slot", on_screen=("slot:2026-12-02T09:30",))
    await turns.store.create(case, talk, None, turns.clock())
    async with turns.open(case.id) as turn:
        await agenda.choose(turn, "slot:2026-12-02T09:30")
    assert (turn.case.appointment, [say.key for say in turn.said]) == (None, ["slot.taken"])
