"""Can the calendar of a demonstration be kept by people?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations, groupby

import pytest

from bot.adapters.holidays_nl import is_working_day_of
from bot.core.appointment_kinds import Deadline
from bot.core.demo_calendar import demo_slots, slot_at
from bot.core.scheduling import LOCAL
from tests.core.alphen import ALPHEN
from tests.sessions import GROUP, KINDS, SESSION

TODAY = date(2026, 11, 26)
WORKING = is_working_day_of(ALPHEN, 2026)


def with_session(minutes=60, **group):
    session = replace(KINDS[SESSION], minutes_max=minutes, group=replace(GROUP, **group))
    return replace(ALPHEN, appointments={**ALPHEN.appointments, SESSION: session})


def test_no_intaker_is_in_two_rooms_at_once():
    by_intaker = sorted(demo_slots(ALPHEN, TODAY, WORKING), key=lambda s: (s.intaker, s.starts_at))
    together = [
        (one, other)
        for _, talks in groupby(by_intaker, key=lambda s: s.intaker)
        for one, other in combinations(talks, 2)
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]
    assert together == []


def test_every_kind_has_talks_in_every_team_on_every_working_day():
    slots = list(demo_slots(ALPHEN, TODAY, WORKING))
    teams = {area.team for area in ALPHEN.areas}
    expected = {(kind, team) for kind in ALPHEN.appointments for team in teams}
    assert {(slot.kind, slot.team) for slot in slots} == expected
    assert all(WORKING(slot.starts_at.date()) and slot.starts_at.date() > TODAY for slot in slots)


SAME_DAY = [
    # working days promised -> first day with times
    (0, TODAY),
    (1, TODAY + timedelta(days=1)),
]


@pytest.mark.parametrize(("days", "expected"), SAME_DAY)
def test_only_a_talk_of_the_same_visit_has_times_today(days, expected):
    talk = replace(ALPHEN.appointments["second_talk"], deadline=Deadline(days, "working_days"))
    slots = demo_slots(replace(ALPHEN, appointments={talk.id: talk}), TODAY, WORKING)
    assert min(slot.starts_at.date() for slot in slots) == expected


PER_WEEK = [
    # a week, weekday -> sessions on each weekday
    (1, 0, {0: 3}),
    (2, 3, {3: 6}),
    (1, None, {0: 3}),
    (2, None, {0: 3, 2: 3}),
    (5, None, {0: 3, 1: 3, 2: 3, 3: 3, 4: 3}),
]


@pytest.mark.parametrize(("per_week", "weekday", "expected"), PER_WEEK)
def test_sessions_are_held_as_often_as_the_profile_says(per_week, weekday, expected):
    profile = with_session(per_week=per_week, weekday=weekday)
    held = [s.starts_at.weekday() for s in demo_slots(profile, TODAY, WORKING) if s.kind == SESSION]
    assert Counter(held) == expected


def test_a_session_has_the_room_and_the_languages_of_the_profile():
    profile = with_session(seats=15, invited_max=45, languages=("nl", "ti"))
    session = next(s for s in demo_slots(profile, TODAY, WORKING) if s.kind == SESSION)
    assert (session.seats, session.invited_max, session.languages) == (15, 45, ("nl", "ti"))


def test_long_talks_of_one_day_do_not_run_into_each_other():
    profile = with_session(minutes=180, per_week=9, weekday=1)
    slots = list(demo_slots(profile, TODAY, WORKING))
    hours = {s.starts_at.strftime("%H:%M") for s in slots if s.kind == SESSION}
    assert hours == {"09:00", "13:00"}


def test_one_moment_is_as_the_profile_says_but_for_what_differs():
    at = datetime(2026, 11, 30, 9, tzinfo=LOCAL)
    slot = slot_at(ALPHEN, ALPHEN.appointments["second_talk"], at, team="team-3", languages=("ti",))
    assert (slot.team, slot.languages, slot.seats, slot.place) == ("team-3", ("ti",), 1, ALPHEN.place)
