"""Does the catalog that we ship keep what we promise a resident about it?"""

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest

from bot.adapters.catalog_files import load_catalog, waiting_for_check
from bot.core import documents
from bot.core.catalog import FollowUp, LifeDomain
from bot.core.crisis import FLAGS
from bot.core.law import Right
from bot.core.rights import filled, law_on, right_on, rights_for
from bot.core.vocabulary import DOCUMENT_CONDITIONS
from bot.core.words import Words

CATALOG = load_catalog()
TODAY = date(2026, 11, 26)

DOMAINS = [
    "money",
    "work_education",
    "daytime",
    "housing",
    "home_relations",
    "mental_health",
    "physical_health",
    "substance_use",
    "self_care",
    "daily_tasks",
    "network",
    "participation",
    "justice",
]

RIGHTS = {
    "applying": "pw_11 pw_13 pw_41_1 pw_41_2 pw_41_4 pw_41_11 pw_41_12 pw_43 pw_43_4 pw_43a pw_44"
    " pw_44_5 pw_40 pw_41_8 pw_52 awb_4_13 awb_4_17 awb_4_5 awb_2_3 awb_2_7 awb_2_17",
    "obligation": "pw_17_1 pw_17_2 pw_17_3 pw_9_1a pw_9_1b pw_9_1c pw_9_2 pw_9_4 pw_9a pw_9_5 pw_9_6"
    " pw_18_4 pw_18b pw_13_1e pw_44a pw_55",
    "money": "pw_19 pw_22a pw_34 pw_31_m pw_31_n pw_35 pw_36 pw_36b pw_46 pw_56a pw_15 pw_16",
    "protection": "pw_18_5 pw_18a pw_54 pw_58 awb_6_7 awb_9_1 awb_2_1_1 awb_2_1_2 awb_2_6 awb_2_5 wmo_2_2_4"
    " wmo_2_3_2 wmo_2_3_3 wgs_4 wgs_4a brp_2_23 pw_47 avg_13_14 avg_15 avg_16 avg_17 avg_18_21 avg_22 human"
    " wi21_13_15",
}

ANSWERED = [
    "ask_rights",
    "ask_obligations",
    "ask_eligibility",
    "ask_amount",
    "ask_decision_time",
    "ask_advance",
    "ask_search_period",
    "ask_information_duty",
    "ask_work_duty",
    "ask_language_requirement",
    "ask_assets",
    "ask_cohabitation",
    "ask_part_time_work",
    "ask_sanctions",
    "ask_objection",
    "ask_special_assistance",
    "ask_debt_help",
    "ask_housing_help",
    "ask_integration",
    "ask_holiday",
    "ask_support_person",
    "ask_privacy",
    "show_my_data",
    "erase_my_data",
]

VERDICT = re.compile(
    r"\bu (?:hebt|heeft) (?:waarschijnlijk |wel |geen )*recht|\b(?:geen|wel) recht op"
    r"|you (?:are|are not|may be) entitled|you (?:do not )?qualify|no right to|have (?:a|the) right to",
    re.IGNORECASE,
)


def all_rights() -> Iterator[Right]:
    return (version for versions in CATALOG.rights.values() for version in versions)


def asked(domain: LifeDomain) -> tuple[LifeDomain | FollowUp, ...]:
    return (domain, *domain.follow_ups)


def texts() -> Iterator[tuple[str, Words]]:
    """Every text for residents, with where it stands."""
    for domain in CATALOG.domains.values():
        yield from ((f"{domain.id} name", domain.name), (f"{domain.id} title", domain.title))
        yield from ((f"{domain.id} warning", text) for text in [domain.warning] if text)
        for question in asked(domain):
            yield f"{domain.id} {question.id}", question.question
            yield from ((f"{domain.id} {question.id} {one.id}", one.text) for one in question.options)
    for need in CATALOG.needs.values():
        yield need.id, need.question
        yield from ((f"{need.id} {one.id}", one.text) for one in need.options)
    for right in all_rights():
        yield from ((right.id, text) for text in (right.text, right.depends_on, right.how) if text)
    yield from ((one.id, one.name) for one in CATALOG.topics.values())
    yield from ((one.id, one.text) for one in CATALOG.documents.values())
    yield from ((figure.id, figure.name) for law in CATALOG.laws.values() for figure in law.figures)


def test_the_thirteen_life_domains_are_there_in_their_order() -> None:
    assert list(CATALOG.domains) == DOMAINS


def test_health_addiction_and_justice_are_asked_as_a_wish_only() -> None:
    need = {domain.id for domain in CATALOG.domains.values() if domain.mode == "need"}
    assert need == {"mental_health", "physical_health", "substance_use", "justice"}


def test_who_answers_a_wish_is_told_that_it_need_not_be_written_down() -> None:
    need = [domain for domain in CATALOG.domains.values() if domain.mode == "need"]
    assert [
        one.id
        for one in need
        if "hoeft dit hier niet op te schrijven" not in (one.warning or {}).get("nl", "")
    ] == []


def test_the_answers_that_bring_a_person_at_once_are_those_of_the_list() -> None:
    raised = {
        (domain.id, question.id, option.id): option.crisis
        for domain in CATALOG.domains.values()
        for question in asked(domain)
        for option in question.options
        if option.crisis
    }
    assert raised == {
        ("money", "money", "a"): "no_food_today",
        ("money", "letter", "eviction"): "eviction",
        ("money", "letter", "shutoff"): "shutoff",
        ("money", "letter", "insurance"): "insurance_end",
        ("housing", "housing", "a"): "no_bed_tonight",
        ("home_relations", "home_relations", "a"): "unsafe_home",
        ("mental_health", "mental_health", "now"): "suicide",
        ("physical_health", "physical_health", "doctor_now"): "medical_now",
        ("self_care", "self_care", "a"): "self_care_zero",
    }


def test_the_immediate_needs_bring_a_person_too() -> None:
    raised = {(n.id, o.id): o.crisis for n in CATALOG.needs.values() for o in n.options if o.crisis}
    assert raised == {
        ("sleeps_where", "outside"): "no_bed_tonight",
        ("how_long", "not_tonight"): "no_bed_tonight",
        ("how_long", "until_tomorrow"): "no_bed_tonight",
        ("food_drink_daily", "no"): "no_food_today",
        ("safe_now", "no"): "unsafe_home",
    }


def test_no_answer_raises_a_flag_that_nobody_knows() -> None:
    raised = {o.crisis for d in CATALOG.domains.values() for q in asked(d) for o in q.options if o.crisis}
    assert raised - set(FLAGS) == set()


@pytest.mark.parametrize("kind", RIGHTS)
def test_every_right_and_duty_of_the_list_is_there(kind: str) -> None:
    assert sorted({one.id for one in all_rights() if one.kind == kind}) == sorted(RIGHTS[kind].split())


@pytest.mark.parametrize("intent", ANSWERED)
def test_a_question_about_the_law_has_a_checked_answer_today(intent: str) -> None:
    assert [one.id for one in rights_for(CATALOG, intent, TODAY)] != []


def test_a_text_that_waits_for_a_check_answers_nothing() -> None:
    shown = {
        right.id
        for right in all_rights()
        for topic in right.topics
        for right in rights_for(CATALOG, topic, TODAY)
    }
    assert shown & set(waiting_for_check(CATALOG)) == set()


def test_no_text_of_the_participatiewet_outlives_the_review_of_2027() -> None:
    outliving = [
        one.id for one in all_rights() if one.id.startswith("pw_") and right_on([one], date(2027, 1, 1))
    ]
    assert outliving == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2015, 7, 1), "90 procent"),
        (date(2025, 12, 31), "90 procent"),
        (date(2026, 1, 1), "95 procent"),
        (date(2026, 12, 31), "95 procent"),
    ],
)
def test_the_advance_is_told_as_it_was_on_the_date(on: date, expected: str) -> None:
    told, law = right_on(CATALOG.rights["pw_52"], on), law_on(CATALOG, on)
    assert told and law and expected in filled(told.text, law.terms)["nl"]


def test_a_number_in_a_text_is_known_to_every_layer_of_its_dates() -> None:
    parsed = [(one, part[1]) for one in all_rights() for part in Formatter().parse(one.text["nl"])]
    named = [(one, name) for one, name in parsed if name]
    unknown = [
        (right.id, name, law.id)
        for right, name in named
        for law in CATALOG.laws.values()
        if right_on([right], law.valid_from) and name not in law.terms
    ]
    assert (unknown, named != []) == ([], True)


@pytest.mark.parametrize(
    ("on", "advance", "single"),
    [(date(2025, 7, 1), 90, 136906), (date(2026, 1, 1), 95, 140150), (date(2026, 7, 1), 95, 141946)],
)
def test_figures_and_terms_are_those_of_the_date(on: date, advance: int, single: int) -> None:
    law = law_on(CATALOG, on)
    assert law and (law.terms["advance_percent"], {f.id: f.amount_cents for f in law.figures}["single"]) == (
        advance,
        single,
    )


def test_of_the_law_of_2015_only_the_advance_is_told() -> None:
    law = law_on(CATALOG, date(2015, 7, 1))
    assert law and (law.figures, law.terms) == ((), {"advance_percent": 90, "advance_weeks": 4})


def test_the_figures_of_2027_are_not_known() -> None:
    assert law_on(CATALOG, date(2027, 1, 1)) is None


def test_a_term_that_a_text_tells_is_the_term_of_the_law() -> None:
    law = law_on(CATALOG, TODAY)
    alphen = CATALOG.profiles["alphen-2015"]
    assert (
        law
        and alphen.appointments["debt_help_talk"].deadline.value == law.terms["debt_help_urgent_working_days"]
    )


def test_every_source_is_an_official_page() -> None:
    official = ("https://wetten.overheid.nl/BWBR", "https://eur-lex.europa.eu/eli/")
    assert [one.id for one in all_rights() if not one.url.startswith(official)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_text_is_there_in_every_language(language: str) -> None:
    assert [where for where, text in texts() if not text.get(language, "").strip()] == []


def test_no_text_says_that_someone_has_a_right_or_has_none() -> None:
    assert [
        (where, found[0])
        for where, text in texts()
        for one in text.values()
        if (found := VERDICT.search(one))
    ] == []


def test_no_dutch_sentence_is_longer_than_a_resident_can_hold() -> None:
    sentences = [(where, part) for where, text in texts() for part in re.split(r"[.?!:]+\s", text["nl"])]
    assert [(where, part) for where, part in sentences if len(part.split()) > 18] == []


def test_no_word_of_officials_stands_in_a_dutch_text() -> None:
    official = re.compile(
        r"\b(?:dient|indien|ten behoeve|verzocht|vliegende keep|doelgroep|je|jij|jouw)\b", re.I
    )
    assert [(where, found[0]) for where, text in texts() if (found := official.search(text["nl"]))] == []


def test_the_code_knows_only_papers_that_a_catalog_may_name() -> None:
    assert set(documents.CONDITIONS) - DOCUMENT_CONDITIONS == set()


def test_an_invented_table_says_so() -> None:
    assert "verzonnen" in CATALOG.profiles["alphen-2015"].areas_note
