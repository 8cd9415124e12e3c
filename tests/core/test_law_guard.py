"""Does the law of a day overrule old practice, whatever a profile says, and is its end seen coming?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.core import law_guard
from bot.core.law import LawLayer
from bot.core.law_guard import days_left, in_force, last_layer

PROFILES = load_catalog().profiles


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize(
    "rule", [law_guard.EFFORT_PERIOD, law_guard.FORM_IN_SESSION, law_guard.ELECTRONIC_ONLY, law_guard.ADVANCE]
)
@pytest.mark.parametrize(
    ("law_day", "expected"),
    [
        (date(2015, 7, 1), False),
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 7, 1), True),
    ],
)
def test_a_rule_is_in_force_from_its_day_on_for_every_municipality(profile, rule, law_day, expected):
    assert in_force(profile, rule, law_day) == expected


def test_a_rule_that_nobody_knows_is_never_in_force():
    assert not in_force(PROFILES["alphen-2015"], "tea_at_three", date(2026, 7, 1))


def layer(first: date, last: date | None) -> LawLayer:
    return LawLayer(first.isoformat(), first, last, first, (), {})


OLD = layer(date(2026, 1, 1), date(2026, 6, 30))
NOW = layer(date(2026, 7, 1), date(2026, 12, 31))
NEXT = layer(date(2027, 1, 1), date(2027, 6, 30))
OPEN = layer(date(2027, 1, 1), None)
LATE = layer(date(2027, 1, 2), None)


@pytest.mark.parametrize(
    ("layers", "today", "expected", "left"),
    [
        ([OLD, NOW], date(2026, 11, 26), NOW, 35),
        ([OLD, NOW], date(2026, 12, 1), NOW, 30),
        ([OLD, NOW], date(2026, 12, 31), NOW, 0),
        ([NEXT, NOW, OLD], date(2026, 11, 26), NEXT, 216),
        ([OLD, NOW, OPEN], date(2026, 11, 26), OPEN, None),
        ([OLD, NOW, LATE], date(2026, 11, 26), NOW, 35),
    ],
)
def test_the_end_of_the_known_law_is_seen_coming(layers, today, expected, left):
    found = last_layer(layers, today)
    assert (found, days_left(found, today)) == (expected, left)


@pytest.mark.parametrize("today", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_day_without_law_has_no_layer(today):
    assert last_layer([OLD, NOW, LATE], today) is None
