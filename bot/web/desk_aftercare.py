"""What do staff see and arrange after a talk: the dates, tasks, papers, and who goes on?

Flow: desk pages -> ``about``; a form of ``templates/desk/aftercare.jinja2`` -> ``ACTS`` -> ``Aftercare``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from bot.core.case import Case
from bot.core.errors import TransitionNotAllowed
from bot.core.scheduling import local_date
from bot.services.desk_aftercare import LONGEST_NAME, Aftercare
from bot.services.my_dates import dates_now
from bot.services.staff import StaffMember
from bot.services.turn import Turns
from bot.web.desk_words import LANG, DeskWords

Form = Mapping[str, str]

_PAPER = "paper."
"""Begin of the name of a box that is ticked for a missing paper; its id follows."""


def about(words: DeskWords, case: Case, turns: Turns) -> dict[str, Any]:
    """Values of the section: what was arranged, what is due, and what can be done."""
    arranged, applied = case.follow_up, case.contact.application_on
    lines = dates_now(case, turns).lines()
    return {
        "applied": words.day(applied) if applied else None,
        "dates": [words.texts.value(line, LANG, words.terms) for line in lines],
        "tasks_on": words.day(arranged.tasks_on) if arranged.tasks_on else None,
        "has_tasks": bool(words.profile.tasks) and not case.crisis,
        "referrals": arranged.referrals,
        "papers_missing": bool(arranged.missing),
        "papers": [
            (f"{_PAPER}{id_}", words.catalog.documents[id_].text[LANG]) for id_ in words.profile.documents
        ],
        "today": local_date(words.now).isoformat(),
        "longest_name": LONGEST_NAME,
    }


async def _tasks(aftercare: Aftercare, case_id: str, staff: StaffMember, form: Form) -> None:
    await aftercare.give_tasks(case_id, staff)


async def _papers(aftercare: Aftercare, case_id: str, staff: StaffMember, form: Form) -> None:
    missing = [name.removeprefix(_PAPER) for name in form if name.startswith(_PAPER)]
    await aftercare.ask_papers(case_id, staff, missing, _day(form, "by"))


async def _papers_in(aftercare: Aftercare, case_id: str, staff: StaffMember, form: Form) -> None:
    await aftercare.papers_are_in(case_id, staff)


async def _hand_over(aftercare: Aftercare, case_id: str, staff: StaffMember, form: Form) -> None:
    await aftercare.hand_over(case_id, staff, form.get("to", ""), _day(form, "by"))


async def _applied(aftercare: Aftercare, case_id: str, staff: StaffMember, form: Form) -> None:
    await aftercare.date_application(case_id, staff, _day(form, "on"))


def _day(form: Form, name: str) -> date:
    """The date that was filled in.  Raises TransitionNotAllowed for none."""
    try:
        return date.fromisoformat(form.get(name, ""))
    except ValueError:
        raise TransitionNotAllowed(f"no date: {name}") from None


ACTS: Mapping[str, Callable[[Aftercare, str, StaffMember, Form], Awaitable[None]]] = {
    "tasks": _tasks,
    "papers": _papers,
    "papers-in": _papers_in,
    "hand-over": _hand_over,
    "applied": _applied,
}
"""Act of a form to what it does."""
