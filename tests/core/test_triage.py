"""Does the printed rule propose what it says, by counting questions and by nothing else?"""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from bot.core.case import Contact, Handoff, Photo, Situation, Triage
from bot.core.triage import Facts, facts_of, main_question, propose, rule_of
from tests.core.alphen import ALPHEN, CATALOG, a_case, a_photo, sleeps

WANTS_HUMAN = Handoff("requested", "wants_human")
REFUSED = Photo("refused")

CASES = {
    "a flag goes before everything": (
        {"crisis": ("suicide",), "questions": ("money", "housing")},
        ("crisis", "crisis_worker", 1),
    ),
    "two subjects": ({"questions": ("money", "housing")}, ("multiple", "integral_intaker", 2)),
    "two questions about one subject": (
        {"questions": ("daily_tasks", "health")},
        ("single", "specialist", 3),
    ),
    "one question": ({"questions": ("housing",)}, ("single", "specialist", 3)),
    "a wish for a person, with one question": (
        {"questions": ("money",), "handoff": WANTS_HUMAN},
        ("multiple", "integral_intaker", 2),
    ),
    "no photo, with one question": (
        {"questions": ("money",), "photo": REFUSED},
        ("multiple", "integral_intaker", 2),
    ),
    "nothing told at all": ({}, ("multiple", "integral_intaker", 4)),
}


@pytest.mark.parametrize(("known", "expected"), CASES.values(), ids=CASES)
def test_the_first_rule_that_fires_proposes(known, expected):
    proposal = propose(a_case(**known), ALPHEN, CATALOG)
    kind, role, number = expected
    assert (proposal.kind, proposal.role, proposal.rule) == (kind, role, f"alphen-2015/triage/{number}@1")


def test_the_rules_propose_and_a_person_decides():
    proposal = propose(a_case(questions=("money",)), ALPHEN, CATALOG)
    assert (proposal.proposed_by, proposal.decided_by, proposal.decision) == ("rules", "first_line", None)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"needs": sleeps("family_friends")}, "elevated"),
        ({"needs": sleeps("own_home")}, "routine"),
        ({}, "routine"),
        ({"needs": sleeps("own_home"), "crisis": ("no_food_today",)}, "crisis"),
    ],
)
def test_the_urgency_follows_from_the_bed_and_the_flags(known, expected):
    assert propose(a_case(**known), ALPHEN, CATALOG).urgency == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (
            {"questions": ("money", "housing"), "needs": sleeps("family_friends")},
            ("triage.reason.questions_gte", "triage.reason.no_fixed_address"),
        ),
        (
            {"questions": ("money", "housing"), "photo": REFUSED},
            ("triage.reason.questions_gte", "triage.reason.refused_photo"),
        ),
        ({"questions": ("money",)}, ("triage.reason.questions_eq",)),
        ({}, ("triage.reason.otherwise",)),
    ],
)
def test_every_reason_that_held_is_said(known, expected):
    assert propose(a_case(**known), ALPHEN, CATALOG).reasons == expected


@pytest.mark.parametrize(
    ("questions", "topics", "expected"),
    [
        ((), (), None),
        (("housing", "money"), (), "money"),
        (("housing", "money"), ("housing",), "housing"),
        (("debts", "housing"), (), "housing"),
        (("money",), ("housing",), "money"),
    ],
)
def test_the_main_question_is_what_the_resident_came_for(questions, topics, expected):
    assert main_question(a_case(questions=questions, topics=topics), CATALOG) == expected


def test_the_facts_know_no_person():
    assert {field.name for field in fields(Facts)} == {
        "crisis",
        "specialisms",
        "wants_human",
        "refused_photo",
        "no_fixed_address",
        "helper",
    }


@pytest.mark.parametrize("bands", [{"money": "a", "justice": "a"}, {"money": "e", "housing": "e"}])
def test_how_bad_it_is_does_not_count(bands):
    letters = {domain: letter for domain, letter in bands.items() if CATALOG.domains[domain].mode == "band"}
    with_photo = facts_of(
        a_case(questions=("money",), photo=a_photo(**letters), needs=sleeps("own_home")), CATALOG
    )
    assert with_photo == facts_of(a_case(questions=("money",), needs=sleeps("own_home")), CATALOG)


def test_somebody_who_helps_is_a_fact_and_nothing_more():
    case = a_case(questions=("money",))
    helped = replace(case, contact=Contact("kiosk", case.contact.first_contact_on, helper="present"))
    assert (facts_of(helped, CATALOG).helper, propose(helped, ALPHEN, CATALOG).kind) == (True, "single")


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        ("single", "specialist", "specialist_talk"),
        ("multiple", "integral_intaker", "second_talk"),
        ("multiple", "outreach_worker", "second_talk"),
        ("crisis", "crisis_worker", None),
    ],
)
def test_the_talk_to_book_follows_from_kind_and_role(kind, role, expected):
    assert rule_of(Triage(kind, role), ALPHEN).appointment == expected


def test_somebody_under_18_goes_to_who_talks_with_young_people_and_by_the_same_rule():
    case = a_case(questions=("money",), situation=Situation("under_18"))
    young, other = propose(case, ALPHEN, CATALOG), propose(a_case(questions=("money",)), ALPHEN, CATALOG)
    assert (young.specialism, replace(young, specialism=other.specialism)) == ("jeugd", other)
