"""Is a letter said once, in its time, and never past its sense?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.outbox_postgres import PostgresOutbox, enqueue
from bot.core.case import Handoff
from bot.core.messages import Say
from bot.core.outbox import MOST_ATTEMPTS, Letter
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.outbox import Outbox
from tests.fakes import NOW
from tests.jan import jan

LATER = NOW + timedelta(hours=1)
THANK = Letter("thanks", NOW, Say("thank"))


@pytest.fixture
def store(pool):
    return PostgresOutbox(pool)


@pytest.fixture
def outbox(store, turns):
    return Outbox(store, turns, turns.clock)


@pytest.fixture
async def case(turns):
    """Jan, with an appointment of the id a1."""
    await turns.store.create(jan(), Talk(), None, NOW)
    return jan()


@pytest.fixture
def send(turns, case):
    """Writes letters, each in a turn of its own."""

    async def write(*letters):
        for letter in letters:
            async with turns.open(case.id) as turn:
                await turn.opened.outbox.send(letter)

    return write


async def said(turns, case):
    return [entry.body["key"] for entry in await turns.store.transcript(case.id, 0)]


async def states(store, case):
    return [kept.state for kept in await store.letters(case.id)]


async def test_a_letter_is_said_when_it_is_due_and_not_before(outbox, send, turns, case):
    await send(replace(THANK, due_at=LATER))
    assert (await outbox.deliver_due(NOW), await said(turns, case)) == (0, [])
    assert (await outbox.deliver_due(LATER), await said(turns, case)) == (1, ["thank"])


async def test_the_same_letter_twice_is_one(outbox, send, turns, case):
    await send(THANK, THANK)
    await outbox.deliver_due(NOW)
    await send(THANK)
    assert (await outbox.deliver_due(LATER), await said(turns, case)) == (0, ["thank"])


async def test_two_processes_that_deliver_at_once_say_it_once(outbox, send, turns, case):
    await send(*[Letter(f"thanks {n}", NOW, Say("thank")) for n in range(10)])
    counts = await asyncio.gather(*[outbox.deliver_due(NOW) for _ in range(3)])
    assert (sum(counts), len(await said(turns, case))) == (10, 10)


@pytest.mark.parametrize(("about", "expected"), [("a1", "sent"), ("another", "dropped")])
async def test_a_letter_about_an_appointment_that_is_gone_is_dropped(
    outbox, send, store, case, about, expected
):
    await send(replace(THANK, about=about))
    await outbox.deliver_due(NOW)
    assert await states(store, case) == [expected]


async def test_nobody_is_reminded_of_a_talk_that_has_begun(outbox, send, turns, store, case):
    await send(replace(THANK, about="a1"))
    turns.clock.now = case.appointment.starts_at
    await outbox.deliver_due(turns.clock.now)
    assert await states(store, case) == ["dropped"]


async def test_a_letter_waits_while_a_person_has_the_talk(outbox, send, turns, store, case):
    await send(THANK)
    async with turns.open(case.id) as turn:
        turn.case = replace(turn.case, handoff=Handoff("active", "wants_human", NOW, "fatima"))
    assert (await outbox.deliver_due(NOW), await states(store, case)) == (0, ["pending"])


@pytest.mark.parametrize(
    ("letter", "state", "expected"),
    [
        (Letter("moved", NOW, Say("session.cancelled"), "moved", "a1"), "sent", ["session.cancelled"]),
        (Letter("missed", NOW, question="missed"), "pending", []),
        (THANK, "sent", ["thank"]),
    ],
    ids=["what changed is said and its question waits", "a question waits", "what asks nothing is said"],
)
async def test_a_letter_never_comes_before_the_questions_of_a_crisis(
    outbox, send, turns, store, case, letter, state, expected
):
    await send(letter)
    async with turns.open(case.id) as turn:
        turn.case = replace(turn.case, crisis=("unsafe_home",))
        await agenda.go_on(turn)
    await outbox.deliver_due(NOW)
    asked = "crisis.safe_now"
    again = [asked] if expected else []
    assert await states(store, case) == [state]
    assert await said(turns, case) == [asked, *expected, *again]


async def test_letters_that_wait_do_not_keep_others_from_their_turn(outbox, turns, store, pool):
    for n in range(201):
        busy = jan(id=f"busy-{n}", handoff=Handoff("active", "wants_human", NOW, "fatima"))
        await turns.store.create(busy if n else jan(), Talk(), None, NOW)
        await pool.execute("update conversations set handoff_state = $2 where id = $1", busy.id, "active")
        async with pool.acquire() as connection:
            due_at = NOW - timedelta(minutes=n)
            await enqueue(connection, busy.id if n else jan().id, replace(THANK, due_at=due_at))
    assert (await outbox.deliver_due(NOW), await said(turns, jan())) == (1, ["thank"])


async def test_a_missed_talk_is_not_asked_about_once_another_stands(outbox, send, store, case):
    await send(Letter("missed:a0", NOW, question="missed"))
    await outbox.deliver_due(NOW)
    assert await states(store, case) == ["dropped"]


async def test_what_stood_open_is_asked_again_below_a_letter(outbox, send, turns, case):
    async with turns.open(case.id) as turn:
        await agenda.go_on(turn)
    await send(THANK)
    await outbox.deliver_due(NOW)
    first, letter, again = await said(turns, case)
    assert (letter, again) == ("thank", first)


async def test_a_letter_that_cannot_be_said_is_tried_again_and_has_failed_in_the_end(
    outbox, send, store, case
):
    await send(Letter("broken", NOW, question="no such step"), THANK)
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        await outbox.deliver_due(now)
        now += timedelta(days=1)
    kept = {one.letter.dedupe: one for one in await store.letters(case.id)}
    assert (kept["broken"].state, kept["broken"].attempts, kept["thanks"].state) == ("failed", 5, "sent")


async def test_an_erased_conversation_gets_no_letters(outbox, send, turns, store, case, conversations):
    await send(THANK)
    await conversations.erase(case.id)
    assert (await outbox.deliver_due(LATER), await states(store, case)) == (0, [])
