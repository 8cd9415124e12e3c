"""What do the answers to the immediate needs questions mean for tonight, and for the address?

An answer is an option's id or the resident's own words; words are read by the phrases
that the catalog gives with each option, and only where that is safe.

Pure.  Source: domain.md 2.1 (Jan-A3, A8), 3.4 no. 4, 3.5.
"""

from __future__ import annotations

from bot.core.case import Case
from bot.core.catalog import Catalog, NeedQuestion, Option
from bot.core.phrases import first_match, says


def option_of(question: NeedQuestion, answer: str | None) -> Option | None:
    """The option that an answer is, by id or by the phrases of the catalog; ``None`` when unsure."""
    if answer is None:
        return None
    exact = next((o for o in question.options if o.id == answer), None)
    return exact or first_match(answer, question.options)


def crisis_flag(question: NeedQuestion, answer: str) -> str | None:
    """The crisis flag that an answer raises, if any."""
    option = option_of(question, answer)
    return option.crisis if option else None


def in_institution(case: Case, catalog: Catalog) -> bool:
    """Whether they told that they live in an institution, with the reason or the sleeping place (P1)."""
    told = (case.reason, case.needs.sleeps_where)
    return any(says("institution", words or "", catalog.phrases) for words in told)


def has_fixed_address(case: Case, catalog: Catalog) -> bool | None:
    """Whether the resident told of a fixed address: True, False, or ``None`` when they did not tell.

    The sleeping place goes before the housing answer of the photo, being asked later and more exactly.
    """
    sleeps = option_of(catalog.needs["sleeps_where"], case.needs.sleeps_where)
    if sleeps is not None and sleeps.fixed_address is not None:
        return sleeps.fixed_address
    answer = case.photo.answers.get("housing")
    if answer is None or answer.choice is None:
        return None
    options = catalog.domains["housing"].options
    return next((o.fixed_address for o in options if o.id == answer.choice), None)
