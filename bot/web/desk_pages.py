"""What do the pages of the desk show?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.core.decision import OUTCOMES, REASON_CODES, alternatives
from bot.core.desk_order import is_done
from bot.core.handoff import FORWARDED
from bot.core.routing import teams_of
from bot.services.desk import LONGEST_MESSAGE, CaseView
from bot.services.staff import Session
from bot.web import desk_aftercare, desk_photo
from bot.web.desk_profile import about_profile
from bot.web.desk_session import background, page
from bot.web.desk_words import LANG, DeskWords, number
from bot.web.keys import SERVICES
from bot.web.pages import page as render


async def _show_list(request: web.Request, session: Session) -> web.Response:
    """Every case, most urgent first."""
    return render(request, "desk/list.jinja2", LANG, "desk", **await _list(request, session))


async def _show_rows(request: web.Request, session: Session) -> web.Response:
    """The list alone, for the page that refreshes itself."""
    return render(request, "desk/rows.jinja2", LANG, "desk", **await _list(request, session))


async def _show_case(request: web.Request, session: Session) -> web.Response:
    """One case."""
    return await case_page(request, session)


async def _show_case_live(request: web.Request, session: Session) -> web.Response:
    """What of a case changes while a person looks at it."""
    return render(request, "desk/case_live.jinja2", LANG, "desk", **await _case(request, session))


show_list, show_case = page(_show_list), page(_show_case)
show_rows, show_case_live = background(_show_rows), background(_show_case_live)


async def case_page(request: web.Request, session: Session, refusal: str | None = None, draft: str = "",
                    ) -> web.Response:  # fmt: skip
    """One case, with the reason why the last act was refused, if it was.

    Args:
        refusal: A sentence for staff, or ``None``.
        draft: Text that was not sent; it stays in the box.
    """
    values = await _case(request, session)
    status = 409 if refusal else 200
    return render(request, "desk/case.jinja2", LANG, "desk", status, refusal=refusal, draft=draft, **values)


async def desk_words(request: web.Request) -> DeskWords:
    """The words of this installation's municipality, now."""
    services = request.app[SERVICES]
    names = {member.name: member.display_name for member in await services.staff.members()}
    profile = services.catalog.profiles[services.settings.profile]
    return DeskWords(services.texts, services.catalog, profile, names, datetime.now(UTC))


async def _list(request: web.Request, session: Session) -> dict[str, Any]:
    words = await desk_words(request)
    rows = await request.app[SERVICES].desk.cases(words.profile.id)
    return {
        "session": session,
        "profile": words.profile,
        "open": [words.row(row) for row in rows if not is_done(row)],
        "done": [words.row(row) for row in rows if is_done(row)],
        **about_profile(words),
    }


async def _case(request: web.Request, session: Session) -> dict[str, Any]:
    words = await desk_words(request)
    services = request.app[SERVICES]
    view = await services.desk.open_case(request.match_info["id"])
    letters = await services.outbox.letters(view.case.id)
    return {
        "session": session,
        "profile": words.profile,
        "letters": [words.letter(one) for one in letters],
        "aftercare": desk_aftercare.about(words, view.case, services.turns),
        **_sections(words, view),
        **_acts(words, view, session),
    }


def _sections(words: DeskWords, view: CaseView) -> dict[str, Any]:
    case = view.case
    return {
        "case": case,
        "row": words.row(view.row),
        "number": number(case),
        **words.contact(case),
        "handoff_reason": words.known(f"handoff.reason.{case.handoff.reason}"),
        "crisis": words.crisis(case),
        "letter_on": words.day(case.letter_on) if case.letter_on else None,
        **words.routing(case),
        **desk_photo.about(words, case),
        "needs": [*desk_photo.needs(words, case), *desk_photo.situation(words, case)],
        "questions": [words.question(question) for question in case.questions],
        "unanswered": [words.catalog.domains[domain].title[LANG] for domain in case.unanswered],
        "proposal": words.proposal(view),
        "appointments": [words.appointment(one) for one in case.appointments],
        "lines": words.lines(view.lines),
        "log": words.log(view.decisions),
    }


def _acts(words: DeskWords, view: CaseView, session: Session) -> dict[str, Any]:
    handoff = view.case.handoff
    ways = alternatives(words.profile, view.case.triage)
    return {
        "has_talk": handoff.state == "active" and handoff.by == session.member.name,
        "talker": words.name(handoff.by) if handoff.state == "active" else None,
        "ways": [(kind, role, words.text(f"kind.{kind}"), words.role(role)) for kind, role in ways],
        "reason_codes": [(code, words.text(f"reason_code.{code}")) for code in REASON_CODES],
        "outcomes": [(outcome, words.text(f"status.{outcome}")) for outcome in _outcomes(words, view)],
        "longest_message": LONGEST_MESSAGE,
        "teams": teams_of(words.profile),
        "asks_forward": handoff.reason in FORWARDED and handoff.state != "closed",
    }


def _outcomes(words: DeskWords, view: CaseView) -> tuple[str, ...]:
    """Before a talk begins it can only be called off."""
    ahead = view.case.appointment is not None and view.case.appointment.starts_at > words.now
    return ("cancelled",) if ahead else OUTCOMES
