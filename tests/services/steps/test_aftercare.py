"""Does help come at a word, and does a name go to a partner only after a yes to that one?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import FollowUp
from bot.core.messages import Understanding
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.steps.aftercare import PartnerStep, TogetherStep
from tests.fakes import NOW
from tests.jan import jan

TODAY = NOW.date()

ANSWERS = [
    # question on screen, intent of own words, taken, referrals, key of the answer
    ("partner", "affirm", False, (), []),
    ("partner", "deny", True, (), ["partner.no"]),
    ("partner", "ask_rights", False, (), []),
    ("partner.0", "affirm", True, ("MEE",), ["partner.yes"]),
    ("partner.0", "deny", True, (), ["partner.no"]),
    ("partner.0", "ask_rights", False, (), []),
]


@pytest.fixture
async def asked(turns):
    """A conversation of Alphen, which has MEE as its first partner."""
    await turns.store.create(jan(), Talk(), None, turns.clock())
    return jan().id


@pytest.mark.parametrize(("question", "intent", "taken", "referrals", "said"), ANSWERS)
async def test_own_words_refer_only_to_the_partner_that_was_named(
    question, intent, taken, referrals, said, asked, turns
):
    async with turns.open(asked) as turn:
        turn.talk = turn.talk.detour(question)
        assert await PartnerStep().hear(turn, question, Understanding(intent)) == taken
        assert turn.case.follow_up.referrals == referrals
        assert [say.key for say in turn.said] == said


@pytest.mark.parametrize("option", ["99", "-1", "x", ""])
async def test_a_partner_that_is_none_refers_to_nobody(option, asked, turns):
    async with turns.open(asked) as turn:
        await PartnerStep().choose(turn, "partner", option)
        assert (turn.case.follow_up.referrals, turn.talk.detours) == ((), ())


TOGETHER = [("yes", "papers_together", "together.yes"), ("no", None, "together.no")]


@pytest.mark.parametrize(("option", "reason", "key"), TOGETHER)
async def test_somebody_looks_for_papers_with_the_resident_after_a_yes(option, reason, key, asked, turns):
    async with turns.open(asked) as turn:
        await TogetherStep().choose(turn, "together", option)
        assert (turn.case.handoff.reason, turn.said[-1].key) == (reason, key)


OPEN = [
    (None, None, set()),
    (TODAY, None, {"my_dates"}),
    (None, TODAY, {"tasks_help"}),
    (TODAY, TODAY, {"my_dates", "tasks_help"}),
]


@pytest.mark.parametrize(("applied", "tasks_on", "expected"), OPEN)
async def test_the_open_end_shows_dates_and_a_way_to_help_once_there_are_any(
    applied, tasks_on, expected, asked, turns
):
    async with turns.open(asked) as turn:
        contact = replace(turn.case.contact, application_on=applied)
        turn.case = replace(turn.case, contact=contact, follow_up=FollowUp(tasks_on=tasks_on))
        shown = {choice.id for choice in (await agenda.STEPS["open"].ask(turn, "open")).choices}
    assert shown & {"my_dates", "tasks_help"} == expected
