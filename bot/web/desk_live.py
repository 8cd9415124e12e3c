"""How does an open page of the desk hear that something changed, and how do programs read cases?

Flow: ``LiveUpdates`` -> server-sent events -> ``desk.js`` fetches the piece of page again.
An event names a conversation and says nothing about it.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.adapters.case_json import case_to_json, local_moment
from bot.core.desk_order import Row
from bot.core.errors import StoreUnavailable
from bot.services.staff import Session
from bot.web.desk_session import background, session_of
from bot.web.keys import SERVICES

LISTENERS: web.AppKey[set[asyncio.Task]] = web.AppKey("desk_listeners", set)
"""Open lines; a server that stops does not wait for them."""

_BEAT_S = 25.0  # Proxies close a line on which nothing is said for a minute.


async def _events(request: web.Request, session: Session) -> web.StreamResponse:
    """Tell of changes until the page is closed or the session is over."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    changes = request.app[SERVICES].live.subscribe(request.query.get("case"))
    listeners, task = request.app[LISTENERS], asyncio.current_task()
    listeners.add(task)
    try:
        await response.write(b"retry: 2000\n\n")
        while await session_of(request, active=False):
            await response.write(await _next(changes))
    except (ConnectionError, StoreUnavailable):
        pass  # The page was closed, or must connect again later: that is how this ends.
    finally:
        listeners.discard(task)
        await changes.aclose()
    return response


async def hang_up(app: web.Application) -> None:
    """Close every open line; their pages connect again when we are back."""
    for task in tuple(app[LISTENERS]):
        task.cancel()


async def _next(changes: Any) -> bytes:
    try:
        change = await asyncio.wait_for(anext(changes), _BEAT_S)
    except TimeoutError:
        return b": still here\n\n"
    return f"data: {json.dumps(dict(change))}\n\n".encode()


async def _api_cases(request: web.Request, session: Session) -> web.Response:
    """All cases in the order of the desk."""
    services = request.app[SERVICES]
    rows = await services.desk.cases(services.settings.profile)
    return web.json_response({"cases": [{**case_to_json(row.case), "todo": _todo(row)} for row in rows]})


async def _api_case(request: web.Request, session: Session) -> web.Response:
    """One case as the contract describes it, without what the resident keeps from staff."""
    view = await request.app[SERVICES].desk.open_case(request.match_info["id"])
    return web.json_response(case_to_json(view.case))


def _todo(row: Row) -> dict[str, str | None]:
    return {"act": row.todo.act, "who": row.todo.who, "since": local_moment(row.todo.since)}


events, api_cases, api_case = background(_events), background(_api_cases), background(_api_case)
