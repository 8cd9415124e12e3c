"""Who has the talk, who may take it, and when does a call climb?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.case import Case, Contact, Handoff
from bot.core.errors import TransitionNotAllowed
from bot.core.handoff import MOVES, TakenAlready, ask_for_person, climb, move

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
TEN_MINUTES = timedelta(minutes=10)

WALKS = {
    "asked, answered, given back": (["request", "take_over", "give_back"], "returned"),
    "asked, not picked up, answered": (["request", "wait", "take_over"], "active"),
    "asked again after it was closed": (["request", "take_over", "close", "request"], "requested"),
    "called back later": (["request", "call_back", "take_over", "close"], "closed"),
    "taken over without being asked": (["take_over"], "active"),
}


@pytest.mark.parametrize(("acts", "expected"), WALKS.values(), ids=WALKS)
def test_a_talk_changes_hands(acts, expected):
    handoff = Handoff()
    for act in acts:
        handoff = move(handoff, act, NOW, by="fatima")
    assert handoff.state == expected


REFUSED = {
    "giving back what you do not have": ("none", "give_back"),
    "waiting without having asked": ("none", "wait"),
    "closing twice": ("closed", "close"),
    "asking while a person is there": ("active", "request"),
}


@pytest.mark.parametrize(("state", "act"), REFUSED.values(), ids=REFUSED)
def test_what_the_table_does_not_know_is_refused(state, act):
    with pytest.raises(TransitionNotAllowed):
        move(Handoff(state), act, NOW)


def test_the_second_to_take_over_hears_who_was_first():
    taken = move(Handoff("requested"), "take_over", NOW, by="fatima")
    with pytest.raises(TakenAlready) as refusal:
        move(taken, "take_over", NOW, by="piet")
    assert refusal.value.by == "fatima"


@pytest.mark.parametrize("act", ["give_back", "close", "call_back"])
def test_a_colleague_cannot_end_your_talk(act):
    with pytest.raises(TakenAlready):
        move(Handoff("active", by="fatima"), act, NOW, by="piet")


def test_every_act_leads_to_a_state_that_others_start_from():
    starts = set().union(*(allowed for allowed, _ in MOVES.values()))
    assert {target for _, target in MOVES.values()} <= starts


ASKED = {
    "first": (Handoff(), "wants_human", ("requested", "wants_human", LATER)),
    "twice keeps the place": (
        Handoff("requested", "wants_human", NOW),
        "wants_human",
        ("requested", "wants_human", NOW),
    ),
    "a crisis goes first": (
        Handoff("requested", "wants_human", NOW),
        "crisis",
        ("requested", "crisis", LATER),
    ),
    "a second crisis keeps waiting": (
        Handoff("waiting", "crisis", NOW),
        "crisis",
        ("waiting", "crisis", NOW),
    ),
    "a person is there": (
        Handoff("active", "wants_human", NOW, "fatima"),
        "crisis",
        ("active", "crisis", NOW),
    ),
}


@pytest.mark.parametrize(("before", "reason", "expected"), ASKED.values(), ids=ASKED)
def test_asking_for_a_person(before, reason, expected):
    after = ask_for_person(before, reason, LATER)
    assert (after.state, after.reason, after.since) == expected


def a_case(handoff, crisis=("no_bed_tonight",)):
    return Case(
        "c1", "alphen-2015", "nl", Contact("webchat", date(2026, 11, 26)), crisis=crisis, handoff=handoff
    )


CLIMBS = {
    "not yet": (9, 0, None),
    "after one wait the second channel": (10, 0, 1),
    "once is enough": (15, 1, None),
    "after two waits the front desk": (20, 1, 2),
    "long asleep goes straight to the front desk": (600, 0, 2),
    "there is nothing above it": (600, 2, None),
}


@pytest.mark.parametrize(("minutes", "level", "expected"), CLIMBS.values(), ids=CLIMBS)
def test_a_crisis_call_climbs(minutes, level, expected):
    case = a_case(Handoff("requested", since=NOW, level=level))
    higher = climb(case, NOW + timedelta(minutes=minutes), TEN_MINUTES)
    assert (higher.level if higher else None) == expected


NO_CLIMB = {
    "picked up": a_case(Handoff("active", since=NOW)),
    "no crisis": a_case(Handoff("requested", since=NOW), crisis=()),
    "nobody asked": a_case(Handoff()),
}


@pytest.mark.parametrize("case", NO_CLIMB.values(), ids=NO_CLIMB)
def test_other_calls_do_not_climb(case):
    assert climb(case, NOW + timedelta(hours=3), TEN_MINUTES) is None


def test_climbing_does_not_make_the_wait_look_shorter():
    higher = climb(a_case(Handoff("requested", since=NOW)), NOW + TEN_MINUTES, TEN_MINUTES)
    assert higher == replace(Handoff("requested", since=NOW), state="waiting", level=1)
