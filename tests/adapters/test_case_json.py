"""The case outside keeps the contract's shape; the case in the store comes back whole."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.adapters.case_json import case_from_doc, case_to_doc, case_to_json
from bot.core.case import Answer, Appointment, Case, Change, Contact, Handoff, Photo, Situation, Triage

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
EMPTY = Case(id="c1", profile="alphen-2015", language=None, contact=Contact("webchat", date(2026, 11, 26)))
FULL = Case(
    id="c2",
    profile="alphen-2015",
    language="nl",
    contact=Contact("kiosk", date(2026, 11, 26)),
    questions=("money", "housing"),
    photo=Photo(
        mode="digital",
        answers={"money": Answer("answered", choice="b", band=2, at=AT)},
        history=(Change("money", Answer("skipped", at=AT)),),
    ),
    situation=Situation("18_26", turns_27_on=date(2026, 12, 3), partner_27=False),
    triage=Triage(kind="multiple", role="integral_intaker", reasons=("reason.two",)),
    appointments=(
        Appointment(
            id="a1",
            kind="second_talk",
            role="integral_intaker",
            starts_at=datetime(2026, 12, 2, 9, 30, tzinfo=UTC),
            ends_at=datetime(2026, 12, 2, 11, 0, tzinfo=UTC),
            deadline_on=date(2026, 12, 3),
            place="Serviceplein",
            language="nl",
            documents=("identity",),
        ),
    ),
    handoff=Handoff("waiting", since=AT),
)


@pytest.mark.parametrize("case", [EMPTY, FULL], ids=["nothing known yet", "much known"])
def test_a_case_comes_back_from_the_store_as_it_went_in(case):
    assert case_from_doc(case_to_doc(case)) == case


CONTRACT = [
    # case, path in the contract, expected
    (EMPTY, "group", None),
    (FULL, "group", None),
    (EMPTY, "questions", []),
    (EMPTY, "unanswered", []),
    (EMPTY, "appointments", []),
    (EMPTY, "photo.answers", {}),
    (EMPTY, "contact.reachable", {"phone": None, "email": None, "post": None, "via": None}),
    (EMPTY, "contact.first_contact_on", "2026-11-26"),
    (EMPTY, "handoff.state", "none"),
    (EMPTY, "situation.age_group", None),
    (FULL, "situation.turns_27_on", "2026-12-03"),
    (FULL, "situation.partner_27", False),
    (EMPTY, "consents", {"share_with_staff": None}),
    (FULL, "contact.channel", "kiosk"),
    (FULL, "photo.answers.money.band", 2),
    (FULL, "photo.answers.money.at", "2026-11-26T10:00:00+01:00"),
    (FULL, "triage.reasons", ["reason.two"]),
    (FULL, "appointments.0.with", "integral_intaker"),
    (FULL, "appointments.0.starts_at", "2026-12-02T10:30:00+01:00"),
    (FULL, "appointments.0.deadline_on", "2026-12-03"),
    (FULL, "appointments.0.documents", ["identity"]),
    (FULL, "handoff.since", "2026-11-26T10:00:00+01:00"),
]


@pytest.mark.parametrize("case, path, expected", CONTRACT)
def test_the_case_outside_has_the_words_of_the_contract(case, path, expected):
    value = case_to_json(case)
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    assert value == expected


def test_the_inside_name_of_the_role_stays_inside():
    assert "role" not in case_to_json(FULL)["appointments"][0]
