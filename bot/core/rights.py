"""Which texts of the law hold on a date, which of them answer a question, and which fit what was told?

A text is never shown outside its dates, nor before somebody has checked it against its source.
Nothing here says whether a person has a right: it only finds the explanation.
Pure: the date comes in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from bot.core.case import Case
from bot.core.catalog import Catalog
from bot.core.law import LawLayer, Right
from bot.core.needs import has_fixed_address, in_institution
from bot.core.phrases import says
from bot.core.situation import ADULT, UNDER_18, YOUNG
from bot.core.words import Words

Dated = TypeVar("Dated", Right, LawLayer)

_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")


FITS: Mapping[str, Callable[[Case, Catalog], bool]] = {
    "under_18": lambda case, catalog: case.situation.age_group == UNDER_18,
    "under_27": lambda case, catalog: case.situation.age_group == YOUNG,
    "27_plus": lambda case, catalog: case.situation.age_group == ADULT,
    "partner": lambda case, catalog: case.situation.partner_27 is not None,
    "no_fixed_address": lambda case, catalog: has_fixed_address(case, catalog) is False,
    "newcomer": lambda case, catalog: case.situation.newcomer is True,
    "newcomer_under_27": lambda case, catalog: (
        case.situation.newcomer is True and case.situation.age_group == YOUNG
    ),
    "studying": lambda case, catalog: case.situation.studying is True,
    "institution": in_institution,
    "health_talk": lambda case, catalog: any(_wants_talk(case, about) for about in HEALTH),
    "long_here": lambda case, catalog: came_before(case.reason or "", NEW_LAW_OF, catalog),
}
"""What a resident may have told that makes a text fit; an explanation, never a finding about a right."""


HEALTH = ("physical_health", "mental_health")
"""Life domains of which only a wish to talk is asked, never more."""

NEW_LAW_OF = 2021
"""Year in the name of the Wet inburgering: who came in an earlier year is shown no text for newcomers."""


def _wants_talk(case: Case, domain: str) -> bool:
    answer = case.photo.answers.get(domain)
    return answer is not None and answer.choice in ("now", "later")


def came_before(words: str, year: int, catalog: Catalog) -> bool:
    """Whether somebody tells that they came to the Netherlands in a year before this one."""
    years = [int(found) for found in _YEAR.findall(words)]
    return bool(years) and says("came_here", words, catalog.phrases) and min(years) < year


def right_on(versions: Iterable[Right], on: date) -> Right | None:
    """The version of a text that holds on a date, checked or not; ``None`` where none holds."""
    return _on(versions, on)


def rights_for(catalog: Catalog, intent: str, on: date) -> tuple[Right, ...]:
    """The checked texts that answer an intent on a date, those that answer it best first."""
    valid = (right_on(versions, on) for versions in catalog.rights.values())
    answers = [right for right in valid if right and right.verified and intent in right.topics]
    return tuple(sorted(answers, key=lambda right: right.topics.index(intent)))


def rights_by_id(catalog: Catalog, ids: Iterable[str], on: date) -> tuple[Right, ...]:
    """The checked texts with these ids that hold on a date, in the order asked."""
    valid = (right_on(catalog.rights[id_], on) for id_ in ids)
    return tuple(right for right in valid if right and right.verified)


def fitting(catalog: Catalog, case: Case, duties: bool, on: date) -> tuple[Right, ...]:
    """The checked texts of a date that fit what the resident told; the general ones stand beside them.

    Args:
        duties: Obligations; otherwise everything else.
    """
    valid = (right_on(versions, on) for versions in catalog.rights.values())
    return tuple(
        right
        for right in valid
        if right and right.verified and (right.kind == "obligation") is duties and fits(right, case, catalog)
    )


def fits(right: Right, case: Case, catalog: Catalog) -> bool:
    """Whether something that the resident told makes this text fit, and nothing makes it one for others."""
    return any(FITS[name](case, catalog) for name in right.fits) and not is_for_others(right, case, catalog)


def is_for_others(right: Right, case: Case, catalog: Catalog) -> bool:
    """Whether something that the resident told makes this text one for other people."""
    return any(FITS[name](case, catalog) for name in right.not_for)


def filled(words: Words, terms: Mapping[str, int]) -> Words:
    """A text with the numbers of the law layer in it.  Raises KeyError for a term the layer lacks."""
    return {lang: text.format_map(terms) for lang, text in words.items()}


def law_on(catalog: Catalog, on: date) -> LawLayer | None:
    """The layer of figures and terms of a date; ``None`` where its figures are not known."""
    return _on(catalog.laws.values(), on)


def _on(candidates: Iterable[Dated], on: date) -> Dated | None:
    return next((one for one in candidates if one.valid_from <= on <= (one.valid_to or date.max)), None)
