"""Does an answer about age become what changes the explanation, and no more than that?"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from random import Random

import pytest

from bot.core.case import Situation
from bot.core.situation import (
    AGE_LINE,
    SearchPeriod,
    age_group_in,
    asks_income,
    birthday,
    explanations,
    has_hard_circumstances,
    search_period,
    told_group,
    works,
)
from tests.core.alphen import CATALOG, a_case, a_photo, sleeps

MONDAY = date(2026, 11, 23)
TERMS = {"search_period_weeks": 4, "age_line": 27}
WEEKS = 4

AGES = [
    # what they write, group, 27th birthday when it lies within four weeks
    ("22", "18_26", None),
    ("ik ben 22 jaar", "18_26", None),
    ("I am 22", "18_26", None),
    ("i'm 34 years old", "27_plus", None),
    ("17", "under_18", None),
    ("18", "18_26", None),
    ("26 jaar", "18_26", None),
    ("27", "27_plus", None),
    ("12-3-2004", "18_26", None),
    ("ik ben geboren op 12 maart 2004", "18_26", None),
    ("23-11-1999", "27_plus", None),  # 27 today
    ("24-11-1999", "18_26", date(2026, 11, 24)),  # 27 tomorrow
    ("3-12-1999", "18_26", date(2026, 12, 3)),  # day 10: U4
    ("20-12-1999", "18_26", date(2026, 12, 20)),  # the last day of the four weeks
    ("21-12-1999", "18_26", None),  # the first day of the application
    ("23-11-2008", "18_26", None),  # 18 today
    ("24-11-2008", "under_18", None),
]


@pytest.mark.parametrize(("text", "group", "turns_27_on"), AGES)
def test_an_age_or_a_date_of_birth_becomes_an_age_group(text, group, turns_27_on):
    assert age_group_in(text, MONDAY, WEEKS) == (group, turns_27_on)


@pytest.mark.parametrize(
    "text", ["", "ja", "1-1-2030", "24-11-2026", "23-11-1906", "1-1-1880", "31-2-2004", "121", "later"]
)
def test_no_age_and_no_date_of_birth_is_asked_again(text):
    assert age_group_in(text, MONDAY, WEEKS) is None


def test_the_oldest_and_the_youngest_date_of_birth_are_taken():
    oldest, youngest = date(1906, 11, 24), MONDAY
    told = [age_group_in(f"{on:%d-%m-%Y}", MONDAY, WEEKS) for on in (oldest, youngest)]
    assert told == [("27_plus", None), ("under_18", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik ben 22 en ik heb geen geld", "18_26"),
        ("Ik ben 34 jaar, ik wil een uitkering", "27_plus"),
        ("ik ben 20 jaar getrouwd", None),
        ("ik ben 2 maanden werkloos", None),
        ("22", None),
        ("mijn zoon is 17", None),
    ],
)
def test_only_somebodys_own_age_is_taken_unasked(text, expected):
    assert told_group(text) == expected


def test_on_the_birthday_itself_somebody_is_a_year_older():
    """Counted by hand: years, less one before the birthday; 29 February counts from 1 March."""
    random = Random(27)
    for _ in range(3000):
        born = date(1950, 1, 1) + timedelta(days=random.randrange(27_000))
        today = date(2026, 1, 1) + timedelta(days=random.randrange(1500))
        if born > today:
            continue
        leap_day = (born.month, born.day) == (2, 29) and not isleap(today.year)
        day = (3, 1) if leap_day else (born.month, born.day)
        years = today.year - born.year - ((today.month, today.day) < day)
        expected = "under_18" if years < 18 else "18_26" if years < 27 else "27_plus"
        group, turns = age_group_in(f"{born.day}-{born.month}-{born.year}", today, WEEKS)
        line = birthday(born, AGE_LINE)
        near = line if today < line < today + timedelta(days=28) else None
        assert (group, turns) == (expected, near), (born, today)


YOUNG = Situation("18_26")

PERIODS = [
    (YOUNG, SearchPeriod(MONDAY, date(2026, 12, 21))),
    (Situation("18_26", partner_27=False, left_school_recently=False, studying=True),
     SearchPeriod(MONDAY, date(2026, 12, 21))),
    (Situation("18_26", turns_27_on=date(2026, 12, 3)), SearchPeriod(MONDAY, date(2026, 12, 21))),
    (Situation("18_26", partner_27=True), None),
    (Situation("18_26", left_school_recently=True), None),
    (Situation("27_plus"), None),
    (Situation("under_18"), None),
    (Situation(), None),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "expected"), PERIODS)
def test_four_weeks_are_proposed_only_when_all_applicants_are_under_27_and_none_excepted(situation, expected):
    assert search_period(situation, MONDAY, TERMS) == expected


def test_a_law_without_a_search_period_gives_none():
    assert search_period(YOUNG, MONDAY, {}) is None


def test_the_first_day_is_the_same_weekday_four_weeks_later():
    for days in range(800):
        melding = MONDAY + timedelta(days=days)
        period = search_period(YOUNG, melding, TERMS)
        assert (period.earliest.toordinal() - melding.toordinal(), period.earliest.weekday()) == (
            28,
            melding.weekday(),
        )


@pytest.mark.parametrize("layer", CATALOG.laws.values(), ids=CATALOG.laws)
def test_the_line_of_the_choices_is_the_line_of_the_law(layer):
    assert layer.terms.get("age_line", AGE_LINE) == AGE_LINE


EXPLAINED = [
    (Situation("18_26"), {}, ("search_period",)),
    (Situation("27_plus"), {}, ("at_once",)),
    (Situation("under_18"), {}, ("under_18",)),
    (Situation(), {}, ()),
    (Situation("18_26", partner_27=True), {}, ("exception_partner",)),
    (Situation("18_26", left_school_recently=True), {}, ("exception_school",)),
    (Situation("18_26", turns_27_on=date(2026, 12, 3)), {}, ("turns_27",)),
    (Situation("18_26", studying=True), {}, ("search_period", "studying")),
    (Situation("18_26"), {"needs": sleeps("outside")}, ("search_period", "circumstances")),
    (Situation("18_26"), {"needs": sleeps("ik slaap in een opvang")}, ("search_period", "circumstances")),
    (Situation("18_26", partner_27=True), {"needs": sleeps("outside")}, ("exception_partner",)),
    (Situation("18_26", newcomer=True), {}, ("search_period", "newcomer_advance", "newcomer")),
    (Situation("27_plus", newcomer=True), {}, ("at_once", "newcomer")),
]


@pytest.mark.parametrize(("situation", "known", "expected"), EXPLAINED)
def test_the_explanation_follows_what_was_told(situation, known, expected):
    case = a_case(situation=situation, **known)
    assert explanations(case, search_period(situation, MONDAY, TERMS), CATALOG) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"needs": sleeps("family_friends")}, False),
        ({"needs": sleeps("own_home")}, False),
        ({}, False),
        ({"crisis": ("no_bed_tonight",)}, True),
        ({"crisis": ("suicide",)}, False),
    ],
)
def test_a_hard_situation_is_no_bed_of_ones_own_tonight(known, expected):
    assert has_hard_circumstances(a_case(**known), CATALOG) is expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"questions": ("money",)}, True),
        ({"topics": ("money",)}, True),
        ({"topics": ("money",), "declined_topics": ("money",)}, False),
        ({"questions": ("housing", "debts")}, False),
        ({}, False),
    ],
)
def test_age_matters_only_to_who_asks_for_an_income(known, expected):
    assert asks_income(a_case(**known), CATALOG) is expected


@pytest.mark.parametrize(("told", "expected"), [("yes", False), ("maybe", False), ("no", True), (None, True)])
def test_a_wage_subsidy_or_a_maybe_proposes_no_search_period(told, expected):
    found = search_period(Situation("18_26", wage_subsidy=told), MONDAY, TERMS)
    assert (found is not None) is expected


def test_work_is_asked_about_only_of_who_told_that_they_work():
    told = {letter: works(a_case(photo=a_photo(work_education=letter))) for letter in "abcde"}
    assert told == {"a": False, "b": False, "c": True, "d": False, "e": True}


@pytest.mark.parametrize("where", ["in een zorginstelling", "in a care home"])
def test_an_institution_is_explained_to_who_lives_in_one(where):
    case = a_case(situation=Situation("27_plus"), needs=sleeps(where))
    assert explanations(case, None, CATALOG) == ("at_once", "institution")
