"""Is a text of the law shown on its dates only, and only when it was checked?"""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.case import Case, Situation
from bot.core.catalog import Catalog
from bot.core.law import LawLayer, Right
from bot.core.rights import (
    FITS,
    filled,
    fits,
    fitting,
    is_for_others,
    law_on,
    right_on,
    rights_by_id,
    rights_for,
)
from tests.core import alphen

ADVANCE_90 = Right(
    id="pw_52",
    kind="applying",
    article="Pw 52",
    source="PW25-07",
    url="https://wetten.overheid.nl/BWBR0015703#Artikel52",
    valid_from=date(2025, 7, 1),
    valid_to=date(2025, 12, 31),
    checked_on=date(2026, 11, 23),
    verified=True,
    topics=("ask_advance",),
    text={"nl": "90", "en": "90"},
)
ADVANCE_95 = replace(ADVANCE_90, valid_from=date(2026, 1, 1), valid_to=None, text={"nl": "95", "en": "95"})
DECISION = replace(ADVANCE_95, id="awb_4_13", topics=("ask_decision_time", "ask_advance"))
UNCHECKED = replace(ADVANCE_95, id="awb_4_5", verified=False)


def layer(name: str, first: date, last: date | None) -> LawLayer:
    return LawLayer(name, first, last, date(2026, 11, 23), (), {})


CATALOG = Catalog(
    profiles={},
    domains={},
    topics={},
    needs={},
    rights={"awb_4_13": (DECISION,), "awb_4_5": (UNCHECKED,), "pw_52": (ADVANCE_90, ADVANCE_95)},
    documents={},
    laws={
        "2025-07-01": layer("2025-07-01", date(2025, 7, 1), date(2025, 12, 31)),
        "2026-01-01": layer("2026-01-01", date(2026, 1, 1), date(2026, 6, 30)),
    },
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), ADVANCE_90),
        (date(2025, 12, 31), ADVANCE_90),
        (date(2026, 1, 1), ADVANCE_95),
        (date(2099, 1, 1), ADVANCE_95),
    ],
)
def test_the_version_of_the_date_holds_on_its_first_and_its_last_day(
    on: date, expected: Right | None
) -> None:
    assert right_on((ADVANCE_90, ADVANCE_95), on) == expected


@pytest.mark.parametrize(
    ("intent", "on", "expected"),
    [
        ("ask_advance", date(2026, 3, 1), (ADVANCE_95, DECISION)),
        ("ask_advance", date(2025, 8, 1), (ADVANCE_90,)),
        ("ask_advance", date(2015, 10, 8), ()),
        ("ask_decision_time", date(2026, 3, 1), (DECISION,)),
        ("ask_holiday", date(2026, 3, 1), ()),
    ],
)
def test_a_question_is_answered_by_checked_texts_of_the_date_the_best_first(
    intent: str, on: date, expected: tuple[Right, ...]
) -> None:
    assert rights_for(CATALOG, intent, on) == expected


def test_texts_asked_by_id_come_in_the_order_asked_without_the_unchecked() -> None:
    assert rights_by_id(CATALOG, ("pw_52", "awb_4_5", "awb_4_13"), date(2026, 3, 1)) == (ADVANCE_95, DECISION)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 12, 31), "2025-07-01"),
        (date(2026, 1, 1), "2026-01-01"),
        (date(2026, 7, 1), None),
    ],
)
def test_figures_come_from_the_layer_of_the_date_and_are_unknown_outside_all(
    on: date, expected: str | None
) -> None:
    found = law_on(CATALOG, on)
    assert (found and found.id) == expected


TODAY = date(2026, 11, 26)

TOLD = [
    # what the resident told, what is shown first, whether duties were asked for
    (alphen.a_case(), [], False),
    (alphen.a_case(situation=Situation("18_26")), ["pw_41_4", "pw_41_11", "pw_43_4"], False),
    (alphen.a_case(situation=Situation("18_26")), ["pw_44a"], True),
    (alphen.a_case(situation=Situation("27_plus")), ["pw_41_12"], False),
    (alphen.a_case(situation=Situation("under_18")), ["pw_13"], False),
    (alphen.a_case(situation=Situation(partner_27=False)), ["pw_43"], False),
    (alphen.a_case(situation=Situation(studying=True)), ["pw_36b"], False),
    (alphen.a_case(situation=Situation(newcomer=True)), ["pw_56a", "wi21_13_15"], False),
    (alphen.a_case(needs=alphen.sleeps("family_friends")), ["pw_40", "pw_41_2", "brp_2_23"], False),
    (alphen.a_case(needs=alphen.sleeps("ik woon in een instelling")), ["pw_41_2"], False),
    (alphen.a_case(needs=alphen.sleeps("own_home")), [], False),
]


@pytest.mark.parametrize(("case", "expected", "duties"), TOLD)
def test_what_fits_what_somebody_told_is_found(case: Case, expected: list[str], duties: bool) -> None:
    found = fitting(alphen.CATALOG, case, duties, TODAY)
    assert sorted(right.id for right in found) == sorted(expected)


def test_a_young_status_holder_finds_the_advance_of_41_8_too() -> None:
    case = alphen.a_case(situation=Situation("18_26", newcomer=True))
    assert "pw_41_8" in {right.id for right in fitting(alphen.CATALOG, case, False, TODAY)}


def test_nothing_fits_outside_the_dates_of_its_text() -> None:
    case = alphen.a_case(situation=Situation("18_26"))
    assert fitting(alphen.CATALOG, case, False, date(2027, 1, 1)) == ()


def test_every_condition_is_used_by_a_text() -> None:
    texts = [one for versions in alphen.CATALOG.rights.values() for one in versions]
    used = {name for one in texts for name in (*one.fits, *one.not_for)}
    assert used == set(FITS)


def test_a_number_of_the_law_comes_from_its_layer() -> None:
    assert filled({"nl": "minstens {advance_percent} procent"}, {"advance_percent": 95}) == {
        "nl": "minstens 95 procent"
    }


CAME = [
    # the reason, whether texts for newcomers are for others
    ("ik ben in 2016 naar Nederland gekomen", True),
    ("I came to the Netherlands in 2016", True),
    ("ik ben in 2025 naar Nederland gekomen", False),
    ("ik werkte in 2016 bij een bakker", False),
    ("ik ben statushouder", False),
]


@pytest.mark.parametrize(("reason", "expected"), CAME)
def test_a_text_for_newcomers_is_not_for_who_came_long_ago(reason: str, expected: bool) -> None:
    right = right_on(alphen.CATALOG.rights["wi21_13_15"], date(2026, 11, 26))
    assert is_for_others(right, alphen.a_case(reason=reason), alphen.CATALOG) is expected


@pytest.mark.parametrize(("answer", "expected"), [("now", True), ("later", True), ("no", False)])
def test_asking_for_an_exemption_fits_who_wants_to_talk_about_health(answer: str, expected: bool) -> None:
    right = right_on(alphen.CATALOG.rights["pw_9_2"], date(2026, 11, 26))
    case = alphen.a_case(photo=alphen.a_photo(physical_health=answer))
    assert fits(right, case, alphen.CATALOG) is expected
