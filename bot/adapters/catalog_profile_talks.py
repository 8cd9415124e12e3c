"""How do the talks and sessions of a municipality's file become values?

As ``catalog_profile_values``: it takes only files that were checked, with the defaults filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.adapters.catalog_parse_talks import WEEKDAYS
from bot.core.appointment_kinds import AppointmentKind, Deadline, GroupSession

Raw = Mapping[str, Any]
"""A file, or a part of one."""


def planning(raw: Raw) -> dict[str, Any]:
    """The values of a profile that tell of talks, sessions, their chains and the calendar."""
    scheduling, calendar = raw["scheduling"], raw["scheduling"]["calendar"]
    kinds = [
        *map(_appointment, scheduling["appointments"]),
        *map(_group_session, scheduling["group_sessions"]),
    ]
    return {
        "appointments": {one.id: one for one in kinds},
        "chains": tuple(tuple(one["steps"]) for one in scheduling["chains"]),
        "calendar_plugin": calendar["plugin"] or "own",
        "closed_on": tuple(calendar["extra_closed"]),
        "weekdays": tuple(WEEKDAYS.index(name) for name in calendar["weekdays"]),
    }


def _deadline(raw: Raw) -> Deadline:
    return Deadline(
        raw["value"], raw["unit"], raw["from"], bool(raw.get("exact")), weekday(raw.get("weekday"))
    )


def weekday(name: str | None) -> int | None:
    """Number of a day, Monday is 0; ``None`` where none is named."""
    return WEEKDAYS.index(name) if name else None


def _appointment(raw: Raw) -> AppointmentKind:
    return AppointmentKind(
        raw["id"],
        raw["with"],
        raw["minutes_max"],
        _deadline(raw["deadline"]),
        tuple(raw["confirmation"]),
        raw["late_grace_minutes"],
        raw["booked_by"],
        place=raw["place"],
    )


def _group_session(raw: Raw) -> AppointmentKind:
    return AppointmentKind(
        raw["id"],
        raw["facilitators"]["role"],
        raw["minutes"],
        _deadline(raw["deadline"]),
        group=_group(raw),
        place=raw["place"],
    )


def _group(raw: Raw) -> GroupSession:
    way_out = raw.get("individual_exception") or {}
    return GroupSession(
        topic=raw["topic"],
        seats=raw["seats"],
        invited_max=raw["invited_max"] or raw["seats"],
        expected_no_show=raw["expected_no_show"]["value"],
        per_week=raw["per_week"],
        weekday=weekday(raw["weekday"]),
        mandatory=raw["mandatory"],
        age_gte=(raw["audience"] or {}).get("age_gte"),
        agenda=tuple(raw["agenda"]),
        form_given_out=raw["form_given_out"],
        exception_to=way_out.get("to"),
        languages=tuple(raw["languages"]),
        interpreter=raw["interpreter"],
        companion_takes_seat=raw["companion_takes_seat"],
    )
