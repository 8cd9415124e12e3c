"""Is the address asked once, taken in any words, and never held against anybody?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import Routing
from bot.core.messages import Understanding
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.steps.postcode import explain_address
from tests.jan import jan

ANSWERS = {
    # what the resident writes: postcode, kind of address
    "2404": ("2404", "home"),
    "2404 AB": ("2404", "home"),
    "mijn postcode is 2404ab, denk ik": ("2404", "home"),
    "ik heb alleen een briefadres": (None, "letter"),
    "ik woon in een andere gemeente": (None, "elsewhere"),
}


@pytest.fixture
async def asked(turns):
    """A turn in which the postcode is on screen."""
    case = jan(postcode=None, appointments=())
    await turns.store.create(case, Talk(asked="postcode"), None, turns.clock())
    async with turns.open(case.id) as turn:
        yield turn


@pytest.mark.parametrize(("words", "expected"), ANSWERS.items(), ids=list(ANSWERS))
async def test_the_address_is_taken_in_own_words(asked, words, expected):
    assert await agenda.hear(asked, Understanding("out_of_scope", words)) is True
    assert (asked.case.postcode, asked.case.address_kind) == expected


async def test_words_that_name_no_address_are_no_answer(asked):
    assert await agenda.hear(asked, Understanding("out_of_scope", "wat een mooie dag")) is False


async def test_whoever_moves_keeps_the_team_that_helps_until_a_person_hands_the_case_over(asked):
    asked.case = replace(jan(), id=asked.case.id, routing=Routing("team-1", "Plein", "area"))
    await agenda.hear(asked, Understanding("out_of_scope", "2404"))
    agenda.settle(asked)
    assert asked.case.routing == Routing("team-1", "Plein", "moved")
    assert [say.key for say in asked.said] == ["address.moved"]


FORWARD = {"yes": ("requested", "forward", "forward.asked"), "no": ("none", None, "forward.not_now")}


@pytest.mark.parametrize(("answer", "expected"), FORWARD.items(), ids=list(FORWARD))
async def test_a_question_is_forwarded_only_with_a_yes(asked, answer, expected):
    asked.case = replace(asked.case, routing=Routing(reason="outside_municipality"))
    await agenda.STEPS["forward"].choose(asked, "forward", answer)
    assert (asked.case.handoff.state, asked.case.handoff.reason, asked.said[0].key) == expected


EXPLAINED = {"no_fixed_address": [], "letter_address": ["address.letter"], "area": []}


@pytest.mark.parametrize(("reason", "expected"), EXPLAINED.items(), ids=list(EXPLAINED))
async def test_only_a_letter_address_is_explained_unasked_and_once(asked, reason, expected):
    asked.case = replace(asked.case, routing=Routing(reason=reason))
    explain_address(asked)
    explain_address(asked)
    assert [say.key for say in asked.said] == expected


OFFERED = {"no_fixed_address": ["about_no_address"], "letter_address": [], "area": []}


@pytest.mark.parametrize(("reason", "expected"), OFFERED.items(), ids=list(OFFERED))
async def test_who_has_no_home_address_may_read_about_a_letter_address_at_the_end(asked, reason, expected):
    asked.case = replace(asked.case, routing=Routing(reason=reason))
    open_end = await agenda.STEPS["open"].ask(asked, "open")
    assert [one.id for one in open_end.choices if one.id == "about_no_address"] == expected


async def test_the_letter_address_is_explained_to_who_taps_for_it(asked):
    asked.case = replace(asked.case, routing=Routing(reason="no_fixed_address"))
    await agenda.STEPS["open"].choose(asked, "open", "about_no_address")
    assert [say.key for say in asked.said] == ["address.none"]
