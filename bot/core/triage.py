"""Which kind of case is this, by the municipality's printed rule?

The front door proposes; a person decides.  The proposal counts help questions that the
resident confirmed.  It knows no score, no group and no right.

Pure.  Source: municipality profile, ``triage.rules``; domain.md 1.1, 3.6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.case import Case, Triage
from bot.core.catalog import Catalog, Profile, TriageRule
from bot.core.needs import has_fixed_address
from bot.core.situation import UNDER_18, YOUTH

CRISIS, ELEVATED, ROUTINE = "crisis", "elevated", "routine"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the closed list of conditions may look at, and nothing else.

    Attributes:
        crisis: Any crisis flag.
        specialisms: Distinct specialisms among the confirmed help questions.
        wants_human: The resident asked for a person.
        refused_photo: The resident wants no photo.
        no_fixed_address: The resident told that they have none.
        helper: Somebody helps the resident.
    """

    crisis: bool
    specialisms: int
    wants_human: bool
    refused_photo: bool
    no_fixed_address: bool
    helper: bool


CONDITIONS: Mapping[str, Callable[[Facts, Any], bool]] = {
    "any_crisis_flag": lambda facts, wanted: facts.crisis == wanted,
    "questions_gte": lambda facts, count: facts.specialisms >= count,
    "questions_eq": lambda facts, count: facts.specialisms == count,
    "wants_human": lambda facts, wanted: facts.wants_human == wanted,
    "refused_photo": lambda facts, wanted: facts.refused_photo == wanted,
    "no_fixed_address": lambda facts, wanted: facts.no_fixed_address == wanted,
    "helper_present": lambda facts, wanted: facts.helper == wanted,
    "otherwise": lambda facts, wanted: True,
}
"""Every condition that a printed rule may use; a rule fires when one of its conditions holds."""

CONDITIONS_WITH_NUMBER = frozenset({"questions_eq", "questions_gte"})
"""Conditions that compare with a number; questions are counted by different specialisms."""


def facts_of(case: Case, catalog: Catalog) -> Facts:
    """The facts of a case that rules may look at."""
    return Facts(
        crisis=bool(case.crisis),
        specialisms=len({catalog.question_specialism(q) for q in case.questions}),
        wants_human=case.handoff.reason == "wants_human",
        refused_photo=case.photo.mode == "refused",
        no_fixed_address=has_fixed_address(case, catalog) is False,
        helper=case.contact.helper is not None,
    )


def propose(case: Case, profile: Profile, catalog: Catalog) -> Triage:
    """Propose by the first rule that fires.

    Args:
        case: With the questions that the resident confirmed.
        profile: Whose rules are used; they end with ``otherwise``.

    Returns:
        The proposal with its rule, its reasons as message keys, and the role that decides.
    """
    facts = facts_of(case, catalog)
    number, rule = next((n, r) for n, r in enumerate(profile.triage_rules, 1) if fires(r, facts))
    main = main_question(case, catalog)
    young = YOUTH if case.situation.age_group == UNDER_18 else None
    return Triage(
        kind=rule.kind,
        role=rule.role,
        main_question=main,
        specialism=profile.specialisms.get(young or "") or _specialism(main, profile, catalog),
        urgency=_urgency(facts),
        reasons=_reasons(rule, facts),
        rule=f"{profile.id}/triage/{number}@{profile.triage_version}",
        proposed_by="rules",
        decided_by=profile.decided_by,
    )


def fires(rule: TriageRule, facts: Facts) -> bool:
    """Whether one of the rule's conditions holds."""
    return any(CONDITIONS[name](facts, argument) for name, argument in rule.when.items())


def rule_of(triage: Triage, profile: Profile) -> TriageRule:
    """The profile's rule that takes a case of this kind and role; after a change by staff too."""
    same_kind = [r for r in profile.triage_rules if r.kind == triage.kind]
    return next((r for r in same_kind if r.role == triage.role), same_kind[0])


def main_question(case: Case, catalog: Catalog) -> str | None:
    """The first confirmed question that the reason was about, else the first in the photo's order."""
    order = [*sorted(catalog.domains, key=lambda d: catalog.domains[d].order), *catalog.topics]
    confirmed = sorted(case.questions, key=order.index)
    return next((q for q in confirmed if q in case.topics), next(iter(confirmed), None))


def _specialism(question: str | None, profile: Profile, catalog: Catalog) -> str | None:
    return profile.specialisms.get(catalog.question_specialism(question)) if question else None


def _urgency(facts: Facts) -> str:
    if facts.crisis:
        return CRISIS
    return ELEVATED if facts.no_fixed_address else ROUTINE


def _reasons(rule: TriageRule, facts: Facts) -> tuple[str, ...]:
    fired = [name for name, argument in rule.when.items() if CONDITIONS[name](facts, argument)]
    address = ["no_fixed_address"] if facts.no_fixed_address and "no_fixed_address" not in fired else []
    return tuple(f"triage.reason.{name}" for name in (*fired, *address))
