"""Does everybody of a session get another seat when it is moved or cancelled, and a freed seat its turn?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.desk_postgres import PostgresDesk
from bot.adapters.outbox_postgres import PostgresOutbox
from bot.adapters.sessions_postgres import PostgresSessions
from bot.adapters.slots_postgres import add_slots
from bot.adapters.together_postgres import Together
from bot.core.demo_calendar import slot_at
from bot.core.errors import TransitionNotAllowed
from bot.core.sessions import Came
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.desk import Desk
from bot.services.outbox import Outbox
from bot.services.sessions import Sessions
from tests.fakes import FATIMA, NOW
from tests.jan import jan
from tests.sessions import (
    ALONE,
    KNOWS_THE_WAYS,
    PROFILE,
    SESSION,
    at_the_choice,
    catalog_with_sessions,
    choice_of,
)

FIRST, NEXT, LATE = (NOW + timedelta(days=n) for n in (1, 2, 20))
REASON = "staff_ill"


@pytest.fixture
def in_town(turns):
    """Turns of a municipality with sessions."""
    return replace(turns, catalog=catalog_with_sessions(companion_takes_seat=True))


@pytest.fixture
def profile(in_town):
    return in_town.catalog.profiles[PROFILE]


@pytest.fixture
def sessions(in_town, pool):
    desk = Desk(PostgresDesk(pool), in_town.store, in_town, in_town.clock)
    together = Together(pool, in_town.store)
    return Sessions(PostgresSessions(pool), together, in_town, desk, in_town.clock)


@pytest.fixture
def outbox(in_town, pool):
    return Outbox(PostgresOutbox(pool), in_town, in_town.clock)


@pytest.fixture
def there_is(pool, profile):
    async def add(*starts, kind=SESSION, **differs):
        slots = [slot_at(profile, profile.appointments[kind], at, **differs) for at in starts]
        await add_slots(pool, slots)

    return add


@pytest.fixture
def slot_id(pool):
    async def find(at):
        return await pool.fetchval("select id from slots where starts_at = $1", at)

    return find


async def press(turns, name, choice):
    async with turns.open(name) as turn:
        await agenda.choose(turn, choice)
        await agenda.go_on(turn)
    return [say.key for say in turn.said]


async def book(turns, name, at, language="nl"):
    await at_the_choice(turns, name, at)
    async with turns.open(name) as turn:
        turn.case = replace(turn.case, language=language)
    await press(turns, name, choice_of(at))


async def has(turns, name):
    """Kind and start of the appointment that stands."""
    booked = (await turns.store.case(name)).appointment
    return (booked.kind, booked.starts_at) if booked else None


async def said(turns, name):
    return [entry.body["key"] for entry in await turns.store.transcript(name, 0)]


async def bookings(pool):
    query = "select b.status, s.starts_at from bookings b join slots s on s.id = b.slot_id order by 1, 2"
    return [tuple(row) for row in await pool.fetch(f"{query}")]


# Moved and cancelled (G10) ---------------------------------------------------------------------

CANCELLED = {
    # what else there is -> kind and start afterwards, handoff, what the letter says
    "the next session": ({NEXT: SESSION}, (SESSION, NEXT), "none", ["session.cancelled", "moved.ask"]),
    "a talk alone": ({NEXT: ALONE}, (ALONE, NEXT), "none", ["session.cancelled", "moved.ask"]),
    "a session past the promise is of no use": (
        {LATE: SESSION}, None, "requested", ["session.cancelled_person"]),
    "nothing": ({}, None, "requested", ["session.cancelled_person"]),
}  # fmt: skip


@pytest.mark.parametrize(("other", "expected", "handoff", "keys"), CANCELLED.values(), ids=CANCELLED)
async def test_who_loses_a_seat_has_another_one_inside_the_promise(
    in_town, sessions, outbox, profile, there_is, slot_id, other, expected, handoff, keys
):
    await there_is(FIRST)
    for at, kind in other.items():
        await there_is(at, kind=kind)
    await book(in_town, "jan", FIRST)
    await sessions.cancel(profile, await slot_id(FIRST), FATIMA, REASON)
    before = await said(in_town, "jan")
    assert await has(in_town, "jan") == expected
    await outbox.deliver_due(NOW)
    after = (await said(in_town, "jan"))[len(before) :]
    state = (await in_town.store.case("jan")).handoff.state
    assert (state, after[: len(keys)]) == (handoff, keys)


async def test_a_session_that_moves_inside_the_promise_keeps_its_people(
    in_town, sessions, profile, there_is, slot_id, pool
):
    await there_is(FIRST, NEXT)
    await book(in_town, "jan", FIRST)
    former = (await in_town.store.case("jan")).appointment
    later = FIRST + timedelta(hours=3)
    await sessions.move(profile, await slot_id(FIRST), FATIMA, REASON, later)
    moved = (await in_town.store.case("jan")).appointment
    assert (await has(in_town, "jan"), moved.uid, moved.sequence) == ((SESSION, later), former.id, 1)
    assert await bookings(pool) == [("confirmed", later)]
    assert await pool.fetchval("select sequence from slots where starts_at = $1", later) == 1


async def test_a_session_that_moves_past_the_promise_gives_another_seat(
    in_town, sessions, profile, there_is, slot_id
):
    await there_is(FIRST, NEXT)
    await book(in_town, "jan", FIRST)
    await sessions.move(profile, await slot_id(FIRST), FATIMA, REASON, LATE)
    assert await has(in_town, "jan") == (SESSION, NEXT)


async def test_without_another_seat_the_late_one_is_kept_and_a_person_looks(
    in_town, sessions, profile, there_is, slot_id
):
    await there_is(FIRST)
    await book(in_town, "jan", FIRST)
    await sessions.move(profile, await slot_id(FIRST), FATIMA, REASON, LATE)
    handoff = (await in_town.store.case("jan")).handoff
    assert (await has(in_town, "jan"), handoff.reason) == ((SESSION, LATE), "session_cancelled")


async def test_everybody_is_seated_once_and_nobody_over_the_room(
    in_town, sessions, profile, there_is, slot_id, pool
):
    await there_is(FIRST, seats=6, invited_max=None)
    await there_is(NEXT, seats=4, invited_max=None)
    await there_is(NEXT + timedelta(hours=2), kind=ALONE)
    names = [f"resident{n}" for n in range(6)]
    for name in names:
        await book(in_town, name, FIRST)
    await sessions.cancel(profile, await slot_id(FIRST), FATIMA, REASON)
    seats = [await has(in_town, name) or ("person", None) for name in names]
    assert sorted(kind for kind, _ in seats) == sorted([SESSION] * 4 + [ALONE, "person"])
    letters = await pool.fetchval("select count(*) from outbox where dedupe like 'session:%'")
    assert (letters, await pool.fetchval("select confirmed from slots where starts_at = $1", FIRST)) == (6, 0)


async def test_when_one_of_them_cannot_be_saved_nothing_is_changed(
    in_town, sessions, profile, there_is, slot_id, pool
):
    await there_is(FIRST, NEXT)
    for name in ("anna", "jan"):
        await book(in_town, name, FIRST)
    await pool.execute("update conversations set profile = 'alphen-2015', case_doc = case_doc || "
                       "'{\"profile\": \"nowhere\"}' where id = 'jan'")  # fmt: skip
    with pytest.raises(KeyError):
        await sessions.cancel(profile, await slot_id(FIRST), FATIMA, REASON)
    assert await bookings(pool) == [("confirmed", FIRST)] * 2
    assert (await has(in_town, "anna"), await pool.fetchval("select count(*) from decisions")) == (
        (SESSION, FIRST),
        0,
    )


async def test_a_session_is_cancelled_once(in_town, sessions, profile, there_is, slot_id):
    await there_is(FIRST)
    await sessions.cancel(profile, await slot_id(FIRST), FATIMA, REASON)
    with pytest.raises(TransitionNotAllowed):
        await sessions.cancel(profile, await slot_id(FIRST), FATIMA, REASON)


REFUSED = {
    "no such reason": (FIRST, "because"),
    "a time that is over": (NOW - timedelta(hours=1), REASON),
    "the time of another session": (NEXT, REASON),
}


@pytest.mark.parametrize(("to", "reason"), REFUSED.values(), ids=REFUSED)
async def test_a_move_that_cannot_be(sessions, profile, there_is, slot_id, to, reason):
    await there_is(FIRST, NEXT)
    with pytest.raises(TransitionNotAllowed):
        await sessions.move(profile, await slot_id(FIRST), FATIMA, reason, to)


async def test_who_books_while_it_is_cancelled_reads_the_next_best_in_the_same_answer(
    in_town, sessions, profile, there_is, slot_id, pool
):
    await there_is(FIRST, NEXT)
    names = [f"resident{n}" for n in range(12)]
    for name in names:
        await at_the_choice(in_town, name, FIRST)
    first = await slot_id(FIRST)

    async def cancel():
        await asyncio.sleep(0.03)
        await sessions.cancel(profile, first, FATIMA, REASON)

    answers = await asyncio.gather(cancel(), *(press(in_town, name, choice_of(FIRST)) for name in names))
    for keys, name in zip(answers[1:], names, strict=True):
        seat = await has(in_town, name)
        late = keys[:2] == ["slot.taken", "slot.ask_session"]
        assert (seat is None) if late else (keys[0], seat) == ("booking.confirmed", (SESSION, NEXT))
    assert {at for status, at in await bookings(pool) if status == "confirmed"} <= {NEXT}


# The waiting list (G1, G9) ---------------------------------------------------------------------


async def on_the_list(in_town, there_is, *names):
    """Fatma has the one seat of the first session, the named residents have the next and wait."""
    await there_is(FIRST, seats=2, invited_max=None)
    await there_is(NEXT)
    for name in ("fatma", "ali"):
        await book(in_town, name, FIRST)
    for name in names:
        talk = Talk(detours=("slot",), done=KNOWS_THE_WAYS)
        await in_town.store.create(jan(id=name, appointments=()), talk, None, NOW)
        async with in_town.open(name) as turn:
            await agenda.go_on(turn)
        assert "wait_list" in turn.talk.on_screen
        assert (await press(in_town, name, "wait_list"))[0] == "waiting.done"
        await press(in_town, name, choice_of(NEXT))


async def leaves(in_town, name):
    async with in_town.open(name) as turn:
        await agenda.STEPS["cancel"].choose(turn, "cancel", "yes")


async def test_a_freed_seat_is_offered_to_who_waited_longest_and_to_nobody_else(
    in_town, sessions, outbox, there_is, pool
):
    await on_the_list(in_town, there_is, "anna", "jan")
    await leaves(in_town, "fatma")
    await at_the_choice(in_town, "late", FIRST)
    assert (await press(in_town, "late", choice_of(FIRST)))[0] == "slot.taken"
    assert await sessions.offer_seats(NOW) == 1
    assert [row["conversation_id"] for row in await pool.fetch(
        "select conversation_id from bookings where status = 'offered'")] == ["anna"]  # fmt: skip
    await outbox.deliver_due(NOW)
    assert (await said(in_town, "anna"))[-1] == "offer.ask"
    assert (await press(in_town, "anna", "offer:yes"))[0] == "booking.confirmed"
    assert await has(in_town, "anna") == (SESSION, FIRST)
    anna = "select count(*) from bookings where conversation_id = 'anna' and status <> 'released'"
    assert await pool.fetchval(anna) == 1


async def test_an_offer_that_is_not_answered_goes_to_the_next_without_penalty(
    in_town, sessions, outbox, there_is
):
    await on_the_list(in_town, there_is, "anna", "jan")
    await leaves(in_town, "fatma")
    await sessions.offer_seats(NOW)
    await outbox.deliver_due(NOW)
    in_town.clock.wait(hours=2)
    assert await sessions.offer_seats(in_town.clock()) == 1
    await outbox.deliver_due(in_town.clock())
    assert (await press(in_town, "anna", "offer:yes"))[0] == "offer.gone"
    assert (await press(in_town, "jan", "offer:yes"))[0] == "booking.confirmed"
    assert [await has(in_town, name) for name in ("anna", "jan")] == [(SESSION, NEXT), (SESSION, FIRST)]


async def test_a_no_to_an_offer_keeps_the_appointment(in_town, sessions, outbox, there_is):
    await on_the_list(in_town, there_is, "anna")
    await leaves(in_town, "fatma")
    await sessions.offer_seats(NOW)
    await outbox.deliver_due(NOW)
    assert (await press(in_town, "anna", "offer:no"))[0] == "offer.no"
    assert await has(in_town, "anna") == (SESSION, NEXT)


async def test_four_watches_offer_a_seat_once(in_town, sessions, there_is, pool):
    await on_the_list(in_town, there_is, "anna", "jan")
    await leaves(in_town, "fatma")
    counts = await asyncio.gather(*[sessions.offer_seats(NOW) for _ in range(4)])
    letters = await pool.fetchval("select count(*) from outbox where question = 'offer'")
    assert (sum(counts), letters) == (1, 1)


async def test_too_late_to_ask_the_seat_is_for_who_comes(in_town, sessions, there_is, pool):
    await on_the_list(in_town, there_is, "anna")
    await leaves(in_town, "fatma")
    assert await sessions.offer_seats(FIRST - timedelta(minutes=20)) == 0
    assert await pool.fetchval("select waiting from slots where starts_at = $1", FIRST) == 0


# Who was there (B3, G4, G11) -------------------------------------------------------------------


async def test_who_came_is_counted_without_names_and_stays_counted(
    in_town, sessions, profile, there_is, slot_id, conversations
):
    await there_is(FIRST)
    for name in ("anna", "jan", "fatma"):
        await book(in_town, name, FIRST)
    in_town.clock.wait(days=1, hours=2)
    for name, status in (("anna", "attended"), ("jan", "missed"), ("fatma", "attended")):
        await sessions.attendance(await slot_id(FIRST), name, FATIMA, status)
    await sessions.attendance(await slot_id(FIRST), "fatma", FATIMA, "missed")  # A correction.
    await conversations.erase("jan")
    assert await sessions.came(profile) == {SESSION: Came(1, 2)}


async def test_who_was_invited_and_never_answered_counts_too(
    in_town, sessions, profile, there_is, slot_id, pool
):
    await there_is(FIRST, seats=2, invited_max=4)
    for name in ("anna", "jan", "ali"):
        await invited(in_town, sessions, profile, await slot_id(FIRST), name)
    in_town.clock.wait(days=1, hours=2)
    for name, status in (("anna", "attended"), ("jan", "missed"), ("ali", "missed")):
        await sessions.attendance(await slot_id(FIRST), name, FATIMA, status)
    assert await sessions.came(profile) == {SESSION: Came(1, 2)}
    assert [one.status for one in (await in_town.store.case("jan")).appointments] == ["missed"]


async def test_after_a_session_the_next_talk_of_the_chain_is_offered_at_once(
    in_town, sessions, there_is, slot_id
):
    await there_is(FIRST)
    await there_is(NEXT + timedelta(hours=3), kind="start_talk")
    await book(in_town, "jan", FIRST)
    in_town.clock.wait(days=1, hours=2)
    await sessions.attendance(await slot_id(FIRST), "jan", FATIMA, "attended")
    assert (await said(in_town, "jan"))[-2:] == ["chain.next", "slot.ask"]


async def test_who_was_missed_twice_is_called_and_loses_nothing(in_town, sessions, outbox, there_is, slot_id):
    await there_is(FIRST, NEXT)
    await book(in_town, "jan", FIRST)
    in_town.clock.wait(days=1, hours=1)
    await sessions.attendance(await slot_id(FIRST), "jan", FATIMA, "missed")
    await outbox.deliver_due(in_town.clock())
    assert (await said(in_town, "jan"))[-1] == "missed.ask"
    await press(in_town, "jan", "missed:new_date")
    await press(in_town, "jan", choice_of(NEXT))
    in_town.clock.wait(days=1)
    await sessions.attendance(await slot_id(NEXT), "jan", FATIMA, "missed")
    handoff = (await in_town.store.case("jan")).handoff
    assert (handoff.state, handoff.reason) == ("requested", "missed_twice")


async def test_nobody_is_marked_who_has_no_seat(in_town, sessions, there_is, slot_id):
    await there_is(FIRST)
    await in_town.store.create(jan(appointments=()), Talk(), None, NOW)
    with pytest.raises(TransitionNotAllowed):
        await sessions.attendance(await slot_id(FIRST), jan().id, FATIMA, "missed")


# Invitations (G3) ------------------------------------------------------------------------------


async def invited(in_town, sessions, profile, slot, name):
    await in_town.store.create(jan(id=name, appointments=()), Talk(done=KNOWS_THE_WAYS), None, NOW)
    await sessions.invite(profile, slot, name, FATIMA)


ANSWERS = {
    # tapped -> what is said first, and what the resident has
    "yes": ("booking.confirmed", (SESSION, FIRST)),
    "no": ("invitation.no", None),
    "other": ("slot.ask_session", None),
}


@pytest.mark.parametrize("answer", ANSWERS)
async def test_an_invitation_is_answered(in_town, sessions, profile, there_is, slot_id, answer):
    await there_is(FIRST, NEXT)
    await invited(in_town, sessions, profile, await slot_id(FIRST), "jan")
    keys = await press(in_town, "jan", f"invitation:{answer}")
    assert (keys[0], await has(in_town, "jan")) == ANSWERS[answer]


async def test_more_are_invited_than_the_room_holds_and_no_more_confirm(
    in_town, sessions, profile, there_is, slot_id
):
    await there_is(FIRST, seats=2, invited_max=3)
    await there_is(NEXT)
    slot = await slot_id(FIRST)
    for name in ("anna", "jan", "ali"):
        await invited(in_town, sessions, profile, slot, name)
    with pytest.raises(TransitionNotAllowed):
        await invited(in_town, sessions, profile, slot, "fatma")
    names = ("anna", "jan", "ali")
    answers = await asyncio.gather(*(press(in_town, name, "invitation:yes") for name in names))
    assert sorted(keys[0] for keys in answers) == ["booking.confirmed", "booking.confirmed", "slot.taken"]


async def test_the_invited_of_a_cancelled_session_are_invited_to_the_next(
    in_town, sessions, outbox, profile, there_is, slot_id, pool
):
    await there_is(FIRST, NEXT)
    await invited(in_town, sessions, profile, await slot_id(FIRST), "jan")
    await sessions.cancel(profile, await slot_id(FIRST), FATIMA, REASON)
    assert ("invited", NEXT) in await bookings(pool)
    await outbox.deliver_due(NOW)
    assert (await said(in_town, "jan"))[-2:] == ["session.cancelled", "invitation.ask_session"]


async def test_the_invited_of_a_cancelled_session_hear_that_a_person_looks_where_there_is_no_other(
    in_town, sessions, outbox, profile, there_is, slot_id
):
    await there_is(FIRST)
    await invited(in_town, sessions, profile, await slot_id(FIRST), "jan")
    await sessions.cancel(profile, await slot_id(FIRST), FATIMA, REASON)
    await outbox.deliver_due(NOW)
    state = (await in_town.store.case("jan")).handoff.state
    assert ("session.cancelled_person" in await said(in_town, "jan"), state) == (True, "requested")
