"""Does booking hold when staff change something while its question is on screen?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import Triage
from bot.core.messages import Inbound
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.steps.booking import kind_to_book
from tests.jan import jan
from tests.sessions import ALONE, FIRST_TALK, SESSION, catalog_with_sessions

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


CHAINS = {
    # talks before it -> what comes next
    "nothing was yet": ([], SESSION),
    "the session was": ([(SESSION, "attended")], FIRST_TALK),
    "the session was missed": ([(SESSION, "missed")], SESSION),
    "the session was called off": ([(SESSION, "cancelled")], SESSION),
    "the whole chain was": ([(SESSION, "attended"), (FIRST_TALK, "attended")], None),
    "a talk outside the chain was": ([("debt_help_talk", "attended")], SESSION),
    "the talk alone in its place was": ([(ALONE, "attended")], FIRST_TALK),
}


@pytest.mark.parametrize(("talks", "expected"), CHAINS.values(), ids=CHAINS)
async def test_a_talk_of_a_chain_follows_on_the_former(turns, talks, expected):
    before = tuple(replace(jan().appointments[0], kind=kind, status=status) for kind, status in talks)
    case = jan(appointments=before)
    await turns.store.create(case, Talk(), None, turns.clock())
    async with replace(turns, catalog=catalog_with_sessions()).open(case.id) as turn:
        kind = kind_to_book(turn)
    assert (kind.id if kind else None) == expected
