"""Links with which intakers see their talks in their own calendar."""

from __future__ import annotations

from aiohttp import web

from bot.services.staff import Session
from bot.web.desk_pages import desk_words
from bot.web.desk_session import act, page
from bot.web.desk_words import LANG
from bot.web.keys import SERVICES
from bot.web.pages import page as render
from bot.web.sender import is_encrypted


async def _show(request: web.Request, session: Session) -> web.Response:
    """Every intaker with their link, if there is one."""
    return await _feeds(request, session)


async def _make(request: web.Request, session: Session) -> web.Response:
    """Make a link; it is shown this once."""
    services, words = request.app[SERVICES], await desk_words(request)
    intaker = str((await request.post()).get("intaker", ""))
    try:
        token = await services.feeds.make(words.profile.id, intaker, session.member)
    except KeyError:
        raise web.HTTPUnprocessableEntity() from None
    return await _feeds(request, session, (intaker, _address(request, token)))


async def _remove(request: web.Request, session: Session) -> web.Response:
    """Take a link back."""
    words = await desk_words(request)
    intaker = str((await request.post()).get("intaker", ""))
    await request.app[SERVICES].feeds.remove(words.profile.id, intaker)
    raise web.HTTPSeeOther("/desk/feeds")


show_feeds, make_feed, remove_feed = page(_show), act(_make), act(_remove)


def _address(request: web.Request, token: str) -> str:
    """The link as a calendar program needs it, also behind a proxy that does the encryption."""
    origin = request.url.origin()
    return f"{origin.with_scheme('https') if is_encrypted(request) else origin}/feeds/{token}.ics"


async def _feeds(request: web.Request, session: Session, made: tuple[str, str] | None = None) -> web.Response:
    words = await desk_words(request)
    found = await request.app[SERVICES].feeds.all(words.profile.id)
    feeds = [
        (
            one.intaker,
            words.intaker(one.intaker),
            words.name(one.made_by),
            words.moment(one.made_at) if one.made_at else None,
        )
        for one in found
    ]
    return render(request, "desk/feeds.jinja2", LANG, "desk", session=session, profile=words.profile,
                  feeds=feeds, made=made and (words.intaker(made[0]), made[1]))  # fmt: skip
