"""Is a resident asked to bring only what they can have?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import Situation
from bot.core.documents import CONDITIONS, documents_for
from tests.core.alphen import ALPHEN, CATALOG, a_case, sleeps


def asked_of(**known) -> set[str]:
    return set(documents_for(a_case(**known), ALPHEN, CATALOG))


ALWAYS = {d for d in ALPHEN.documents if CATALOG.documents[d].when == "always"}


def test_some_things_are_asked_of_everybody():
    assert "identity" in ALWAYS <= asked_of()


@pytest.mark.parametrize(
    ("known", "condition"),
    [
        ({"needs": sleeps("own_home")}, "fixed_address"),
        ({"needs": sleeps("family_friends")}, "no_fixed_address"),
        ({"questions": ("debts",)}, "wants_debt_help"),
        ({"situation": Situation("18_26")}, "search_period"),
        ({"situation": Situation("27_plus", newcomer=True)}, "language_requirement"),
        ({"questions": ("language",)}, "language_requirement"),
    ],
)
def test_what_the_resident_told_adds_its_own_papers_only(known, condition):
    added = {d for d in ALPHEN.documents if CATALOG.documents[d].when == condition}
    assert asked_of(**known) - ALWAYS == added


@pytest.mark.parametrize("group", ["under_18", "27_plus", None])
def test_papers_about_school_are_asked_of_nobody_else(group):
    assert "schooling" not in asked_of(situation=Situation(group))


def test_what_the_talk_cannot_know_is_left_to_the_application():
    unknown = {d for d in ALPHEN.documents if CATALOG.documents[d].when not in CONDITIONS}
    assert (unknown & asked_of(needs=sleeps("own_home"), questions=("debts",)), unknown != set()) == (
        set(),
        True,
    )


def test_the_order_is_that_of_the_municipality():
    asked = documents_for(a_case(), ALPHEN, CATALOG)
    assert list(asked) == [d for d in ALPHEN.documents if d in asked]


ENDED = [
    # the reason, whether the municipality looks at UWV by itself, whether the letter is asked for
    ("mijn WW is gestopt", True, False),
    ("mijn WW is gestopt", False, True),
    ("ik ben ontslagen", True, True),
    ("ik zoek een huis", False, False),
]


@pytest.mark.parametrize(("reason", "looks_up", "expected"), ENDED)
def test_what_uwv_knows_is_not_asked_again_where_the_municipality_looks_by_itself(reason, looks_up, expected):
    registers = ("available_at_uwv",) if looks_up else ()
    profile = replace(ALPHEN, documents=("identity", "end_of_work"), documents_not_asked=registers)
    assert ("end_of_work" in documents_for(a_case(reason=reason), profile, CATALOG)) is expected
