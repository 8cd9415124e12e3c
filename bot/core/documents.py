"""Which papers does this resident bring (boodschappenlijst)?

Only what they told decides; nothing is derived about the person.  Pure.
Source: domain.md 4.9; papers about school are asked of people under 27 only (Pw 41(5), U8).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core.case import Case
from bot.core.catalog import Catalog, Profile
from bot.core.needs import has_fixed_address
from bot.core.phrases import says
from bot.core.situation import YOUNG

CONDITIONS: Mapping[str, Callable[[Case, Catalog], bool]] = {
    "always": lambda case, catalog: True,
    "no_fixed_address": lambda case, catalog: has_fixed_address(case, catalog) is False,
    "fixed_address": lambda case, catalog: has_fixed_address(case, catalog) is True,
    "language_requirement": lambda case, catalog: (
        case.situation.newcomer is True or "language" in case.questions
    ),
    "search_period": lambda case, catalog: case.situation.age_group == YOUNG,
    "work_or_benefit_ended": lambda case, catalog: (
        says("work_or_benefit_ended", case.reason or "", catalog.phrases)
    ),
    "wants_debt_help": lambda case, catalog: "debts" in case.questions,
}
"""Conditions that the talk can know; a document with any other condition is left to the application."""


def documents_for(case: Case, profile: Profile, catalog: Catalog) -> tuple[str, ...]:
    """Ids of the documents to bring, in the order of the profile's list."""
    return tuple(
        one for one in profile.documents
        if _applies(catalog.documents[one].when, case, catalog) and not _is_known(one, case, profile, catalog)
    )


def _is_known(id_: str, case: Case, profile: Profile, catalog: Catalog) -> bool:
    """Whether the municipality looks it up: a benefit of UWV where it does not ask what UWV has (Y2)."""
    looked_up = catalog.documents[id_].known_at in profile.documents_not_asked
    return looked_up and says("benefit_of_uwv", case.reason or "", catalog.phrases)


def documents_at(kind_id: str, case: Case, profile: Profile, catalog: Catalog) -> tuple[str, ...]:
    """What to bring to a talk; nothing where the papers are due at another one (domain.md 2.4, Jan-D4)."""
    elsewhere = profile.documents_due is not None and profile.documents_due != kind_id
    return () if elsewhere else documents_for(case, profile, catalog)


def _applies(when: str, case: Case, catalog: Catalog) -> bool:
    condition = CONDITIONS.get(when)
    return condition is not None and condition(case, catalog)
