"""What may staff arrange after a talk, and what is refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.errors import TransitionNotAllowed
from bot.services.desk_aftercare import LONGEST_NAME, Aftercare
from tests.fakes import FATIMA, NOW, FakeClock, FakeConversations, a_desk
from tests.jan import jan

TODAY = NOW.date()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def told(**known) -> FakeConversations:
    return FakeConversations(jan(profile="tilburg-noma-2015", **known))


def aftercare(store: FakeConversations) -> Aftercare:
    return Aftercare(a_desk(store, FakeClock()).turns)


async def case_of(store):
    return await store.case(jan().id)


REFUSED = [
    ("papers that nobody asks", lambda a: a.ask_papers(jan().id, FATIMA, ["rapport"], TOMORROW)),
    ("no papers", lambda a: a.ask_papers(jan().id, FATIMA, [], TOMORROW)),
    ("a date that is over", lambda a: a.ask_papers(jan().id, FATIMA, ["bank"], YESTERDAY)),
    ("nobody to hand over to", lambda a: a.hand_over(jan().id, FATIMA, "  ", TOMORROW)),
    ("a name that is a story", lambda a: a.hand_over(jan().id, FATIMA, "x" * (LONGEST_NAME + 1), TOMORROW)),
    ("a hand-over in the past", lambda a: a.hand_over(jan().id, FATIMA, "gemeente Velsen", YESTERDAY)),
    ("an application of tomorrow", lambda a: a.date_application(jan().id, FATIMA, TOMORROW)),
]


@pytest.mark.parametrize(("what", "act"), REFUSED, ids=[one[0] for one in REFUSED])
async def test_staff_cannot_arrange(what, act):
    store = told()
    with pytest.raises(TransitionNotAllowed):
        await act(aftercare(store))
    assert (await case_of(store)).follow_up == jan().follow_up


NO_TASKS = [
    ("in a crisis", told(crisis=("unsafe",))),
    ("where the municipality has none", FakeConversations(jan())),
]


@pytest.mark.parametrize(("when", "store"), NO_TASKS, ids=[one[0] for one in NO_TASKS])
async def test_no_tasks_are_given(when, store):
    with pytest.raises(TransitionNotAllowed):
        await aftercare(store).give_tasks(jan().id, FATIMA)
    assert (await case_of(store)).follow_up.tasks_on is None


async def test_tasks_are_given_by_a_person_on_a_day_and_hold_up_nothing():
    store = told(contact=replace(jan().contact, application_on=date(2026, 11, 20)))
    before = await case_of(store)
    await aftercare(store).give_tasks(jan().id, FATIMA)
    after = await case_of(store)
    assert after.follow_up == replace(before.follow_up, tasks_on=TODAY)
    untouched = [(one.contact, one.triage, one.appointments) for one in (before, after)]
    assert untouched[0] == untouched[1]


async def test_the_day_of_an_application_on_paper_is_written_down_by_a_person():
    store = told()
    await aftercare(store).date_application(jan().id, FATIMA, date(2026, 11, 20))
    assert (await case_of(store)).contact.application_on == date(2026, 11, 20)
