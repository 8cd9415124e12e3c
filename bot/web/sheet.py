"""What does the resident take home: a sheet of paper and a line in the calendar?

Flow: a link with a key, or the token -> the case's appointment -> template or calendar file.
The sheet names a role and never a person; beside another language stands the Dutch.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.adapters.calendar_ics import to_ics
from bot.core.case import Appointment, Case
from bot.core.catalog import Catalog, Profile
from bot.core.messages import Value, day, items, localized, moment, role, text
from bot.services.my_dates import dates_now
from bot.services.turn import Turns
from bot.web.errors import Refused
from bot.web.keys import SERVICES
from bot.web.pages import page, words
from bot.web.resident_access import CONVERSATION, own_papers
from bot.web.resident_messages import Reader, reader_of

_DUTCH = "nl"


def setup_sheet(app: web.Application) -> None:
    """Add the routes."""
    app.router.add_get(f"{CONVERSATION}/sheet", sheet)
    app.router.add_get(f"{CONVERSATION}/appointment.ics", calendar_file)


async def sheet(request: web.Request) -> web.Response:
    """Show the appointment as one printable page."""
    services = request.app[SERVICES]
    case = await services.conversations.case(await own_papers(request))
    profile = services.catalog.profiles[case.profile]
    reader, dates = reader_of(request, case), _dates(case, services.turns)
    appointment = case.appointment
    if appointment is None and not dates:
        raise Refused(404, "error.no_appointment")
    return page(
        request,
        "sheet.jinja2",
        reader.lang,
        profile=profile,
        dutch=words(request.app, _DUTCH, "pages", profile.terms),
        facts=_facts(appointment, reader) if appointment else None,
        documents=[_both(localized(one), reader) for one in _to_bring(case, services.catalog)],
        dates=[_both(line, reader) for line in dates],
        call=profile.crisis_phone or profile.phone,
        place=appointment.place if appointment else profile.place,
        proposal=_proposal(case, profile, services.catalog, reader),
    )


async def calendar_file(request: web.Request) -> web.Response:
    """Give the appointment as a calendar file, or what takes it out again; nothing in it is personal."""
    case = await request.app[SERVICES].conversations.case(await own_papers(request))
    appointment = case.appointment or next(reversed(case.appointments), None)
    if appointment is None:
        raise Refused(404, "error.no_appointment")
    reader = reader_of(request, case)
    say = words(request.app, reader.lang, "pages", reader.terms)
    municipality = request.app[SERVICES].catalog.profiles[case.profile].name
    file = to_ics(
        appointment, say("calendar.summary"), say("calendar.description"), municipality, datetime.now(UTC)
    )
    headers = {"Content-Disposition": 'attachment; filename="afspraak.ics"'}
    return web.Response(body=file, content_type="text/calendar", charset="utf-8", headers=headers)


def _dates(case: Case, turns: Turns) -> list[Value]:
    """"Uw data", the day of the application first."""
    applied = case.contact.application_on
    first = [text("application.dated", day=day(applied))] if applied else []
    return [*first, *dates_now(case, turns).lines()]


def _facts(appointment: Appointment, reader: Reader) -> dict[str, Any]:
    minutes = int((appointment.ends_at - appointment.starts_at).total_seconds() // 60)
    return {
        "moment": _both(moment(appointment.starts_at), reader),
        "role": _both(role(appointment.role), reader),
        "place": appointment.place,
        "minutes": minutes,
    }


def _to_bring(case: Case, catalog: Catalog) -> list[Mapping[str, str]]:
    """What to bring to the talk that stands; who has no home is not asked for a rent contract (Jan-A6)."""
    homeless = case.routing.reason == "no_fixed_address"
    listed = case.appointment.documents if case.appointment else ()
    asked = [catalog.documents[name] for name in listed]
    return [document.text for document in asked if not (homeless and document.when == "rents")]


def _proposal(case: Case, profile: Profile, catalog: Catalog, reader: Reader) -> dict[str, Any] | None:
    """What the rule proposed and why, in words; nothing after a person decided otherwise."""
    triage = case.triage
    if triage.kind is None or triage.proposed_by != "rules":
        return None
    questions = [localized(catalog.question_name(question)) for question in case.questions]
    values = {"questions": items(questions), "count": len(questions)}
    return {
        "role": _both(role(triage.role or profile.decided_by), reader),
        "decided_by": _both(role(triage.decided_by or profile.decided_by), reader),
        "reasons": [_both({"key": key, "values": values}, reader) for key in triage.reasons],
        "rule": triage.rule,
    }


def _both(value: Any, reader: Reader) -> dict[str, str]:
    """A value in the resident's language, and in Dutch for whoever they show the sheet."""
    return {lang: reader.texts.value(value, lang, reader.terms) for lang in (reader.lang, _DUTCH)}
