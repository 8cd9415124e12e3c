"""What did a person decide about the proposal of the machine?

The machine proposes by a printed rule; a person keeps or changes it.  A change carries a
code of a closed list, never free text about the resident.
Pure: values only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core.case import Appointment, Case, Triage
from bot.core.catalog import Profile
from bot.core.errors import TransitionNotAllowed

REASON_CODES = (
    "more_questions",
    "one_question",
    "other_main_question",
    "resident_prefers",
    "safety",
    "rule_misses",
)
"""Why a proposal was changed; used to improve the rules."""

OUTCOMES = ("attended", "missed", "cancelled")
"""What staff may record of an appointment.  None of them closes a case or has a consequence."""


@dataclass(frozen=True, slots=True)
class Change:
    """Another way than the proposed one; ``reason_code`` is one of ``REASON_CODES``."""

    kind: str
    role: str
    reason_code: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log: an act of a staff member.

    Attributes:
        staff_name: Who did it; ``voordeur`` where the clock did.
        action: ``take_over``, ``give_back``, ``close``, ``keep``, ``change``, ``escalate``,
            ``assign_team``, ``forward``, ``invited``, ``session_moved``, ``session_cancelled``,
            or an outcome.
        reason_code: One of ``REASON_CODES`` for a change, of ``bot.core.sessions`` for a session.
        detail: Codes only, such as what was proposed before.
    """

    staff_name: str
    action: str
    at: datetime
    reason_code: str | None = None
    detail: dict[str, Any] | None = None


def alternatives(profile: Profile, triage: Triage) -> tuple[tuple[str, str], ...]:
    """Kind and role of every other outcome that the profile's rules know, in their order."""
    known = dict.fromkeys((rule.kind, rule.role) for rule in profile.triage_rules)
    return tuple(way for way in known if way != (triage.kind, triage.role))


def decided(triage: Triage, change: Change | None, profile: Profile) -> Triage:
    """The proposal after a person decided.

    Args:
        triage: The proposal.
        change: ``None`` keeps it.
        profile: Whose rules say which changes there are.

    Raises:
        TransitionNotAllowed: Nothing was proposed, or the change is not on the lists.
    """
    if triage.kind is None:
        raise TransitionNotAllowed("nothing was proposed")
    if change is None:
        return replace(triage, decision="kept", decision_reason=None)
    way = (change.kind, change.role)
    if change.reason_code not in REASON_CODES or way not in alternatives(profile, triage):
        raise TransitionNotAllowed(f"no such change: {change.kind}/{change.role} {change.reason_code}")
    return replace(
        triage,
        kind=change.kind,
        role=change.role,
        proposed_by="staff",
        decision="changed",
        decision_reason=change.reason_code,
    )


def with_outcome(case: Case, outcome: str, about: str | None = None) -> Case:
    """Record what came of the appointment that stands, or of the one recorded last.

    Args:
        about: Id that it must have; ``None``: any.

    Raises:
        TransitionNotAllowed: There is no appointment, it is another one, or no such outcome.
    """
    chosen = case.appointment or next(reversed(case.appointments), None)
    if chosen is None or about not in (None, chosen.id) or outcome not in OUTCOMES:
        raise TransitionNotAllowed(f"outcome {outcome}")
    return replace(case, appointments=tuple(_set(one, chosen, outcome) for one in case.appointments))


def _set(one: Appointment, chosen: Appointment, outcome: str) -> Appointment:
    return replace(one, status=outcome) if one is chosen else one
