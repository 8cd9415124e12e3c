"""When is somebody reminded, who may be on the way, and how often was a talk missed?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.visits import is_near, reminder_at, times_missed
from tests.fakes import NOW
from tests.jan import jan

TALK = jan().appointments[0]

REMINDERS = [
    # hours until the talk, hours until the reminder
    (48, 24),
    (25, 1),
    (24, 22),
    (3, 1),
    (2, None),
    (0, None),
]


@pytest.mark.parametrize(("hours", "expected"), REMINDERS)
def test_a_reminder_comes_the_day_before_or_two_hours_before(hours, expected):
    at = reminder_at(NOW + timedelta(hours=hours), NOW)
    assert at == (None if expected is None else NOW + timedelta(hours=expected))


ON_THE_WAY = [(-181, False), (-180, True), (0, True), (15, True), (90, True), (91, False)]


@pytest.mark.parametrize(("minutes", "expected"), ON_THE_WAY)
def test_somebody_may_be_on_the_way_from_three_hours_before_until_the_end(minutes, expected):
    assert is_near(TALK, TALK.starts_at + timedelta(minutes=minutes)) == expected


def test_without_a_talk_nobody_is_on_the_way():
    assert is_near(None, NOW) is False


ROWS = {"": 0, "missed": 1, "missed missed": 2, "missed attended": 0, "missed attended missed": 1,
        "missed cancelled missed": 2, "missed booked": 1}  # fmt: skip


@pytest.mark.parametrize(("statuses", "expected"), ROWS.items())
def test_talks_missed_in_a_row_are_counted_until_one_takes_place(statuses, expected):
    talks = tuple(replace(TALK, status=status) for status in statuses.split())
    assert times_missed(jan(appointments=talks)) == expected
