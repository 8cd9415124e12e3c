"""A letter that could not be said is tried again, ever later, and then shown to a person."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.outbox import MOST_ATTEMPTS, next_attempt

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 4), (3, 16), (4, 64)])
def test_each_pause_is_four_times_the_last(attempts, minutes):
    assert next_attempt(attempts, NOW) == NOW + timedelta(minutes=minutes)


def test_after_the_last_attempt_it_has_failed():
    assert next_attempt(MOST_ATTEMPTS, NOW) is None
