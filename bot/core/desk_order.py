"""What must a person do for this case, and which case comes first?

Most urgent first, then longest waiting.  Urgency is one of three words that a printed
rule gave; there is no score, and people are not ranked beyond it.
Pure: the present moment comes in as a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.case import Appointment, Case
from bot.core.handoff import WAITS_FOR_STAFF, is_crisis

SENT_ON = frozenset({"forward", "transfer"})
"""Why a case whose talk is closed is with somebody else now: there is nothing left to decide here."""

URGENCIES = ("crisis", "elevated", "routine")
"""In the order of the list."""


@dataclass(frozen=True, slots=True)
class Todo:
    """What stands open.

    Attributes:
        act: ``answer``, ``talking``, ``call_back``, ``record_outcome``, ``contact_again``,
            ``on_the_way``, ``decide``, ``appointment``, ``filling_in`` or ``nothing``.
        who: Who waits for it: ``resident``, ``desk`` or ``None``.
        since: Aware moment from which they wait; for ``appointment`` the moment it starts.
    """

    act: str
    who: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list.

    Attributes:
        case: What staff may see of the case.
        todo: What stands open.
        opened_at: Aware moment of the first contact.
    """

    case: Case
    todo: Todo
    opened_at: datetime

    @property
    def urgency(self) -> str:
        """``crisis``, ``elevated`` or ``routine``."""
        return "crisis" if is_crisis(self.case) else self.case.triage.urgency or "routine"


def todo(case: Case, opened_at: datetime, now: datetime) -> Todo:
    """What a person must do next for this case.

    Args:
        case: The case.
        opened_at: Aware moment of the first contact.
        now: Aware moment.
    """
    return _talk(case, opened_at) or _past_appointment(case, now) or _proposal(case, opened_at, now)


def _talk(case: Case, opened_at: datetime) -> Todo | None:
    since = case.handoff.since or opened_at
    if case.handoff.state in WAITS_FOR_STAFF:
        return Todo("answer", "resident", since)
    if case.handoff.state == "closed" and case.handoff.reason in SENT_ON:
        return Todo("nothing", None, since)
    acts = {"active": Todo("talking", None, since), "callback": Todo("call_back", "resident", since)}
    return acts.get(case.handoff.state)


def _past_appointment(case: Case, now: datetime) -> Todo | None:
    last = case.appointments[-1] if case.appointments else None
    if last and last.status == "missed":
        return Todo("contact_again", "desk", last.ends_at)
    if case.appointment and case.appointment.ends_at <= now:
        return Todo("record_outcome", "desk", case.appointment.ends_at)
    if case.appointment and case.appointment.status == "on_the_way":
        return Todo("on_the_way", "resident", case.appointment.starts_at)
    return None


def _proposal(case: Case, opened_at: datetime, now: datetime) -> Todo:
    if case.triage.kind and case.triage.decision is None:
        return Todo("decide", "resident", opened_at)
    if _is_ahead(case.appointment, now):
        return Todo("appointment", None, case.appointment.starts_at)
    if case.handoff.state == "closed" or case.appointments:
        return Todo("nothing", None, case.handoff.since or opened_at)
    return Todo("filling_in", None, opened_at)


def _is_ahead(appointment: Appointment | None, now: datetime) -> bool:
    return appointment is not None and appointment.ends_at > now


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Most urgent first; within it those who wait before those who do not, longest first."""
    return tuple(sorted(rows, key=_place))


def _place(row: Row) -> tuple[int, bool, datetime, str]:
    waits = row.todo.who is not None
    return URGENCIES.index(row.urgency), not waits, row.todo.since, row.case.id


def is_done(row: Row) -> bool:
    """Whether nobody has to do anything: such cases stand apart from the open ones."""
    return row.todo.act == "nothing"
