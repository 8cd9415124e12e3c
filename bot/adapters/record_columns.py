"""What does the desk sort and filter by?  Copies from the case, written with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.desk_order import URGENCIES
from bot.core.handoff import WAITS_FOR_STAFF, is_crisis
from bot.core.ports import Record


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of ``conversations`` beside the documents.

    Attributes:
        urgency: 0 routine, 1 elevated, 2 crisis.
        on_desk: Staff may see the case: something was proposed, booked, or a person was asked for.
        waiting_since: From when the resident waits for a person.
        closed_at: Set when staff closed the talk.
    """

    urgency: int
    on_desk: bool
    waiting_since: datetime | None
    closed_at: datetime | None


def columns_of(record: Record, now: datetime) -> Columns:
    """The columns of a record."""
    case, handoff = record.case, record.case.handoff
    word = "crisis" if is_crisis(case) or handoff.reason == "urgent" else case.triage.urgency or "routine"
    seen = case.triage.kind is not None or handoff.state != "none" or bool(case.appointments)
    return Columns(
        urgency=len(URGENCIES) - 1 - URGENCIES.index(word),
        on_desk=seen,
        waiting_since=handoff.since if handoff.state in WAITS_FOR_STAFF else None,
        closed_at=handoff.since if handoff.state == "closed" else None,
    )
