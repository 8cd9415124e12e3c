"""Who may work at this desk?  Looked after by the keeper of the desk."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.core.errors import VoordeurError
from bot.services.staff import KEEPER, NameTaken, NoSuchName, Session
from bot.web.desk_pages import desk_words
from bot.web.desk_session import StaffHandler, act, page
from bot.web.desk_words import LANG
from bot.web.keys import SERVICES
from bot.web.pages import page as render

ROLES = ("first_line", "integral_intaker", "specialist", "crisis_worker", KEEPER)


def _keeper_only(handler: StaffHandler) -> StaffHandler:
    """Raises 403 for everybody else."""

    async def guarded(request: web.Request, session: Session) -> web.StreamResponse:
        if session.member.role != KEEPER:
            raise web.HTTPForbidden()
        return await handler(request, session)

    return guarded


async def _show(request: web.Request, session: Session) -> web.Response:
    """All colleagues, and a form for a new one."""
    return await _colleagues(request, session)


async def _add(request: web.Request, session: Session) -> web.Response:
    """Make an account; its password is shown this once."""
    form = await request.post()
    name, role = str(form.get("name", "")), str(form.get("role", ""))
    if role not in ROLES:
        raise web.HTTPUnprocessableEntity()
    try:
        password = await request.app[SERVICES].staff.add(name, str(form.get("display", "")), role)
    except NameTaken as error:
        return await _colleagues(request, session, error=error)
    return await _colleagues(request, session, (name, password))


async def _renew(request: web.Request, session: Session) -> web.Response:
    """Give a colleague a new password, shown this once."""
    name = request.match_info["name"]
    try:
        password = await request.app[SERVICES].staff.renew(name)
    except NoSuchName as error:
        return await _colleagues(request, session, error=error)
    return await _colleagues(request, session, (name, password))


async def _remove(request: web.Request, session: Session) -> web.Response:
    """Close an account; nobody closes their own, so that one keeper stays."""
    name = request.match_info["name"]
    if name == session.member.name:
        raise web.HTTPForbidden()
    await request.app[SERVICES].staff.remove(name)
    raise web.HTTPSeeOther("/desk/colleagues")


show_colleagues = page(_keeper_only(_show))
add_colleague, renew_colleague, remove_colleague = (act(_keeper_only(one)) for one in (_add, _renew, _remove))


async def _colleagues(
    request: web.Request,
    session: Session,
    handed_out: tuple[str, str] | None = None,
    error: VoordeurError | None = None,
) -> web.Response:
    words = await desk_words(request)
    values: dict[str, Any] = {
        "session": session,
        "profile": words.profile,
        "members": [
            (one, words.text(f"role.{one.role}")) for one in await request.app[SERVICES].staff.members()
        ],
        "roles": [(role, words.text(f"role.{role}")) for role in ROLES],
        "handed_out": handed_out,
        "fault": error.key if error else None,
    }
    return render(request, "desk/colleagues.jinja2", LANG, "desk", 422 if error else 200, **values)
