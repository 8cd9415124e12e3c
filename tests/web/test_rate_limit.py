"""A person never meets the limit; a runaway script does, and may come back later."""

from __future__ import annotations

import pytest

from bot.web.rate_limit import RateLimit

CASES = [
    # moments (s) of the requests, allowed
    ([0, 0, 0], [True, True, True]),  # as many as fit at once
    ([0, 0, 0, 0], [True, True, True, False]),  # one too many
    ([0, 0, 0, 0, 0.5], [True, True, True, False, True]),  # one came back in half a second
    ([0, 0, 0, 100, 100, 100, 100], [True] * 6 + [False]),  # rest never gives more than full
]


@pytest.mark.parametrize("moments, allowed", CASES)
def test_the_bucket_empties_and_fills(moments, allowed):
    now = iter(moments)
    limit = RateLimit(lambda: next(now), burst=3, per_second=2)
    assert [limit.allows("c1") for _ in moments] == allowed


def test_one_sender_does_not_stop_another():
    limit = RateLimit(lambda: 0.0, burst=1, per_second=1)
    assert [limit.allows("c1"), limit.allows("c1"), limit.allows("c2")] == [True, False, True]
