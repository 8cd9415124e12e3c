"""The talks of one intaker as a calendar to subscribe to.

Flow: a calendar program with the link -> services.feeds -> adapters.calendar_ics.
"""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from bot.adapters.calendar_ics import FeedEntry, to_feed
from bot.adapters.texts_gettext import Texts
from bot.services.feeds import Busy
from bot.web.desk_words import LANG, number_of
from bot.web.keys import SERVICES
from bot.web.resident_access import not_too_often
from bot.web.sender import sender_of


def setup_feed(app: web.Application) -> None:
    """Add the route."""
    app.router.add_get("/feeds/{token:[A-Za-z0-9_-]{20,64}}.ics", feed)


async def feed(request: web.Request) -> web.Response:
    """Give the calendar; 404 for a link that was taken back or never was."""
    not_too_often(request, sender_of(request))
    services = request.app[SERVICES]
    busy = await services.feeds.read(request.match_info["token"])
    if busy is None:
        raise web.HTTPNotFound()
    entries = [_entry(one, services.texts) for one in busy]
    body = to_feed(entries, datetime.now(UTC))
    return web.Response(body=body, content_type="text/calendar", charset="utf-8")


def _entry(busy: Busy, texts: Texts) -> FeedEntry:
    key = "feed.session" if busy.seats > 1 else "feed.talk"
    number = number_of(busy.conversation_id or "")
    summary = texts.gettext(key, LANG, "desk").format(
        number=number, confirmed=busy.confirmed, seats=busy.seats
    )
    return FeedEntry(f"slot-{busy.id}", busy.sequence, busy.starts_at, busy.ends_at, busy.place, summary)
