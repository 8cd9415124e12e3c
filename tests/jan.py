"""Who is Jan?  The case of the domain's first scenario, as staff find it on the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.core.case import (
    Answer,
    Appointment,
    Case,
    Consents,
    Contact,
    Handoff,
    Needs,
    Photo,
    Reachable,
    Routing,
    Situation,
    Triage,
)
from tests.fakes import NOW


def jan(**changes: Any) -> Case:
    """Jan of domain.md 2.1: needs an income and a place to live; everything shared, nothing decided."""
    bands = {
        "money": ("b", 2),
        "work_education": ("b", 3),
        "housing": ("c", 3),
        "daily_tasks": ("c", 3),
        "network": ("b", 3),
        "participation": ("b", 3),
    }
    answers = {id_: Answer("answered", choice, band, at=NOW) for id_, (choice, band) in bands.items()}
    answers |= {
        "mental_health": Answer("answered", "later", at=NOW),
        "justice": Answer("declined", at=NOW),
        "daytime": Answer("skipped", at=NOW),
        "home_relations": Answer("answered", "d", 4, at=NOW),
    }
    starts = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
    talk = Appointment(
        "a1",
        "second_talk",
        "integral_intaker",
        starts,
        starts + timedelta(minutes=90),
        date(2026, 12, 3),
        "Serviceplein in het stadhuis",
        "nl",
        ("identity",),
    )
    case = Case(
        id="018fjan1a2b3c",
        profile="alphen-2015",
        language="nl",
        contact=Contact("webchat", date(2026, 11, 26), reachable=Reachable(phone="+31612345678")),
        reason="ik heb een uitkering nodig",
        questions=("money", "housing"),
        photo=Photo("digital", True, answers, strengths="Ik kan goed koken."),
        needs=Needs("family_friends", "weeks", "yes"),
        situation=Situation("27_plus"),
        triage=Triage("multiple", "integral_intaker", "money", "Participatiewet", "elevated",
                      ("triage.reason.questions_gte",), "alphen-2015/triage/2@1", "rules", "first_line"),
        routing=Routing(reason="no_fixed_address"),
        appointments=(talk,),
        handoff=Handoff(),
        consents=Consents(share_with_staff=True),
        unanswered=("daytime",),
    )  # fmt: skip
    return replace(case, **changes)
