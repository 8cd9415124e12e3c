"""How does the case look outside, and how is it kept in one document?

Flow: services and web pages -> ``case_to_json`` -> export, desk API, scenario expectations;
the store -> ``case_to_doc`` / ``case_from_doc`` -> the column ``case_doc``.
The two shapes differ on purpose: the outside one keeps its names when the inside changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.core.case import Answer, Appointment, Case, Contact, FollowUp, Handoff, Photo

ZONE = ZoneInfo("Europe/Amsterdam")
"""Moments outside are written with the clock of the Netherlands and its distance to UTC."""


def case_to_doc(case: Case) -> dict[str, Any]:
    """The case as plain JSON values, for the store; nothing is lost."""
    return msgspec.to_builtins(case)


def case_from_doc(doc: Mapping[str, Any]) -> Case:
    """The case of a document made by ``case_to_doc``.

    Raises:
        msgspec.ValidationError: The document is no case.
    """
    return msgspec.convert(doc, Case)


def case_to_json(case: Case) -> dict[str, Any]:
    """The case in the words of the outside contract.

    Args:
        case: Of any state; what is kept from staff is still in it.

    Returns:
        Plain JSON values: unknown is ``None``, a list is never ``None``, ``group`` always is.
    """
    return {
        "id": case.id,
        "profile": case.profile,
        "language": case.language,
        "contact": _contact(case.contact),
        "reason": case.reason,
        "topics": list(case.topics),
        "declined_topics": list(case.declined_topics),
        "questions": list(case.questions),
        "photo": _photo(case.photo),
        "needs": msgspec.to_builtins(case.needs),
        "situation": msgspec.to_builtins(case.situation),
        "crisis": list(case.crisis),
        "letter_on": _text(case.letter_on),
        "triage": {**msgspec.to_builtins(case.triage), "reasons": list(case.triage.reasons)},
        "routing": msgspec.to_builtins(case.routing),
        "postcode": case.postcode,
        "appointments": [_appointment(appointment) for appointment in case.appointments],
        "group": None,
        "follow_up": _follow_up(case.follow_up),
        "handoff": _handoff(case.handoff),
        "consents": msgspec.to_builtins(case.consents),
        "unanswered": list(case.unanswered),
        "law": case.law,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "channel": contact.channel,
        "first_contact_on": contact.first_contact_on.isoformat(),
        "application_on": _text(contact.application_on),
        "reachable": msgspec.to_builtins(contact.reachable),
        "helper": contact.helper,
        "safe_to_message": contact.safe_to_message,
    }


def _photo(photo: Photo) -> dict[str, Any]:
    return {
        "mode": photo.mode,
        "complete": photo.complete,
        "answers": {domain: _answer(answer) for domain, answer in photo.answers.items()},
        "history": [{"domain": change.domain, **_answer(change.answer)} for change in photo.history],
        "withheld": list(photo.withheld),
        "strengths": photo.strengths,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {**msgspec.to_builtins(answer), "at": local_moment(answer.at)}


def _appointment(appointment: Appointment) -> dict[str, Any]:
    return {
        "id": appointment.id,
        "kind": appointment.kind,
        "with": appointment.role,
        "starts_at": local_moment(appointment.starts_at),
        "ends_at": local_moment(appointment.ends_at),
        "deadline_on": appointment.deadline_on.isoformat(),
        "place": appointment.place,
        "language": appointment.language,
        "documents": list(appointment.documents),
        "status": appointment.status,
    }


def _follow_up(arranged: FollowUp) -> dict[str, Any]:
    return {
        "tasks_on": _text(arranged.tasks_on),
        "missing": list(arranged.missing),
        "missing_by": _text(arranged.missing_by),
        "referrals": list(arranged.referrals),
    }


def _handoff(handoff: Handoff) -> dict[str, Any]:
    return {**msgspec.to_builtins(handoff), "since": local_moment(handoff.since)}


def local_moment(at: datetime | None) -> str | None:
    """An aware moment as ISO 8601 text on the clock of the Netherlands."""
    return at.astimezone(ZONE).isoformat() if at else None


def _text(on: Any) -> str | None:
    return on.isoformat() if on else None
