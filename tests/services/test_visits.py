"""What does somebody hear who says to be late for a talk?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.talk import Talk
from bot.services import visits
from tests.fakes import NOW, the_catalog
from tests.jan import jan


def with_grace(minutes):
    """The real catalog, in which so much too late is in time for Jan's talk."""
    catalog, talk = the_catalog(), jan().appointment
    profile = catalog.profiles[jan().profile]
    kind = replace(profile.appointments[talk.kind], late_grace_minutes=minutes)
    changed = replace(profile, appointments={**profile.appointments, talk.kind: kind})
    return replace(catalog, profiles={**catalog.profiles, profile.id: changed})


@pytest.mark.parametrize(
    ("minutes", "how", "expected"),
    [
        (15, "late", ["visit.late", "visit.grace"]),
        (15, "lost", ["visit.lost"]),
        (None, "late", ["visit.late"]),
    ],
)
async def test_how_late_is_still_in_time_is_told_where_the_municipality_says_it(
    turns, minutes, how, expected
):
    turns = replace(turns, catalog=with_grace(minutes))
    await turns.store.create(jan(), Talk(), None, NOW)
    turns.clock.now = jan().appointment.starts_at + timedelta(minutes=5)
    async with turns.open(jan().id) as turn:
        visits.come_late(turn, how)
    assert [said.key for said in turn.said] == expected
