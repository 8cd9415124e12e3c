"""Is a resident asked to bring only what they can have?"""

from __future__ import annotations

import pytest

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
    ],
)
def test_what_the_resident_told_adds_its_own_papers_only(known, condition):
    added = {d for d in ALPHEN.documents if CATALOG.documents[d].when == condition}
    assert asked_of(**known) - ALWAYS == added


def test_what_the_talk_cannot_know_is_left_to_the_application():
    unknown = {d for d in ALPHEN.documents if CATALOG.documents[d].when not in CONDITIONS}
    assert (unknown & asked_of(needs=sleeps("own_home"), questions=("debts",)), unknown != set()) == (
        set(),
        True,
    )


def test_the_order_is_that_of_the_municipality():
    asked = documents_for(a_case(), ALPHEN, CATALOG)
    assert list(asked) == [d for d in ALPHEN.documents if d in asked]
