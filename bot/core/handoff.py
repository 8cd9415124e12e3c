"""Who has the talk now: the front door or a person, and what may happen next?

    none -> requested -> waiting -> active -> returned, closed or callback

``requested``: the resident wants a person.  ``waiting``: nobody came within the promised
time, so the call was raised again.  ``active``: a person writes and the front door is silent.
Pure: the present moment comes in as a value.

Source: docs of the domain, 2.7 (C9: the resident sees the truth).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.case import Case, Handoff
from bot.core.errors import TransitionNotAllowed

LONGEST_CLIMB = 2
"""Level 1 is the second channel, level 2 the front desk."""

WAITS_FOR_STAFF = frozenset({"requested", "waiting"})

FORWARDED = frozenset({"forward", "transfer"})
"""Reasons to which a person answers by sending the question on, and saying where and when."""

_ANY = frozenset({"none", "requested", "waiting", "active", "returned", "closed", "callback"})

MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "request": (frozenset({"none", "returned", "closed", "callback"}), "requested"),
    "wait": (WAITS_FOR_STAFF, "waiting"),
    "take_over": (_ANY - {"active"}, "active"),
    "give_back": (frozenset({"active"}), "returned"),
    "call_back": (WAITS_FOR_STAFF | {"active"}, "callback"),
    "close": (_ANY - {"closed"}, "closed"),
}
"""Act to the states it may start from and the state it leads to."""


class TakenAlready(TransitionNotAllowed):
    """A colleague has the talk; ``by`` is the name to tell."""

    key = "error.taken_already"

    def __init__(self, by: str | None) -> None:
        super().__init__(by)
        self.by = by


def move(
    handoff: Handoff, act: str, now: datetime, by: str | None = None, reason: str | None = None
) -> Handoff:
    """Do one act of ``MOVES``.

    Args:
        handoff: The state before.
        act: Name of the act.
        now: Aware moment of the act.
        by: Staff member who acts; ``None`` for the resident or the front door.
        reason: Why a person is wanted; kept as it was when ``None``.

    Raises:
        TakenAlready: Another staff member has the talk.
        TransitionNotAllowed: The act does not fit the state.
    """
    _refuse_for_others(handoff, by)
    allowed, target = MOVES[act]
    if handoff.state not in allowed:
        raise TransitionNotAllowed(f"{act} from {handoff.state}")
    level = handoff.level if act == "wait" else 0
    since = handoff.since if act == "wait" else now
    return Handoff(state=target, reason=reason or handoff.reason, since=since, by=by, level=level)


def ask_for_person(handoff: Handoff, reason: str, now: datetime) -> Handoff:
    """Ask for a person, unless one was asked or is here.

    A crisis goes before an older wish: its waiting time begins now, and staff see the new reason.

    Args:
        reason: ``crisis``, ``wants_human``, ``urgent`` or another code.
        now: Aware moment.
    """
    is_new_crisis = reason == "crisis" != handoff.reason
    if handoff.state in WAITS_FOR_STAFF:
        return replace(handoff, reason=reason, since=now, level=0) if is_new_crisis else handoff
    if handoff.state == "active":
        return replace(handoff, reason=reason) if is_new_crisis else handoff
    return move(handoff, "request", now, reason=reason)


def _refuse_for_others(handoff: Handoff, by: str | None) -> None:
    """Only the person who has the talk, or the front door itself, may change it."""
    if handoff.state == "active" and by is not None and by != handoff.by:
        raise TakenAlready(handoff.by)


def climb(case: Case, now: datetime, wait: timedelta) -> Handoff | None:
    """The next state of a crisis call that nobody picked up.

    Args:
        case: Any case.
        now: Aware moment.
        wait: How long one level may last.

    Returns:
        The handoff one or more levels higher, or ``None`` while there is nothing to do.
    """
    handoff = case.handoff
    if not is_crisis(case) or handoff.state not in WAITS_FOR_STAFF or handoff.since is None:
        return None
    due = min(LONGEST_CLIMB, (now - handoff.since) // wait)
    return replace(handoff, state="waiting", level=due) if due > handoff.level else None


def is_crisis(case: Case) -> bool:
    """Whether somebody must come now: a flag, a crisis proposal or an urgent call; never a finding."""
    calls = case.handoff.state in WAITS_FOR_STAFF and case.handoff.reason == "urgent"
    return bool(case.crisis) or case.triage.urgency == "crisis" or calls
