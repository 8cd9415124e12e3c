"""From which address does a request come, and was it encrypted on its way?

Limits count for each sender.  Behind a proxy on this machine every request would have one
and the same sender, and one of them could lock out all the others.
"""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address

from aiohttp import web


def sender_of(request: web.Request) -> str:
    """The browser's address: the peer's, or what a proxy on this machine says of it.

    Of ``X-Forwarded-For`` only the last address counts: the proxy wrote that one itself.
    """
    peer = request.remote or ""
    last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    with suppress(ValueError):
        if ip_address(peer).is_loopback:
            return str(ip_address(last))
    return peer


def is_encrypted(request: web.Request) -> bool:
    """Whether the browser speaks HTTPS, with us or with a proxy before us."""
    return request.secure or request.headers.get("X-Forwarded-Proto") == "https"
