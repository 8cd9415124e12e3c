"""How does a new message reach a browser that is only waiting?

The WebSocket half of the resident's chat protocol: the browser proves itself in its first
message, then gets every line of the transcript that it does not have, in every open tab.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import Annotated

import msgspec
from aiohttp import WSCloseCode, web

from bot.core.errors import VoordeurError
from bot.web.errors import Refused
from bot.web.keys import SERVICES
from bot.web.resident_access import CONVERSATION, check_token, not_too_often
from bot.web.resident_messages import entries_to_json, reader_of

_HELLO_S = 10
_HEARTBEAT_S = 25
_LONGEST_HELLO_BYTES = 1024


class Hello(msgspec.Struct):
    """First message of the browser.  ``after``: the last line that it has."""

    token: Annotated[str, msgspec.Meta(max_length=200)]
    after: Annotated[int, msgspec.Meta(ge=0, le=2**62)] = 0


def setup_resident_live(app: web.Application) -> None:
    """Add the route, and close what is open when the server stops."""
    app.router.add_get(f"{CONVERSATION}/live", live)
    app[_OPEN] = set()
    app.on_shutdown.append(_close_all)


_OPEN: web.AppKey[set[web.WebSocketResponse]] = web.AppKey("open_sockets", set)


async def live(request: web.Request) -> web.WebSocketResponse:
    """Push new lines until the browser leaves.  Closes with 1008 when the token is wrong."""
    not_too_often(request, request.match_info["id"])
    socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_S, max_msg_size=_LONGEST_HELLO_BYTES)
    await socket.prepare(request)
    request.app[_OPEN].add(socket)
    try:
        await _serve(request, socket)
    finally:
        request.app[_OPEN].discard(socket)
    return socket


async def _serve(request: web.Request, socket: web.WebSocketResponse) -> None:
    try:
        hello = await _hello(request, socket)
        await _push_until_gone(request, socket, hello.after)
    except (Refused, msgspec.MsgspecError, TypeError, TimeoutError):
        await socket.close(code=WSCloseCode.POLICY_VIOLATION)
    except VoordeurError:
        await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)


async def _hello(request: web.Request, socket: web.WebSocketResponse) -> Hello:
    hello = msgspec.json.decode(await socket.receive_str(timeout=_HELLO_S), type=Hello)
    await check_token(request, request.match_info["id"], hello.token)
    return hello


async def _push_until_gone(request: web.Request, socket: web.WebSocketResponse, after: int) -> None:
    pushing = asyncio.create_task(_push(request, socket, after))
    leaving = asyncio.create_task(_read_until_closed(socket))
    await asyncio.wait({pushing, leaving}, return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    if not pushing.done():
        pushing.cancel()
    with suppress(asyncio.CancelledError, ConnectionError):
        await pushing


async def _read_until_closed(socket: web.WebSocketResponse) -> None:
    """What the browser says after its first message has no meaning; we only see it leave."""
    async for _ in socket:
        pass


async def _push(request: web.Request, socket: web.WebSocketResponse, after: int) -> None:
    conversation_id = request.match_info["id"]
    # First listen, then read: what is said in between is not missed.
    async with aclosing(request.app[SERVICES].live.subscribe(conversation_id)) as changes:
        after = await _push_new(request, socket, conversation_id, after)
        async for _ in changes:
            after = await _push_new(request, socket, conversation_id, after)


async def _push_new(
    request: web.Request, socket: web.WebSocketResponse, conversation_id: str, after: int
) -> int:
    conversations = request.app[SERVICES].conversations
    entries = await conversations.transcript(conversation_id, after)
    if not entries:
        return after
    reader = reader_of(request, await conversations.case(conversation_id))
    await socket.send_json({"messages": entries_to_json(entries, reader), "seq": entries[-1].seq})
    return entries[-1].seq


async def _close_all(app: web.Application) -> None:
    for socket in tuple(app[_OPEN]):
        await socket.close(code=WSCloseCode.GOING_AWAY)
