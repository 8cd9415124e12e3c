"""What happens when a member of staff presses a button?

Every act is a plain form, so that the desk works without scripts as well.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from aiohttp import web

from bot.core.decision import OUTCOMES, Change
from bot.core.errors import TransitionNotAllowed
from bot.core.handoff import TakenAlready
from bot.services.desk import Desk
from bot.services.staff import Session, StaffMember
from bot.web import desk_aftercare
from bot.web.desk_pages import case_page, desk_words
from bot.web.desk_session import act
from bot.web.keys import SERVICES

Form = Mapping[str, str]
Act = Callable[[Desk, str, StaffMember, Form], Awaitable[None]]


async def _take_over(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    await desk.take_over(case_id, staff)


async def _write(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    await desk.write(case_id, staff, form.get("text", ""))


async def _give_back(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    await desk.give_back(case_id, staff)


async def _close(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    await desk.close(case_id, staff)


async def _keep(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    await desk.decide(case_id, staff, None)


async def _change(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    kind, _, role = form.get("way", "").partition("/")
    await desk.decide(case_id, staff, Change(kind, role, form.get("reason_code", "")))


async def _outcome(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    if form.get("status") not in OUTCOMES:
        raise TransitionNotAllowed("outcome")
    await desk.appointment_status(case_id, staff, form["status"])


async def _team(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    await desk.assign_team(case_id, staff, form.get("team", ""))


async def _forward(desk: Desk, case_id: str, staff: StaffMember, form: Form) -> None:
    await desk.forward(case_id, staff, form.get("to", ""))


_ACTS: Mapping[str, Act] = {
    "take-over": _take_over,
    "write": _write,
    "give-back": _give_back,
    "close": _close,
    "keep": _keep,
    "change": _change,
    "outcome": _outcome,
    "team": _team,
    "forward": _forward,
}


async def _do_act(request: web.Request, session: Session) -> web.StreamResponse:
    """Carry out one act and show the case again; 409 with the reason when it is refused."""
    case_id, run = request.match_info["id"], _act_of(request)
    if run is None:
        raise web.HTTPNotFound()
    form = {name: str(value) for name, value in (await request.post()).items()}
    try:
        await run(case_id, session.member, form)
    except TransitionNotAllowed as error:
        return await case_page(request, session, await _refusal(request, error), form.get("text", ""))
    raise web.HTTPSeeOther(f"/desk/cases/{case_id}")


do_act = act(_do_act)


def _act_of(request: web.Request) -> Callable[..., Awaitable[None]] | None:
    """The act that the address names, with the service that does it."""
    name, services = request.match_info["act"], request.app[SERVICES]
    if name in desk_aftercare.ACTS:
        return partial(desk_aftercare.ACTS[name], services.aftercare)
    return partial(_ACTS[name], services.desk) if name in _ACTS else None


async def _refusal(request: web.Request, error: TransitionNotAllowed) -> str:
    """Why it was refused, with the name of the colleague who was first."""
    words = await desk_words(request)
    by = error.by if isinstance(error, TakenAlready) else None
    return words.text(error.key, name=words.name(by))
