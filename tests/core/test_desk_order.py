"""Which case comes first at the desk, and what must be done for it?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.case import Handoff, Triage
from bot.core.desk_order import Row, Todo, in_order, is_done, todo
from tests.fakes import NOW
from tests.jan import jan

UNDECIDED = jan()
DECIDED = jan(triage=replace(UNDECIDED.triage, decision="kept"))
AFTER = UNDECIDED.appointment.ends_at
MISSED = replace(UNDECIDED.appointments[0], status="missed")
ATTENDED = replace(UNDECIDED.appointments[0], status="attended")

TODOS = {
    "a resident who asks goes first": (
        jan(handoff=Handoff("requested", since=NOW)),
        NOW,
        ("answer", "resident"),
    ),
    "a colleague is talking": (jan(handoff=Handoff("active", since=NOW)), NOW, ("talking", None)),
    "call back": (jan(handoff=Handoff("callback", since=NOW)), NOW, ("call_back", "resident")),
    "a proposal waits": (UNDECIDED, NOW, ("decide", "resident")),
    "a talk is booked": (DECIDED, NOW, ("appointment", None)),
    "the talk is over": (DECIDED, AFTER, ("record_outcome", "desk")),
    "the resident did not come": (replace(DECIDED, appointments=(MISSED,)), AFTER, ("contact_again", "desk")),
    "the talk was held": (replace(DECIDED, appointments=(ATTENDED,)), AFTER, ("nothing", None)),
    "closed before the talk": (
        replace(DECIDED, handoff=Handoff("closed", since=NOW)),
        NOW,
        ("appointment", None),
    ),
    "sent on to another municipality": (
        jan(handoff=Handoff("closed", "forward", NOW), appointments=()),
        NOW,
        ("nothing", None),
    ),
    "on the way": (
        replace(UNDECIDED, appointments=(replace(UNDECIDED.appointments[0], status="on_the_way"),)),
        UNDECIDED.appointment.starts_at,
        ("on_the_way", "resident"),
    ),
    "still busy": (jan(triage=Triage(), appointments=()), NOW, ("filling_in", None)),
}


@pytest.mark.parametrize(("case", "now", "expected"), TODOS.values(), ids=TODOS)
def test_what_a_person_must_do(case, now, expected):
    open_thing = todo(case, NOW, now)
    assert (open_thing.act, open_thing.who) == expected


def a_row(id_, urgency, minutes, who="resident", crisis=()):
    case = jan(id=id_, triage=Triage("multiple", urgency=urgency), crisis=crisis)
    return Row(case, Todo("decide", who, NOW - timedelta(minutes=minutes)), NOW)


def test_most_urgent_first_then_longest_waiting():
    rows = [
        a_row("short", "routine", 1),
        a_row("busy", "elevated", 90, who=None),
        a_row("long", "routine", 60),
        a_row("elevated", "elevated", 5),
        a_row("flag", "routine", 0, crisis=("no_heat",)),
        a_row("crisis", "crisis", 2),
    ]
    assert [row.case.id for row in in_order(rows)] == ["crisis", "flag", "elevated", "busy", "long", "short"]


def test_a_missed_talk_keeps_the_case_open():
    case = replace(DECIDED, appointments=(MISSED,))
    assert is_done(Row(case, todo(case, NOW, AFTER), NOW)) is False
