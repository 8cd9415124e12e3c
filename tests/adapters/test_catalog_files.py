"""Does the catalog refuse what is wrong, all of it at once, and say where?"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.adapters.catalog_files import CATALOG, load_catalog, waiting_for_check
from bot.core.catalog import Area, Deadline, TriageRule
from bot.core.errors import CatalogInvalid
from bot.core.law import Right

ALPHEN = "municipalities/alphen-2015.yml"
AREAS = "municipalities/alphen-2015.areas.csv"
MONEY = "life_domains/money.yml"
MENTAL = "life_domains/mental_health.yml"
OBJECTION = "rights/awb_6_7.yml"
ADVANCE = "rights/pw_52.yml"

Edit = Callable[[Any], Any]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOG, tmp_path / "catalog"))


def rewrite(root: Path, file: str, edit: Edit) -> None:
    content = yaml.safe_load((root / file).read_text(encoding="utf-8"))
    edit(content)
    (root / file).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def faults(root: Path) -> tuple[str, ...]:
    with pytest.raises(CatalogInvalid) as refused:
        load_catalog(root)
    return refused.value.faults


def put(*path: Any) -> Edit:
    """Set the value at the end of ``path`` (keys and positions, then the value)."""
    *way, last, value = path

    def edit(content: Any) -> None:
        for key in way:
            content = content[key]
        content[last] = value

    return edit


def drop(*path: Any) -> Edit:
    *way, last = path

    def edit(content: Any) -> None:
        for key in way:
            content = content[key]
        del content[last]

    return edit


def add(*path: Any) -> Edit:
    """Append a value to the list at the end of ``path``."""
    *way, value = path

    def edit(content: Any) -> None:
        for key in way:
            content = content[key]
        content.append(value)

    return edit


def go_live(content: Any) -> None:
    content["meta"]["status"] = "live"


SESSION = {
    "id": "briefing",
    "topic": "rights_duties",
    "facilitators": {"n": 2, "role": None},
    "mandatory": True,
    "agenda": [],
    "form_given_out": True,
    "languages": ["nl"],
    "companion": "allowed",
}


def in_rule(number: int, when: Any) -> Edit:
    return put("triage", "rules", number, "when", when)


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (MONEY, put("colour", "red"), "colour: unknown key"),
        (MONEY, drop("question"), "question: is missing"),
        (MONEY, drop("question", "nl"), "question: no nl text"),
        (MONEY, drop("options", 0, "text", "en"), "options.a.text: no en text"),
        (MONEY, put("options", 1, "id", "a"), "options.a: stands here twice"),
        (MONEY, put("options", 0, "band", None), "options.a.band: band mode has a band, need mode has none"),
        (MONEY, put("follow_ups", 0, "after", ["z"]), "follow_ups.letter.after: unknown: z"),
        (MONEY, put("id", "cash"), "id: must be money, as the file is called"),
        (MONEY, put("order", "first"), "order: must be a whole number"),
        (MONEY, put("alone_first", "maybe"), "alone_first: must be true or false"),
        (MONEY, put("title", ["Geld"]), "title: must be a text by language"),
        (MONEY, put("options", "none"), "options: must be a list"),
        (MONEY, put("options", []), "options: needs at least 2"),
        (MENTAL, drop("options", 3), "options: need mode has decline, later, no, now"),
        (MENTAL, put("options", 0, "band", 1), "options.now.band: band mode has a band, need mode has none"),
        (OBJECTION, put("valid_from", "soon"), "valid_from: must be a date"),
        (OBJECTION, drop("text", "en"), "text: no en text"),
        (OBJECTION, drop("verified"), "verified: is missing"),
        (OBJECTION, put("topics", []), "topics: needs at least 1"),
        (ADVANCE, put("versions", []), "versions: needs at least 1"),
        (ADVANCE, put("versions", ["one"]), "versions.0: must be a mapping"),
        ("help_topics.yml", put(0, "id", "health"), "health: stands here twice"),
        ("help_topics.yml", put(0, "id", "money"), "money: is a life domain already"),
        ("needs.yml", drop(0, "question", "en"), "sleeps_where.question: no en text"),
        ("law/2026-07-01.yml", drop("terms", "age_line", "unit"), "terms.age_line.unit: is missing"),
        ("law/2026-07-01.yml", drop("figures", 0, "source"), "figures.single.source: is missing"),
        (
            "law/2026-07-01.yml",
            put("figures", 0, "amount_cents", 1.5),
            "figures.single.amount_cents: must be a whole number",
        ),
        (
            "defaults.yml",
            put("law_flags", 0, "effect", "off"),
            "law_flags.0.effect: off is refused; must be never_blocks",
        ),
        (ALPHEN, put("score", 1), "score: unknown key"),
        (
            ALPHEN,
            put("groups", "assigned_by", "system"),
            "groups.assigned_by: system is refused; must be human",
        ),
        (
            ALPHEN,
            put("entry", "offline_alternative", "required", False),
            "entry.offline_alternative.required: False is refused; must be True",
        ),
        (ALPHEN, drop("entry", "offline_alternative"), "entry.offline_alternative: is missing"),
        (
            ALPHEN,
            put("entry", "offline_alternative", "channel", "web_national"),
            "entry.offline_alternative.channel: web_national is not offline",
        ),
        (
            ALPHEN,
            put("entry", "offline_alternative", "channel", "phone"),
            "entry.offline_alternative.channel: unknown: phone",
        ),
        (
            ALPHEN,
            drop("scheduling", "appointments", 0, "deadline", "unit"),
            "scheduling.appointments.second_talk.deadline.unit: is missing",
        ),
        (
            ALPHEN,
            drop("scheduling", "appointments", 0, "deadline", "value"),
            "scheduling.appointments.second_talk.deadline.value: is missing",
        ),
        (
            ALPHEN,
            put("client_photo", "optional_domains", ["hair"]),
            "client_photo.optional_domains: unknown: hair",
        ),
        (
            ALPHEN,
            put("client_photo", "domain_set", ["money", "hair"]),
            "client_photo.domain_set: unknown: hair",
        ),
        (
            ALPHEN,
            add("immediate_needs", "questions", "shoe_size"),
            "immediate_needs.questions: unknown: shoe_size",
        ),
        (ALPHEN, add("documents", "items", "diary"), "documents.items: unknown: diary"),
        (ALPHEN, add("rights", "pw_99"), "rights: unknown: pw_99"),
        (ALPHEN, add("obligations", "pw_98"), "obligations: unknown: pw_98"),
        (ALPHEN, add("languages", "offered", "xx"), "languages.offered: unknown: xx"),
        (ALPHEN, put("languages", "default", "tr"), "languages.default: unknown: tr"),
        (ALPHEN, drop("routing", "specialism", "debts"), "routing.specialism: debts is missing"),
        (ALPHEN, put("age_rules", 0, "law", "pw_97"), "law: unknown: pw_97"),
        (ALPHEN, put("triage", "rules", 1, "then", "appointment", "tea"), "triage.rules: unknown: tea"),
        (ALPHEN, put("next_step", "tea"), "next_step: unknown: tea"),
        (
            ALPHEN,
            drop("triage", "rules", 0),
            "triage.rules: the first rule must send any_crisis_flag to a person",
        ),
        (ALPHEN, drop("triage", "rules", 3), "triage.rules: the last rule must be otherwise"),
        (ALPHEN, in_rule(2, "wants_human"), "triage.rules: wants_human stands in two rules"),
        (ALPHEN, in_rule(2, {"questions_eq": 0}), "triage.rules.3.questions_eq: needs at least 1"),
        (ALPHEN, put("law_flags", []), "law_flags: effort_period_27_plus cannot be switched off"),
        (ALPHEN, put("terms", "person", "de klant"), None),
        (ALPHEN, put("terms", "forbidden", ["inwoner"]), "terms.person: forbidden word: inwoner"),
        (
            ALPHEN,
            put("terms", "forbidden", ["ruzie"]),
            "life_domains.home_relations.options.1.text.nl: forbidden word: ruzie",
        ),
        (
            ALPHEN,
            add("scheduling", "group_sessions", {**SESSION, "form_given_out": False}),
            "scheduling.group_sessions.briefing.individual_exception: is required when mandatory",
        ),
        (
            ALPHEN,
            add("scheduling", "group_sessions", SESSION),
            "scheduling.group_sessions.briefing.form_given_out: may not be the only place of the form",
        ),
        (ALPHEN, go_live, "privacy.purpose: is required when live"),
        (ALPHEN, go_live, "privacy.legal_ground: is required when live"),
        (ALPHEN, go_live, "privacy.retention: is required when live"),
        (ALPHEN, go_live, "privacy.dpia_ref: is required when live"),
        (ALPHEN, go_live, "privacy.algorithm_register_ref: is required when live"),
        (ALPHEN, go_live, "meta.approved_by: is required when live"),
        (ALPHEN, go_live, "client_photo.retention_days: is required when live"),
        (ALPHEN, go_live, "routing.demo: an invented table may not go live"),
    ],
)
def test_a_fault_is_named_by_file_and_key(root: Path, file: str, edit: Edit, expected: str | None) -> None:
    rewrite(root, file, edit)
    if expected is None:
        assert load_catalog(root).profiles.keys() == {"alphen-2015"}
    else:
        assert f"{file}: {expected}" in faults(root)


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (MONEY, put("options", 0, "crisis", "gloomy"), "options.a.crisis: gloomy is refused"),
        (MONEY, put("intents", ["ask_weather"]), "intents.0: ask_weather is refused"),
        (MONEY, put("mode", "score"), "mode: score is refused"),
        (OBJECTION, put("topics", ["ask_weather"]), "topics.0: ask_weather is refused"),
        ("help_topics.yml", put(0, "intents", ["ask_weather"]), "debts.intents.0: ask_weather is refused"),
        ("documents.yml", put(0, "when", "looks_odd"), "identity.when: looks_odd is refused"),
        (ALPHEN, put("triage", "decided_by", "system"), "triage.decided_by: system is refused"),
        (
            ALPHEN,
            put("triage", "rules", 1, "then", "role", "system"),
            "triage.rules.1.then.role: system is refused",
        ),
        (
            ALPHEN,
            put("client_photo", "discussed_with", "system"),
            "client_photo.discussed_with: system is refused",
        ),
        (
            ALPHEN,
            put("scheduling", "appointments", 0, "deadline", "unit", "moons"),
            "scheduling.appointments.second_talk.deadline.unit: moons is refused",
        ),
        (ALPHEN, in_rule(1, "looks_poor"), "triage.rules.1.when"),
        (ALPHEN, put("meta", "status", "secret"), "meta.status: secret is refused"),
    ],
)
def test_a_name_outside_its_closed_list_is_refused(root: Path, file: str, edit: Edit, expected: str) -> None:
    rewrite(root, file, edit)
    assert [line for line in faults(root) if line.startswith(f"{file}: {expected}")] != []


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        (MONEY, "id: [", f"{MONEY}: file: cannot be read: "),
        (MONEY, "- a\n", f"{MONEY}: : must be a mapping"),
        (MONEY, "valid: 2026-99-99\n", f"{MONEY}: file: cannot be read: "),
        (OBJECTION, "- a\n", f"{OBJECTION}: : must be a mapping"),
        ("needs.yml", "a: b\n", "needs.yml: : must be a list"),
        ("phrases.yml", "for_other: {en: [yes]}\n", "phrases.yml: for_other.en.0: must be text"),
        ("rights/pw_new.yaml", "", "rights/pw_new.yaml: file: is not read; a catalog file ends in .yml"),
        (AREAS, "range_from\n2401\n", f"{AREAS}: team: column is missing"),
        (
            AREAS,
            "range_from,range_to,core,team,valid_from,valid_to\nnorth,2401,,team-1,,\n",
            f"{AREAS}: file: cannot be read: ",
        ),
        (
            AREAS,
            "range_from,range_to,core,team,valid_from,valid_to\n2409,2401,,team-1,,\n",
            f"{AREAS}: range_to: 2401 is before 2409",
        ),
        (
            AREAS,
            "range_from,range_to,core,team,valid_from,valid_to\n2401,2405,,team-1,,\n2405,2406,,team-2,,\n",
            f"{AREAS}: range_from: 2405 stands in two ranges",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named(root: Path, file: str, content: str, expected: str) -> None:
    (root / file).write_text(content, encoding="utf-8")
    assert [line for line in faults(root) if line.startswith(expected)] != []


@pytest.mark.parametrize(
    "file", ["help_topics.yml", "needs.yml", "documents.yml", "phrases.yml", "defaults.yml", AREAS]
)
def test_a_file_that_is_gone_is_named(root: Path, file: str) -> None:
    (root / file).unlink()
    assert [line for line in faults(root) if line.startswith(f"{file}: file: cannot be read")] != []


def test_a_key_that_stands_twice_is_a_fault(root: Path) -> None:
    with (root / MONEY).open("a", encoding="utf-8") as file:
        file.write("specialism: housing\n")
    assert faults(root) == (f"{MONEY}: specialism: stands here twice",)


def test_two_domains_in_the_same_place_are_a_fault(root: Path) -> None:
    rewrite(root, MONEY, put("order", 2))
    assert faults(root) == ("life_domains: 2: order stands twice",)


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (ADVANCE, put("versions", 1, "valid_from", "2025-12-01"), "valid_from: must be a date"),
        (OBJECTION, put("valid_to", date(2020, 1, 1)), "valid_to: 2020-01-01 is before 2026-01-01"),
    ],
)
def test_a_period_that_makes_no_sense_is_a_fault(root: Path, file: str, edit: Edit, expected: str) -> None:
    rewrite(root, file, edit)
    assert faults(root) == (f"{file}: {expected}",)


def test_all_faults_of_all_files_come_at_once(root: Path) -> None:
    rewrite(root, MONEY, drop("question", "nl"))
    rewrite(root, OBJECTION, put("colour", "red"))
    rewrite(root, ALPHEN, put("triage", "decided_by", "system"))
    assert [line.split(": ")[:2] for line in faults(root)] == [
        [MONEY, "question"],
        [ALPHEN, "triage.decided_by"],
        [OBJECTION, "colour"],
    ]


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (OBJECTION, put("colour", "red"), "colour: unknown key"),
        (MONEY, put("colour", "red"), "colour: unknown key"),
        ("needs.yml", put(0, "colour", "red"), "sleeps_where.colour: unknown key"),
        ("documents.yml", put(0, "colour", "red"), "identity.colour: unknown key"),
    ],
)
def test_a_reference_to_what_has_a_fault_is_not_a_second_fault(
    root: Path, file: str, edit: Edit, expected: str
) -> None:
    rewrite(root, file, edit)
    assert faults(root) == (f"{file}: {expected}",)


def test_the_error_reads_as_its_lines(root: Path) -> None:
    rewrite(root, MONEY, put("colour", "red"))
    with pytest.raises(CatalogInvalid) as refused:
        load_catalog(root)
    assert (str(refused.value), refused.value.key) == (f"{MONEY}: colour: unknown key", "error.catalog")


def test_the_rules_of_alphen_are_read_in_their_printed_order() -> None:
    assert load_catalog().profiles["alphen-2015"].triage_rules == (
        TriageRule({"any_crisis_flag": True}, "crisis", "crisis_worker"),
        TriageRule(
            {"questions_gte": 2, "wants_human": True, "refused_photo": True},
            "multiple",
            "integral_intaker",
            "second_talk",
        ),
        TriageRule({"questions_eq": 1}, "single", "specialist", "specialist_talk"),
        TriageRule({"otherwise": True}, "multiple", "integral_intaker", "second_talk"),
    )


def test_what_the_source_does_not_say_comes_from_the_national_default_and_is_named() -> None:
    alphen = load_catalog().profiles["alphen-2015"]
    second, specialist = alphen.appointments["second_talk"], alphen.appointments["specialist_talk"]
    assert (second.minutes_max, second.deadline) == (90, Deadline(5, "working_days", "first_contact"))
    assert (specialist.minutes_max, specialist.deadline) == (60, Deadline(5, "working_days", "first_contact"))
    assert alphen.silent == (
        "client_photo.domain_set",
        "scheduling.appointments.specialist_talk.minutes_max",
        "scheduling.appointments.specialist_talk.deadline",
        "scheduling.appointments.debt_help_talk.minutes_max",
        "escalation.crisis.climb_after",
    )


def test_an_optional_domain_is_asked_when_the_municipality_switches_it_on(root: Path) -> None:
    rewrite(root, ALPHEN, put("client_photo", "optional_domains", ["self_care"]))
    asked = load_catalog(root).profiles["alphen-2015"].photo_domains
    assert ("self_care" in asked, len(asked)) == (True, 13)


def test_a_municipality_may_choose_its_own_domains(root: Path) -> None:
    rewrite(root, ALPHEN, put("client_photo", "domain_set", ["housing", "money"]))
    assert load_catalog(root).profiles["alphen-2015"].photo_domains == ("housing", "money")


def test_a_row_of_the_postcode_table_with_an_end_date_is_history(root: Path) -> None:
    head = "range_from,range_to,core,team,valid_from,valid_to\n"
    rows = "2401,2409,,team-1,2015-01-01,2015-12-31\n2401,2409,,team-2,2016-01-01,\n"
    (root / AREAS).write_text(head + rows, encoding="utf-8")
    assert load_catalog(root).profiles["alphen-2015"].areas == (Area(2401, 2409, "team-2"),)


def test_a_municipality_without_areas_needs_no_table(root: Path) -> None:
    rewrite(root, ALPHEN, put("routing", "table", None))
    assert load_catalog(root).profiles["alphen-2015"].areas == ()


def test_versions_of_a_text_share_what_stands_above_them_and_come_oldest_first() -> None:
    found: tuple[Right, ...] = load_catalog().rights["pw_52"]
    assert [(one.valid_from.isoformat(), one.source, one.article) for one in found] == [
        ("2025-07-01", "PW25-07", "Pw 52(1),(2)"),
        ("2026-01-01", "PW26-01, PW26", "Pw 52(1),(2)"),
    ]


def test_texts_that_wait_for_a_check_are_listed() -> None:
    assert waiting_for_check(load_catalog()) == ["awb_4_5", "awb_9_1", "pw_35", "pw_58", "pw_9_5"]
