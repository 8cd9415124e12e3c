"""Does every part work, so that the municipality's monitoring can see it?"""

from __future__ import annotations

from aiohttp import web

from bot.web.keys import SERVICES


async def health(request: web.Request) -> web.Response:
    """Tell the state of each part: 200 when all work, 503 when one does not."""
    parts = await request.app[SERVICES].health()
    works = all(part["ok"] for part in parts.values())
    body = {"status": "ok" if works else "down", "parts": parts}
    return web.json_response(body, status=200 if works else 503)
