"""Whom do the limits count?"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.web.sender import sender_of

CASES = [
    # peer, X-Forwarded-For, sender
    ("10.0.0.9", None, "10.0.0.9"),  # no proxy
    ("127.0.0.1", "10.0.0.9", "10.0.0.9"),  # a proxy on this machine
    ("::1", "10.0.0.9", "10.0.0.9"),
    ("127.0.0.1", "1.2.3.4, 10.0.0.9", "10.0.0.9"),  # what the browser made up itself does not count
    ("10.0.0.9", "1.2.3.4", "10.0.0.9"),  # nor what anybody else says
    ("127.0.0.1", None, "127.0.0.1"),
    ("127.0.0.1", "somebody", "127.0.0.1"),
    (None, "1.2.3.4", ""),
]


@pytest.mark.parametrize("peer, forwarded, sender", CASES)
def test_the_sender_is_the_browser_also_behind_a_proxy(peer, forwarded, sender):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert sender_of(SimpleNamespace(remote=peer, headers=headers)) == sender
