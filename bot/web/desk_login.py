"""How does a member of staff log in, choose a password and log out?"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.core.errors import VoordeurError
from bot.services.staff import SHORTEST_PASSWORD, PasswordTooWeak, Session, TooManyAttempts
from bot.web.desk_session import (
    COOKIE,
    act,
    forget,
    refuse_other_sites,
    refuse_strangers,
    remember,
    session_of,
)
from bot.web.desk_words import LANG
from bot.web.keys import SERVICES
from bot.web.pages import page as render
from bot.web.sender import sender_of


async def show_login(request: web.Request) -> web.Response:
    """The login page."""
    return _login_page(request)


async def log_in(request: web.Request) -> web.StreamResponse:
    """Check name and password; the answer to a wrong name and a wrong password is the same."""
    refuse_other_sites(request)
    form = await request.post()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    try:
        token = await request.app[SERVICES].staff.log_in(name, password, sender_of(request))
    except TooManyAttempts as error:
        return _login_page(request, 429, error)
    if token is None:
        return _login_page(request, 422, key="login.wrong", name=name)
    response = web.HTTPSeeOther(_own_path(str(form.get("next", ""))))
    remember(response, request, token)
    return response


async def _log_out(request: web.Request, session: Session) -> web.StreamResponse:
    """End the session."""
    await request.app[SERVICES].staff.log_out(request.cookies[COOKIE])
    response = web.HTTPSeeOther("/desk/login")
    forget(response)
    return response


log_out = act(_log_out)


async def show_password(request: web.Request) -> web.Response:
    """The page on which a person chooses a password."""
    return _password_page(request, await _required_session(request))


async def choose_password(request: web.Request) -> web.StreamResponse:
    """Keep the chosen password; this browser stays logged in, all others do not."""
    session = await _required_session(request)
    await refuse_strangers(request, session)
    form = await request.post()
    first, again = str(form.get("password", "")), str(form.get("again", ""))
    if first != again:
        return _password_page(request, session, 422, "password.differs")
    try:
        token = await request.app[SERVICES].staff.choose_password(
            session.member, str(form.get("display", "")), first
        )
    except PasswordTooWeak as error:
        return _password_page(request, session, 422, error.key)
    response = web.HTTPSeeOther("/desk")
    remember(response, request, token)
    return response


async def _required_session(request: web.Request) -> Session:
    session = await session_of(request)
    if session is None:
        raise web.HTTPSeeOther("/desk/login")
    return session


def _login_page(
    request: web.Request,
    status: int = 200,
    error: VoordeurError | None = None,
    key: str | None = None,
    name: str = "",
) -> web.Response:
    where = request.query.get("next", "/desk")
    values = _shared(request) | {"fault": error.key if error else key, "name": name, "next": _own_path(where)}
    return render(request, "desk/login.jinja2", LANG, "desk", status, **values)


def _password_page(
    request: web.Request, session: Session, status: int = 200, key: str | None = None
) -> web.Response:
    values = _shared(request) | {"session": session, "fault": key, "shortest": SHORTEST_PASSWORD}
    return render(request, "desk/password.jinja2", LANG, "desk", status, **values)


def _shared(request: web.Request) -> dict[str, Any]:
    services = request.app[SERVICES]
    return {"profile": services.catalog.profiles[services.settings.profile], "session": None}


def _own_path(path: str) -> str:
    """Only pages of the desk: a link to the login page must not lead elsewhere afterwards."""
    return path if path == "/desk" or path.startswith("/desk/cases/") else "/desk"
