"""What may staff do with a case, and what follows from it?"""

import asyncio
from dataclasses import replace

import pytest

from bot.core.case import Handoff
from bot.core.decision import Change
from bot.core.errors import ConversationUnknown, TransitionNotAllowed
from bot.core.handoff import TakenAlready
from bot.services.desk import LONGEST_MESSAGE
from tests.fakes import FATIMA, NOW, PIET, FakeClock, FakeConversations, a_desk
from tests.jan import jan

JAN = jan().id


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def store():
    return FakeConversations(jan(handoff=Handoff("requested", "wants_human", NOW)))


@pytest.fixture
def desk(store, clock):
    return a_desk(store, clock)


def said(store):
    return [entry.body.get("key") or entry.body["text"] for entry in store.entries[JAN]]


def acts(store):
    return [(one.staff_name, one.action) for one in store.logged[JAN]]


async def test_a_person_takes_over_writes_and_gives_back(desk, store):
    await desk.take_over(JAN, FATIMA)
    await desk.write(JAN, FATIMA, " Goedemorgen, ik ben Fatima. ")
    await desk.give_back(JAN, FATIMA)
    assert said(store)[:3] == ["handoff.taken_over", "Goedemorgen, ik ben Fatima.", "handoff.returned"]
    assert (await store.case(JAN)).handoff.state == "returned"
    assert acts(store) == [("fatima", "take_over"), ("fatima", "give_back")]


async def test_of_two_who_take_over_at_once_one_wins_and_the_other_hears_who(desk, store):
    results = await asyncio.gather(
        desk.take_over(JAN, FATIMA), desk.take_over(JAN, PIET), return_exceptions=True
    )
    winner = (await store.case(JAN)).handoff.by
    refusals = [error.by for error in results if isinstance(error, TakenAlready)]
    assert refusals == [winner]
    assert said(store) == ["handoff.taken_over"]


WRONG_TEXTS = {"nothing": "", "only spaces": "  \n ", "too long": "a" * (LONGEST_MESSAGE + 1)}


@pytest.mark.parametrize("text", WRONG_TEXTS.values(), ids=WRONG_TEXTS)
async def test_a_message_without_words_or_too_long_is_not_sent(desk, store, text):
    await desk.take_over(JAN, FATIMA)
    with pytest.raises(TransitionNotAllowed):
        await desk.write(JAN, FATIMA, text)
    assert said(store) == ["handoff.taken_over"]


async def test_nobody_writes_in_the_talk_of_a_colleague(desk, store):
    await desk.take_over(JAN, FATIMA)
    with pytest.raises(TransitionNotAllowed):
        await desk.write(JAN, PIET, "hallo")


async def test_keeping_the_proposal_is_the_decision_of_a_person(desk, store):
    await desk.decide(JAN, FATIMA, None)
    triage = (await store.case(JAN)).triage
    assert (triage.kind, triage.decision, triage.proposed_by) == ("multiple", "kept", "rules")
    assert acts(store) == [("fatima", "keep")]


async def test_a_change_keeps_its_code_and_what_was_proposed(desk, store):
    await desk.decide(JAN, FATIMA, Change("single", "specialist", "one_question"))
    triage, entry = (await store.case(JAN)).triage, store.logged[JAN][0]
    assert (triage.kind, triage.role, triage.decision, triage.proposed_by) == (
        "single",
        "specialist",
        "changed",
        "staff",
    )
    assert (entry.reason_code, entry.detail["kind"], entry.detail["rule"]) == (
        "one_question",
        "multiple",
        "alphen-2015/triage/2@1",
    )


WRONG_CHANGES = {
    "no reason": Change("single", "specialist", ""),
    "free text as reason": Change("single", "specialist", "hij is lui"),
    "a kind that no rule knows": Change("refuse", "specialist", "one_question"),
    "the same again": Change("multiple", "integral_intaker", "one_question"),
}


@pytest.mark.parametrize("change", WRONG_CHANGES.values(), ids=WRONG_CHANGES)
async def test_a_change_outside_the_lists_is_refused(desk, store, change):
    with pytest.raises(TransitionNotAllowed):
        await desk.decide(JAN, FATIMA, change)
    assert (await store.case(JAN)).triage.decision is None


async def test_a_missed_talk_has_no_consequence(desk, store):
    before = await store.case(JAN)
    await desk.appointment_status(JAN, FATIMA, "missed")
    after = await store.case(JAN)
    assert after == replace(before, appointments=(replace(before.appointments[0], status="missed"),))
    assert (store.released, said(store)) == ([], [])


async def test_a_cancelled_talk_gives_its_slot_back(desk, store):
    await desk.appointment_status(JAN, FATIMA, "cancelled")
    assert (store.released, said(store)) == (["a1"], ["cancel.done"])


async def test_an_outcome_without_a_talk_is_refused(clock):
    store = FakeConversations(jan(appointments=()))
    with pytest.raises(TransitionNotAllowed):
        await a_desk(store, clock).appointment_status(JAN, FATIMA, "attended")


async def test_the_list_shows_what_stands_open(desk):
    row = (await desk.cases("alphen-2015"))[0]
    assert (row.todo.act, row.todo.who, row.urgency) == ("answer", "resident", "elevated")


async def test_another_municipality_sees_nothing(desk):
    assert await desk.cases("elders-2020") == ()


async def test_an_unknown_case_is_unknown(desk):
    with pytest.raises(ConversationUnknown):
        await desk.open_case("nobody")


async def test_lines_that_are_not_shared_show_as_one_gap(clock):
    case = jan()
    store = FakeConversations(replace(case, photo=replace(case.photo, withheld=("money",))))
    store.add(JAN, "bot", {"key": "photo.question", "choices": [{"id": "photo.money:a"}]})
    store.add(JAN, "resident", {"choice": "photo.money:b", "title": "Nee."})
    store.add(JAN, "bot", {"key": "photo.question", "choices": [{"id": "photo.housing:a"}]})
    view = await a_desk(store, clock).open_case(JAN)
    assert [line.entry.seq if line.entry else None for line in view.lines] == [None, 3]
