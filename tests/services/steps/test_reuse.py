"""Is somebody who comes back asked whether it still holds, and never to tell it again?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.case import Consents, Needs
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.steps.reuse import ask_if_still_true
from tests.jan import jan


@pytest.fixture
async def back(turns):
    """Jan, two months after his first contact; staff may see what he told."""
    before = turns.clock().date() - timedelta(days=60)
    case = replace(jan(), contact=replace(jan().contact, first_contact_on=before),
                   consents=Consents(True), crisis=())
    await turns.store.create(case, Talk(), None, turns.clock())
    async with turns.open(case.id) as turn:
        yield turn


async def test_the_law_is_named_and_the_question_asked(back):
    ask_if_still_true(back)
    assert ([say.key for say in back.said], back.talk.detours) == (["rights.answer"], ("reuse",))


async def test_before_sharing_the_read_back_asks_it(back):
    back.case = replace(back.case, consents=Consents())
    ask_if_still_true(back)
    assert back.talk.detours == ()


async def test_somebody_in_a_crisis_is_not_bothered(back):
    back.case = replace(back.case, crisis=("no_bed_tonight",))
    ask_if_still_true(back)
    assert back.said == []


@pytest.mark.parametrize(("answer", "detours"), [("yes", ()), ("no", ("correct",))])
async def test_a_no_asks_the_needs_of_today_and_leads_to_what_can_be_corrected(back, answer, detours):
    needs = back.case.needs
    ask_if_still_true(back)
    await agenda.STEPS["reuse"].choose(back, "reuse", answer)
    assert (back.talk.detours, back.case.needs) == (detours, needs if answer == "yes" else Needs())
