"""What do staff see and do of the group sessions of their municipality?

Who came is recorded as present or absent and in no other way; how many stay away is counted per kind of
session, without names.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from bot.core.errors import ConversationUnknown, TransitionNotAllowed
from bot.core.scheduling import local_moment
from bot.core.sessions import REASONS, Came, Person, expected_present
from bot.core.sessions import Session as GroupSession
from bot.services.sessions import group_kinds
from bot.services.staff import Session
from bot.web.desk_pages import desk_words
from bot.web.desk_session import act, page
from bot.web.desk_words import LANG, DeskWords, number_of
from bot.web.keys import SERVICES
from bot.web.pages import page as render

SLOT = "{slot:[0-9]{1,18}}"
_SHOWN_AFTERWARDS = timedelta(days=7)
"""So long a session stays on the list, for who records who came."""


async def _show_list(request: web.Request, session: Session) -> web.Response:
    """The sessions of the last week and those to come, with how many usually stay away."""
    words, sessions = await desk_words(request), request.app[SERVICES].sessions
    planned = await sessions.planned(words.profile, _now() - _SHOWN_AFTERWARDS)
    came = await sessions.came(words.profile)
    values = {
        "sessions": [_row(words, one) for one in planned],
        "kinds": [_no_show(words, kind, came.get(kind, Came())) for kind in group_kinds(words.profile)],
    }
    return render(request, "desk/sessions.jinja2", LANG, "desk", session=session, profile=words.profile,
                  **values)  # fmt: skip


async def _show_one(request: web.Request, session: Session) -> web.Response:
    """One session with the people of it."""
    return await _one(request, session)


async def _do(request: web.Request, session: Session) -> web.StreamResponse:
    """Carry out one act and show the session again; 409 with the reason when it is refused."""
    run = _ACTS.get(request.match_info["act"])
    if run is None:
        raise web.HTTPNotFound()
    form = {name: str(value) for name, value in (await request.post()).items()}
    slot = int(request.match_info["slot"])
    await _found(request, slot)
    try:
        await run(request, session, slot, form)
    except (TransitionNotAllowed, ConversationUnknown, ValueError):
        return await _one(request, session, refused=True)
    raise web.HTTPSeeOther(f"/desk/sessions/{slot}")


show_sessions, show_group_session, do_session_act = page(_show_list), page(_show_one), act(_do)


async def _attendance(request: web.Request, session: Session, slot: int, form: dict[str, str]) -> None:
    sessions = request.app[SERVICES].sessions
    await sessions.attendance(slot, form.get("case", ""), session.member, form.get("status", ""))


async def _move(request: web.Request, session: Session, slot: int, form: dict[str, str]) -> None:
    profile, to = (await desk_words(request)).profile, local_moment(form.get("to", ""))
    sessions = request.app[SERVICES].sessions
    await sessions.move(profile, slot, session.member, form.get("reason_code", ""), to)


async def _cancel(request: web.Request, session: Session, slot: int, form: dict[str, str]) -> None:
    profile = (await desk_words(request)).profile
    await request.app[SERVICES].sessions.cancel(profile, slot, session.member, form.get("reason_code", ""))


async def _invite(request: web.Request, session: Session, slot: int, form: dict[str, str]) -> None:
    """By the short number of the case, as staff speak of it."""
    profile, services = (await desk_words(request)).profile, request.app[SERVICES]
    wanted = form.get("number", "").strip().upper()
    found = [row.case.id for row in await services.desk.cases(profile.id) if number_of(row.case.id) == wanted]
    if len(found) != 1:
        raise TransitionNotAllowed("no such case")
    await services.sessions.invite(profile, slot, found[0], session.member)


_ACTS = {"attendance": _attendance, "move": _move, "cancel": _cancel, "invite": _invite}


async def _found(request: web.Request, slot: int) -> tuple[GroupSession, tuple[Person, ...]]:
    """The session of the address, or 404."""
    words = await desk_words(request)
    try:
        return await request.app[SERVICES].sessions.session(words.profile, slot)
    except KeyError:
        raise web.HTTPNotFound() from None


async def _one(request: web.Request, session: Session, refused: bool = False) -> web.Response:
    words = await desk_words(request)
    found, people = await _found(request, int(request.match_info["slot"]))
    values = {
        "one": _row(words, found),
        "begun": found.slot.starts_at <= _now(),
        "people": [_person(words, person) for person in people],
        "reasons": [(code, words.text(f"reason_code.{code}")) for code in REASONS],
        "refused": refused,
    }
    status = 409 if refused else 200
    return render(request, "desk/group_session.jinja2", LANG, "desk", status, session=session,
                  profile=words.profile, **values)  # fmt: skip


def _row(words: DeskWords, one: GroupSession) -> dict[str, Any]:
    group, slot = words.profile.appointments[one.slot.kind].group, one.slot
    low, high = expected_present(one.invited, group.expected_no_show)
    return {
        "id": slot.id,
        "topic": words.text(f"session.topic.{group.topic}"),
        "when": words.moment(slot.starts_at),
        "place": slot.place,
        "languages": [words.language(code) for code in slot.languages],
        "seats": slot.seats,
        "confirmed": one.confirmed,
        "invited": one.invited,
        "invited_max": one.invited_max,
        "waiting": one.waiting,
        "expected": str(low) if low == high else f"{low}-{high}",
        "cancelled": one.status == "cancelled",
    }


def _person(words: DeskWords, person: Person) -> dict[str, Any]:
    return {
        "id": person.conversation_id,
        "number": number_of(person.conversation_id),
        "status": person.status,
        "status_word": words.text(f"seat.{person.status}"),
        "companion": person.places > 1,
        "has_seat": person.status in ("invited", "confirmed", "attended", "missed"),
    }


def _no_show(words: DeskWords, kind: str, came: Came) -> dict[str, Any]:
    """What the profile expects, beside what was counted."""
    group = words.profile.appointments[kind].group
    return {
        "topic": words.text(f"session.topic.{group.topic}"),
        "expected": group.expected_no_show,
        "counted": came.no_show,
        "of": came.attended + came.missed,
    }


def _now() -> datetime:
    return datetime.now(UTC)
