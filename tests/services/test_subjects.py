"""Does a message that is no request for help reach a person, without an intake?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import Case, Contact, Routing
from bot.core.messages import Understanding
from bot.core.talk import Talk
from bot.services import agenda, appointments, person
from bot.services.subjects import NO_INTAKE
from tests.jan import jan

CHANGE = Understanding("ask_part_time_work", "ik ga meer uren werken")
NWG = Understanding("start_photo", "ik werk bij NWG")
WITHOUT = Understanding("ask_documents", "ik heb geen verblijfsvergunning")


@pytest.fixture
async def begun(turns):
    """A talk in Steenwijkerland in which nothing was told yet."""
    case = Case("begun", "steenwijkerland-2020", "nl", Contact("webchat", jan().contact.first_contact_on))
    await turns.store.create(case, Talk(asked="reason"), None, turns.clock())
    async with turns.open(case.id) as turn:
        yield turn


async def test_a_change_goes_to_a_person_and_asks_nothing_for_a_benefit(begun):
    assert await agenda.hear(begun, CHANGE) is True
    agenda.settle(begun)
    assert (begun.case.handoff.reason, begun.case.reason) == ("change_report", CHANGE.text)
    assert (begun.case.triage.kind, agenda.next_question(begun)) == (None, "share")


@pytest.mark.parametrize("act", [person.call_person, appointments.want_talk])
async def test_whoever_wants_a_talk_after_all_gets_one(begun, act):
    await agenda.hear(begun, CHANGE)
    act(begun, Understanding("book_intake", "ik wil een gesprek"))
    assert NO_INTAKE not in begun.talk.done


ANSWERS = {"yes": (Routing("noordwestgroep", None, "transfer"), "transfer"), "no": (Routing(), None)}


@pytest.mark.parametrize(("answer", "expected"), ANSWERS.items(), ids=list(ANSWERS))
async def test_another_organisation_gets_the_question_only_after_a_yes(begun, answer, expected):
    await agenda.hear(begun, NWG)
    await agenda.go_on(begun)
    await agenda.choose(begun, answer)
    assert (begun.case.routing, begun.case.handoff.reason) == expected


async def test_that_somebody_may_not_stay_here_is_not_written_down(begun):
    await agenda.hear(begun, WITHOUT)
    assert (begun.case.reason, begun.case.handoff.reason) == (None, "wants_human")


async def test_in_the_middle_of_a_question_such_words_are_the_answer(begun):
    begun.case = replace(begun.case, reason="ik heb een uitkering nodig")
    begun.talk = Talk(asked="needs.sleeps_where")
    await agenda.hear(begun, Understanding("out_of_scope", "ik werk bij NWG en slaap daar"))
    assert begun.case.needs.sleeps_where == "ik werk bij NWG en slaap daar"
