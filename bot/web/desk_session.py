"""Is this request from a member of staff, and from our own page?

A cookie that scripts cannot read holds the session; every form brings the session's own
token back, and the browser's word on where the request comes from is checked as well.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.services.staff import LONGEST_SESSION, Session
from bot.web.keys import SERVICES
from bot.web.sender import is_encrypted

COOKIE = "voordeur_desk"
PATH = "/"  # The JSON of the desk stands under /api.
_OWN_SITES = ("same-origin", "none")

StaffHandler = Callable[[web.Request, Session], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page(handler: StaffHandler) -> Handler:
    """A page for staff; others are sent to the login page, and back after it."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        session = await session_of(request)
        if session is None:
            raise web.HTTPSeeOther(f"/desk/login?next={quote(request.path)}")
        if session.member.must_choose_password:
            raise web.HTTPSeeOther("/desk/password")
        return await handler(request, session)

    return guarded


def background(handler: StaffHandler) -> Handler:
    """What a page or program fetches by itself: 401 without a session, and nobody stays logged in by it."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        session = await session_of(request, active=False)
        if session is None or session.member.must_choose_password:
            return web.json_response({"error": "not_logged_in"}, status=401)
        return await handler(request, session)

    return guarded


def act(handler: StaffHandler) -> Handler:
    """A form of a page for staff.  Raises 403 when it comes from elsewhere."""

    async def guarded(request: web.Request, session: Session) -> web.StreamResponse:
        await refuse_strangers(request, session)
        return await handler(request, session)

    return page(guarded)


async def session_of(request: web.Request, active: bool = True) -> Session | None:
    """The session of the cookie, if it is still good."""
    token = request.cookies.get(COOKIE)
    return await request.app[SERVICES].staff.session(token, active) if token else None


async def refuse_strangers(request: web.Request, session: Session) -> None:
    """Raise 403 unless the form is ours and for this session."""
    refuse_other_sites(request)
    given = (await request.post()).get("csrf", "")
    if not isinstance(given, str) or not secrets.compare_digest(given.encode(), session.csrf.encode()):
        raise web.HTTPForbidden()


def refuse_other_sites(request: web.Request) -> None:
    """Raise 403 when the browser says that another site sent the request."""
    sender = request.headers.get("Sec-Fetch-Site")
    if not (sender in _OWN_SITES if sender else _is_own_origin(request)):
        raise web.HTTPForbidden()


def _is_own_origin(request: web.Request) -> bool:
    """For browsers that do not say Sec-Fetch-Site.  Programs send neither; for them the token decides."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def remember(response: web.StreamResponse, request: web.Request, token: str) -> None:
    """Put the session in the browser, for as long as it may last."""
    response.set_cookie(
        COOKIE, token, max_age=int(LONGEST_SESSION.total_seconds()), path=PATH,
        httponly=True, samesite="Lax", secure=is_encrypted(request),
    )  # fmt: skip


def forget(response: web.StreamResponse) -> None:
    """Take the session out of the browser."""
    response.del_cookie(COOKIE, path=PATH)
