"""Is a resident offered the times that fit, and is a promise counted from the right moment?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.adapters.slots_postgres import add_slots
from bot.core.appointment_kinds import Deadline
from bot.core.case import Contact, Reachable, Routing, Situation
from bot.core.demo_calendar import slot_at
from bot.core.errors import SlotTaken
from bot.core.scheduling import LOCAL, local_date
from bot.core.talk import Talk
from bot.services import times
from bot.services.turn import Turn
from tests.fakes import NOW
from tests.jan import jan
from tests.outside_calendar import OutsideCalendar, OutsideSystem
from tests.sessions import ALONE, FIRST_TALK, KINDS, PROFILE, SESSION, catalog_with_sessions

DAY = timedelta(days=1)
FREE = replace(jan(), appointments=(), routing=Routing())


@pytest.fixture
async def with_sessions(turns):
    """Turns in a municipality with sessions, and Jan there without an appointment."""
    changed = replace(turns, catalog=catalog_with_sessions())
    await turns.store.create(FREE, Talk(), None, NOW)
    return changed


def a_slot(catalog, kind, days, **differs):
    profile = catalog.profiles[PROFILE]
    return slot_at(profile, profile.appointments[kind], NOW + days * DAY, **differs)


OFFERS = {
    # what there is: kind, days from now, what differs -> what is offered
    "the sessions": ([(SESSION, 2, {}), (SESSION, 1, {}), (ALONE, 1, {})], (SESSION, [1, 2])),
    "a talk alone, where no session is in time": ([(SESSION, 9, {}), (ALONE, 1, {})], (ALONE, [1])),
    "a talk alone, where no session is in the language": (
        [(SESSION, 1, {"languages": ("ti",)}), (ALONE, 2, {})],
        (ALONE, [2]),
    ),
    "a talk in another language, where nobody speaks this one": (
        [(ALONE, 2, {"languages": ("ti",)})],
        (ALONE, [2]),
    ),
    "a later talk in the own language": (
        [(ALONE, 1, {"languages": ("ti",)}), (ALONE, 2, {"languages": ("nl",)})],
        (ALONE, [2]),
    ),
}


@pytest.mark.parametrize(("there", "expected"), OFFERS.values(), ids=OFFERS)
async def test_a_resident_is_offered(with_sessions, pool, there, expected):
    catalog = with_sessions.catalog
    await add_slots(pool, [a_slot(catalog, kind, days, **differs) for kind, days, differs in there])
    async with with_sessions.open(FREE.id) as turn:
        offer = await times.offer(turn, turn.profile.appointments[SESSION], 9)
    assert (offer.kind.id, [(slot.starts_at - NOW).days for slot in offer.slots]) == expected


TEAMS = {
    # team of the case, teams that have time in their order -> days offered, own team
    "the own team first": ("b", ["a", "b", None], ([2, 3], True)),
    "another team before the promise is broken": ("c", ["a", "b"], ([1, 2], False)),
    "no team is fixed": (None, ["a", "b"], ([1, 2], True)),
}


@pytest.mark.parametrize(("team", "there", "expected"), TEAMS.values(), ids=TEAMS)
async def test_the_own_team_goes_first(with_sessions, pool, team, there, expected):
    slots = [a_slot(with_sessions.catalog, ALONE, n, team=name) for n, name in enumerate(there, 1)]
    await add_slots(pool, slots)
    async with with_sessions.open(FREE.id) as turn:
        turn.case = replace(turn.case, routing=Routing(team=team))
        offer = await times.offer(turn, turn.profile.appointments[ALONE], 9)
    assert ([(slot.starts_at - NOW).days for slot in offer.slots], offer.own_team) == expected


async def test_nothing_that_keeps_the_promise_is_no_offer(with_sessions, pool):
    await add_slots(pool, [a_slot(with_sessions.catalog, kind, 30) for kind in (SESSION, ALONE)])
    async with with_sessions.open(FREE.id) as turn:
        assert await times.offer(turn, turn.profile.appointments[SESSION], 9) is None


async def test_a_time_that_is_over_is_not_taken(with_sessions, pool):
    await add_slots(pool, [a_slot(with_sessions.catalog, ALONE, -1)])
    async with with_sessions.open(FREE.id) as turn:
        with pytest.raises(SlotTaken):
            await times.take(turn, turn.profile.appointments[ALONE], NOW - DAY)


class Elsewhere:
    """A record whose calendar is somebody else's."""

    def __init__(self, opened, slots) -> None:
        self.record = opened.record
        self.calendar = OutsideCalendar(OutsideSystem(slots), FREE.id)


REACHABLE = [(Reachable(phone="+31612345678"), True), (Reachable(email="jan@example.org"), False)]


@pytest.mark.parametrize(("reachable", "offered"), REACHABLE)
async def test_a_calendar_that_needs_what_we_do_not_know_is_left_to_a_person(
    with_sessions, pool, reachable, offered
):
    await add_slots(pool, [a_slot(with_sessions.catalog, ALONE, 1)])
    async with with_sessions.open(FREE.id) as turn:
        kind = turn.profile.appointments[ALONE]
        ours = await times.offer(turn, kind, 1)
        turn.case = replace(turn.case, contact=replace(turn.case.contact, reachable=reachable))
        outside = replace_opened(turn, Elsewhere(turn.opened, list(ours.slots)))
        found = await times.offer(outside, kind, 1)
    assert (found is not None) == offered


def replace_opened(turn: Turn, opened) -> Turn:
    return Turn(opened, turn.catalog, turn.now, turn.numbers, turn.working_days)


# From which moment a promise counts ------------------------------------------------------------

TODAY = local_date(NOW)
ATTENDED = replace(
    jan().appointments[0], kind=SESSION, status="attended",
    starts_at=NOW - 2 * DAY, ends_at=datetime(2026, 11, 25, 11, tzinfo=LOCAL),
)
ANCHORS = {
    # counted from, first contact, application, talks before -> last day of two days
    "now": ("now", TODAY - 2 * DAY, None, (), TODAY + 2 * DAY),
    "the first contact": ("first_contact", TODAY - DAY, None, (), TODAY + DAY),
    "today again, when it is over": ("first_contact", TODAY - 9 * DAY, None, (), TODAY + 2 * DAY),
    "the application": ("application", TODAY - 9 * DAY, TODAY - DAY, (), TODAY + DAY),
    "the first contact, before an application": ("application", TODAY - DAY, None, (), TODAY + DAY),
    "the talk before it": ("previous", TODAY - 9 * DAY, None, (ATTENDED,), date(2026, 11, 27)),
    "now, when there was none before it": ("previous", TODAY - 9 * DAY, None, (), TODAY + 2 * DAY),
    "now, when it was missed": (
        "previous", TODAY, None, (replace(ATTENDED, status="missed"),), TODAY + 2 * DAY,
    ),
}


@pytest.mark.parametrize(
    ("from_", "contact_on", "application_on", "talks", "expected"), ANCHORS.values(), ids=ANCHORS
)
async def test_a_promise_counts_from(with_sessions, from_, contact_on, application_on, talks, expected):
    kind = replace(KINDS[FIRST_TALK], deadline=Deadline(2, "days", from_))
    async with with_sessions.open(FREE.id) as turn:
        turn.case = replace(
            turn.case, appointments=talks, contact=Contact("webchat", contact_on, application_on)
        )
        assert times.promised_until(turn, kind) == expected


async def test_hours_of_a_contact_today_count_from_now(with_sessions):
    kind = replace(KINDS[FIRST_TALK], deadline=Deadline(24, "hours"))
    async with with_sessions.open(FREE.id) as turn:
        assert times.promise(turn, kind) == (turn.now, turn.now + DAY)


AGES = [("27_plus", [SESSION, ALONE]), (None, [SESSION, ALONE]), ("18_26", [ALONE])]


@pytest.mark.parametrize(("told", "expected"), AGES)
async def test_a_session_from_27_is_not_offered_to_who_is_younger(turns, told, expected):
    turns = replace(turns, catalog=catalog_with_sessions(age_gte=27))
    await turns.store.create(replace(FREE, situation=Situation(age_group=told)), Talk(), None, NOW)
    async with turns.open(FREE.id) as turn:
        kinds = times.kinds_for(turn, turn.profile.appointments[SESSION])
    assert [kind.id for kind in kinds] == expected
