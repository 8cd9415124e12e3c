"""Which dates stand for this resident: when is what due, from them and from the municipality?

The dates that follow from what people did and recorded, and from the rules of the municipality and
of the law.  A date says until when somebody must act; it never says what a decision will be.
Pure.  Source: domain.md 2.4 (Jan-D4, Jan-D5); Pw 52, Awb 4:13.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.appointment_kinds import Deadline
from bot.core.case import Case
from bot.core.chains import former_in_chain
from bot.core.profile import Profile
from bot.core.profile_parts import Task
from bot.core.scheduling import IsWorkingDay, deadline_on, local_date

ADVANCE, DECISION, PAPERS, TALK, TASK, MISSING = "advance", "decision", "papers", "talk", "task", "missing"
"""What is due."""

LAW_OF = {ADVANCE: ("advance_weeks", "pw_52"), DECISION: ("decision_weeks", "awb_4_13")}
"""What the municipality owes the resident, to the term of the law layer and the text that it stands in."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a last day.

    Attributes:
        what: One of the words above.
        on: Last local date.
        about: Kind of talk, or id of the task; empty for the others.
    """

    what: str
    on: date
    about: str = ""


def due_dates(
    case: Case, profile: Profile, terms: Mapping[str, int], is_working_day: IsWorkingDay
) -> tuple[Due, ...]:
    """What is due, the soonest first.

    Args:
        case: Whose outcomes and dates staff recorded.
        profile: Whose chains and tasks count.
        terms: Of the law layer of the day; a term that it lacks gives no date.
        is_working_day: Of the municipality.
    """
    found = (
        *_talks(case, profile, is_working_day),
        *_tasks(case, profile, is_working_day),
        *_by_law(case, terms),
        *_missing(case),
    )
    return tuple(sorted(found, key=lambda due: due.on))


def attended_on(case: Case, kind_id: str | None) -> date | None:
    """The last day on which the resident had a talk of a kind, as staff recorded it."""
    took_place = (one for one in case.appointments if one.status == "attended" and one.kind == kind_id)
    return max((local_date(one.starts_at) for one in took_place), default=None)


def application_date(case: Case, profile: Profile) -> date | None:
    """The day of the application: as it stands, or of the talk that counts as one once it took place."""
    return case.contact.application_on or attended_on(case, profile.date_counts_from)


def _talks(case: Case, profile: Profile, is_working_day: IsWorkingDay) -> Iterator[Due]:
    """The next talks of a chain whose promise counts from a talk that took place, with its papers."""
    for kind in profile.appointments.values():
        former = attended_on(case, former_in_chain(profile, kind.id))
        if kind.deadline.from_ != "previous" or former is None or attended_on(case, kind.id):
            continue
        on = deadline_on(kind.deadline, former, is_working_day)
        yield Due(TALK, on, kind.id)
        if profile.documents_due == kind.id:
            yield Due(PAPERS, on)


def _tasks(case: Case, profile: Profile, is_working_day: IsWorkingDay) -> Iterator[Due]:
    """Tasks that a person gave, counted as the profile says; one that is itself a talk is told as that."""
    given = case.follow_up.tasks_on
    if given is None:
        return
    first = min((local_date(a.starts_at) for a in case.appointments if a.status == "attended"), default=given)
    starts = {"first_talk": first, "first_contact": case.contact.first_contact_on}
    for task in profile.tasks:
        deadline = _deadline(task)
        if deadline is not None and task.id not in profile.appointments:
            start = starts.get(task.due_from or "", given)
            yield Due(TASK, deadline_on(deadline, start, is_working_day), task.id)


def _deadline(task: Task) -> Deadline | None:
    if task.due_value is None or task.due_unit is None:
        return None
    return Deadline(task.due_value, task.due_unit)


def _by_law(case: Case, terms: Mapping[str, int]) -> Iterator[Due]:
    """What the municipality owes from the day of the application on; nothing that is asked holds it up."""
    applied = case.contact.application_on
    for what, (term, _) in LAW_OF.items():
        if applied is not None and term in terms:
            yield Due(what, applied + timedelta(weeks=terms[term]))


def _missing(case: Case) -> Iterator[Due]:
    if case.follow_up.missing and case.follow_up.missing_by:
        yield Due(MISSING, case.follow_up.missing_by)
