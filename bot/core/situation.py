"""What changes when the law treats young people differently?

An age or a date of birth becomes an age group, and the date of birth is forgotten.  From the
group follows which explanation fits, and from which day people under 27 may apply.  Nothing
here says whether anybody has a right: a person decides.

Pure: today comes in.  Source: domain.md 2.8 (U1 to U8), 4.1; Pw 41(4), 41(11), 43(4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.birth_dates import dates_in
from bot.core.case import Case, Situation
from bot.core.catalog import Catalog, Profile
from bot.core.needs import in_institution, option_of
from bot.core.profile_parts import AgeRule

UNDER_18, YOUNG, ADULT = "under_18", "18_26", "27_plus"
"""Age groups; their limits are in their names, and a test holds them to the law layers."""

OF_AGE, AGE_LINE, OLDEST = 18, 27, 120
"""Years."""

YOUNGEST = {UNDER_18: 0, YOUNG: OF_AGE, ADULT: AGE_LINE}
"""Age group to the age in years with which it begins."""

YOUTH = "youth"
"""Specialism key of whoever talks with somebody under 18 (domain.md 2.8, U6)."""

_YEARS = re.compile(
    r"\b(?:ik\s+ben|i\s+am|i'm|i’m|im)\s+(?:nu\s+|now\s+|pas\s+|only\s+)?(\d{1,3})"
    r"(?=\s*(?:jaar|years?)?\s*(?:oud|old)?\s*(?:$|[.,;!?]|en\b|and\b|maar\b|but\b))",
    re.IGNORECASE,
)
_BARE_YEARS = re.compile(r"\W*(\d{1,3})(?:\s+(?:jaar|years?))?(?:\s+(?:oud|old))?\W*", re.IGNORECASE)

@dataclass(frozen=True, slots=True)
class SearchPeriod:
    """The weeks between the melding and the first day of an application (Pw 41(4)).

    Attributes:
        melding: Local date on which they count from.
        earliest: First local date on which an application may be made.
    """

    melding: date
    earliest: date


def age_group_in(text: str, today: date, weeks: int = 0) -> tuple[str, date | None] | None:
    """The age group that an answer to "how old are you" tells, and the 27th birthday when it is near.

    Args:
        text: Own words: an age ("22", "ik ben 22 jaar") or a date of birth ("12-3-2004").
        today: Local date.
        weeks: Length of the search period.

    Returns:
        ``None`` when there is no age, or a date that is no date of birth: ask again.
    """
    born = next((on for _, on in dates_in(text)), None)
    if born is not None:
        return _group_of(born, today, weeks) if birthday(born, OLDEST) > today >= born else None
    found = _YEARS.search(text) or _BARE_YEARS.fullmatch(text)
    return group_of_age(int(found[1])) if found else None


def told_group(text: str) -> str | None:
    """The age group that somebody tells unasked ("ik ben 22 en ik zoek werk"), if any."""
    found = _YEARS.search(text)
    group = group_of_age(int(found[1])) if found else None
    return group[0] if group else None


def group_of_age(years: int) -> tuple[str, None] | None:
    """The group of an age in years; ``None`` for one that nobody reaches."""
    if years > OLDEST:
        return None
    return (UNDER_18 if years < OF_AGE else YOUNG if years < AGE_LINE else ADULT), None


def _group_of(born: date, today: date, weeks: int) -> tuple[str, date | None]:
    line = birthday(born, AGE_LINE)
    if today >= line:
        return ADULT, None
    if today < birthday(born, OF_AGE):
        return UNDER_18, None
    return YOUNG, line if line < today + timedelta(weeks=weeks) else None


def birthday(born: date, years: int) -> date:
    """The day on which somebody is so many years old; born on 29 February, 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def search_period(situation: Situation, melding: date, terms: Mapping[str, int]) -> SearchPeriod | None:
    """The search period that the rule names for what they told; a person confirms it.

    Args:
        situation: As told.
        melding: Local date of the melding.
        terms: Of the law layer of the day.

    Returns:
        ``None`` from 27 on, for a couple with one of 27 or older, with a possible exception, under 18,
        while the age is not known, and where the law of the day has no such period.
    """
    weeks = terms.get("search_period_weeks")
    if situation.age_group != YOUNG or weeks is None:
        return None
    if situation.partner_27 or situation.left_school_recently or situation.wage_subsidy in ("yes", "maybe"):
        return None
    return SearchPeriod(melding, melding + timedelta(weeks=weeks))


def explanations(case: Case, period: SearchPeriod | None, catalog: Catalog) -> tuple[str, ...]:
    """Names of the explanations that fit what was told, the main one first."""
    told = case.situation
    if told.age_group == YOUNG:
        hard = ("circumstances",) if period and has_hard_circumstances(case, catalog) else ()
        study = ("studying",) if told.studying else ()
        return (_for_young(told, period), *hard, *study, *_newcomer(told, period))
    main = {UNDER_18: ("under_18",), ADULT: ("at_once",)}.get(told.age_group or "", ())
    institution = ("institution",) if in_institution(case, catalog) else ()
    return (*main, *institution, *_newcomer(told, period))


def _for_young(told: Situation, period: SearchPeriod | None) -> str:
    if told.partner_27:
        return "exception_partner"
    if told.left_school_recently:
        return "exception_school"
    if told.wage_subsidy in ("yes", "maybe"):
        return "exception_work"
    return "turns_27" if period and told.turns_27_on else "search_period"


def _newcomer(told: Situation, period: SearchPeriod | None) -> tuple[str, ...]:
    if not told.newcomer:
        return ()
    return ("newcomer_advance", "newcomer") if period else ("newcomer",)


def has_hard_circumstances(case: Case, catalog: Catalog) -> bool:
    """Whether they told of no bed of their own tonight: outside, or in a shelter (U3; Pw 41(11))."""
    sleeps = option_of(catalog.needs["sleeps_where"], case.needs.sleeps_where)
    return "no_bed_tonight" in case.crisis or (sleeps is not None and sleeps.id in ("outside", "shelter"))


def works(case: Case) -> bool:
    """Whether they told in the photo that they work or learn; only then work is asked about."""
    answer = case.photo.answers.get("work_education")
    return answer is not None and answer.choice in ("c", "e")


def asks_income(case: Case, catalog: Catalog) -> bool:
    """Whether the resident asks for an income: a help question or topic to which applying belongs."""
    asked = {*case.questions, *case.topics} - set(case.declined_topics)
    return any("apply_benefit" in domain.intents for id_, domain in catalog.domains.items() if id_ in asked)


def search_rule(profile: Profile) -> AgeRule | None:
    """The municipality's age rule with a search period, if it has one."""
    return next((rule for rule in profile.age_rules if rule.effect == "search_period"), None)
