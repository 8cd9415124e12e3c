"""Does the catalog refuse what is wrong, all of it at once, and say where?"""

from datetime import date

import pytest

from bot.adapters.catalog_files import load_catalog, waiting_for_check
from bot.core.catalog import Area, Deadline, TriageRule
from bot.core.errors import CatalogInvalid

ALPHEN = "municipalities/alphen-2015.yml"
AREAS = "municipalities/alphen-2015.areas.csv"
MONEY = "life_domains/money.yml"
MENTAL = "life_domains/mental_health.yml"
OBJECTION = "rights/awb_6_7.yml"
ADVANCE = "rights/pw_52.yml"


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (MONEY, ("put", "colour", "red"), "colour: unknown key"),
        (MONEY, ("drop", "question"), "question: is missing"),
        (MONEY, ("drop", "question", "nl"), "question: no nl text"),
        (MONEY, ("drop", "options", 0, "text", "en"), "options.a.text: no en text"),
        (MONEY, ("put", "options", 1, "id", "a"), "options.a: stands here twice"),
        (
            MONEY,
            ("put", "options", 0, "band", None),
            "options.a.band: band mode has a band, need mode has none",
        ),
        (MONEY, ("put", "follow_ups", 0, "after", ["z"]), "follow_ups.letter.after: unknown: z"),
        (MONEY, ("put", "id", "cash"), "id: must be money, as the file is called"),
        (MONEY, ("put", "order", "first"), "order: must be a whole number"),
        (MONEY, ("put", "alone_first", "maybe"), "alone_first: must be true or false"),
        (MONEY, ("put", "title", ["Geld"]), "title: must be a text by language"),
        (MONEY, ("put", "options", "none"), "options: must be a list"),
        (MONEY, ("put", "options", []), "options: needs at least 2"),
        (MENTAL, ("drop", "options", 3), "options: need mode has decline, later, no, now"),
        (
            MENTAL,
            ("put", "options", 0, "band", 1),
            "options.now.band: band mode has a band, need mode has none",
        ),
        (OBJECTION, ("put", "valid_from", "soon"), "valid_from: must be a date, as 2026-12-31"),
        (OBJECTION, ("drop", "text", "en"), "text: no en text"),
        (OBJECTION, ("drop", "verified"), "verified: is missing"),
        (OBJECTION, ("put", "topics", []), "topics: needs at least 1"),
        (ADVANCE, ("put", "versions", []), "versions: needs at least 1"),
        (ADVANCE, ("put", "versions", ["one"]), "versions.0: must be a mapping"),
        ("help_topics.yml", ("put", 0, "id", "health"), "health: stands here twice"),
        ("help_topics.yml", ("put", 0, "id", "money"), "money: is a life domain already"),
        ("needs.yml", ("drop", 0, "question", "en"), "sleeps_where.question: no en text"),
        ("law/2026-07-01.yml", ("drop", "terms", "age_line", "unit"), "terms.age_line.unit: is missing"),
        ("law/2026-07-01.yml", ("drop", "figures", 0, "source"), "figures.single.source: is missing"),
        (
            "law/2026-07-01.yml",
            ("put", "figures", 0, "amount_cents", 1.5),
            "figures.single.amount_cents: must be a whole number",
        ),
        (
            "defaults.yml",
            ("put", "law_flags", 0, "effect", "off"),
            "law_flags.0.effect: off is refused; must be one of figure_from_law_layer, never_blocks,"
            " offline_way_always, session_is_an_offer",
        ),
    ],
)
def test_a_fault_is_named_by_file_and_key(change, faults, file, edit, expected):
    change(file, edit)
    assert f"{file}: {expected}" in faults()


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (MONEY, ("put", "options", 0, "crisis", "gloomy"), "options.a.crisis: gloomy is refused"),
        (MONEY, ("put", "intents", ["ask_weather"]), "intents.0: ask_weather is refused"),
        (MONEY, ("put", "mode", "score"), "mode: score is refused"),
        (OBJECTION, ("put", "topics", ["ask_weather"]), "topics.0: ask_weather is refused"),
        (
            "help_topics.yml",
            ("put", 0, "intents", ["ask_weather"]),
            "debts.intents.0: ask_weather is refused",
        ),
        ("documents.yml", ("put", 0, "when", "looks_odd"), "identity.when: looks_odd is refused"),
    ],
)
def test_a_name_outside_its_closed_list_is_refused(change, faults, file, edit, expected):
    change(file, edit)
    assert [line for line in faults() if line.startswith(f"{file}: {expected}")] != []


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        (MONEY, "", f"{MONEY}: file: is empty"),
        ("defaults.yml", "", "defaults.yml: file: is empty"),
        (MONEY, "id: [a", f"{MONEY}: line 1: cannot be read: a bracket is not closed"),
        (MONEY, "- a\n", f"{MONEY}: : must be a mapping"),
        (MONEY, "valid: 2026-99-99\n", f"{MONEY}: line 1: cannot be read: 2026-99-99 is no date"),
        (MONEY, "id: mon\0ey\n", f"{MONEY}: file: cannot be read: "),
        (OBJECTION, "- a\n", f"{OBJECTION}: : must be a mapping"),
        ("needs.yml", "a: b\n", "needs.yml: : must be a list"),
        ("phrases.yml", "for_other: {en: [yes]}\n", "phrases.yml: for_other.en.0: must be text"),
        ("rights/pw_new.yaml", "", "rights/pw_new.yaml: file: is not read; a catalog file ends in .yml"),
        (AREAS, "range_from\n2401\n", f"{AREAS}: line 1: column team is missing"),
        (
            AREAS,
            "range_from,range_to,core,team,valid_from,valid_to\nnorth,2401,,team-1,,\n",
            f"{AREAS}: line 2: range_from: 'north' must be four digits",
        ),
        (
            AREAS,
            "range_from,range_to,core,team,valid_from,valid_to\n2409,2401,,team-1,,\n",
            f"{AREAS}: line 2: 2409 to 2401 is no range of postcodes",
        ),
        (
            AREAS,
            "range_from,range_to,core,team,valid_from,valid_to\n2401,2405,,team-1,,\n2405,2406,,team-2,,\n",
            f"{AREAS}: line 3: overlaps line 2",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named(root, faults, file, content, expected):
    (root / file).write_text(content, encoding="utf-8")
    assert [line for line in faults() if line.startswith(expected)] != []


@pytest.mark.parametrize(
    "file", ["help_topics.yml", "needs.yml", "documents.yml", "phrases.yml", "defaults.yml", AREAS]
)
def test_a_file_that_is_gone_is_named(root, faults, file):
    (root / file).unlink()
    assert [line for line in faults() if line.startswith(f"{file}: file: cannot be read")] != []


def test_a_key_that_stands_twice_is_a_fault(root, faults):
    with (root / MONEY).open("a", encoding="utf-8") as file:
        file.write("specialism: housing\n")
    assert faults() == (f"{MONEY}: specialism: stands here twice",)


def test_two_domains_in_the_same_place_are_a_fault(change, faults):
    change(MONEY, ("put", "order", 2))
    assert faults() == ("life_domains: 2: order stands twice",)


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (
            ADVANCE,
            ("put", "versions", 2, "valid_from", "2025-12-01"),
            "valid_from: must be a date, as 2026-12-31",
        ),
        (
            ADVANCE,
            ("put", "versions", 2, "valid_from", date(2025, 12, 1)),
            "valid_from: 2025-12-01 falls in an earlier period",
        ),
        (OBJECTION, ("put", "valid_to", date(2020, 1, 1)), "valid_to: 2020-01-01 is before 2026-01-01"),
    ],
)
def test_a_period_that_makes_no_sense_is_a_fault(change, faults, file, edit, expected):
    change(file, edit)
    assert faults() == (f"{file}: {expected}",)


def test_all_faults_of_all_files_come_at_once(change, faults):
    change(MONEY, ("drop", "question", "nl"))
    change(OBJECTION, ("put", "colour", "red"))
    change(ALPHEN, ("put", "triage", "decided_by", "system"))
    assert [line.split(": ")[:2] for line in faults()] == [
        [MONEY, "question"],
        [ALPHEN, "triage.decided_by"],
        [OBJECTION, "colour"],
    ]


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (OBJECTION, ("put", "colour", "red"), "colour: unknown key"),
        (MONEY, ("put", "colour", "red"), "colour: unknown key"),
        ("needs.yml", ("put", 0, "colour", "red"), "sleeps_where.colour: unknown key"),
        ("documents.yml", ("put", 0, "colour", "red"), "identity.colour: unknown key"),
    ],
)
def test_a_reference_to_what_has_a_fault_is_not_a_second_fault(change, faults, file, edit, expected):
    change(file, edit)
    assert faults() == (f"{file}: {expected}",)


def test_the_error_reads_as_its_lines(root, change):
    change(MONEY, ("put", "colour", "red"))
    with pytest.raises(CatalogInvalid) as refused:
        load_catalog(root)
    assert (str(refused.value), refused.value.key) == (f"{MONEY}: colour: unknown key", "error.catalog")


def test_the_rules_of_alphen_are_read_in_their_printed_order():
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


def test_what_the_source_does_not_say_comes_from_the_national_default_and_is_named():
    alphen = load_catalog().profiles["alphen-2015"]
    second, specialist = alphen.appointments["second_talk"], alphen.appointments["specialist_talk"]
    assert (second.minutes_max, second.deadline) == (90, Deadline(5, "working_days", "first_contact"))
    assert (specialist.minutes_max, specialist.deadline) == (60, Deadline(5, "working_days", "first_contact"))
    assert alphen.silent == (
        "client_photo.domain_set",
        "escalation.crisis.climb_after",
        "scheduling.appointments.specialist_talk.minutes_max",
        "scheduling.appointments.specialist_talk.deadline",
        "scheduling.appointments.debt_help_talk.minutes_max",
    )


def test_an_optional_domain_is_asked_when_the_municipality_switches_it_on(root, change):
    change(ALPHEN, ("put", "client_photo", "optional_domains", ["self_care"]))
    asked = load_catalog(root).profiles["alphen-2015"].photo_domains
    assert ("self_care" in asked, len(asked)) == (True, 13)


def test_a_municipality_may_choose_its_own_domains(root, change):
    change(ALPHEN, ("put", "client_photo", "domain_set", ["housing", "money"]))
    assert load_catalog(root).profiles["alphen-2015"].photo_domains == ("housing", "money")


def test_the_postcode_table_keeps_what_was_and_what_comes(root):
    head = "range_from,range_to,core,team,valid_from,valid_to\n"
    rows = "2401,2409,,team-1,2015-01-01,2015-12-31\n2401,2409,,team-2,2016-01-01,\n"
    (root / AREAS).write_text(head + rows, encoding="utf-8")
    assert load_catalog(root).profiles["alphen-2015"].areas == (
        Area(2401, 2409, "team-1", None, date(2015, 1, 1), date(2015, 12, 31)),
        Area(2401, 2409, "team-2", None, date(2016, 1, 1)),
    )


def test_a_municipality_without_areas_needs_no_table(root, change):
    change(ALPHEN, ("put", "routing", "table", None))
    assert load_catalog(root).profiles["alphen-2015"].areas == ()


def test_versions_of_a_text_share_what_stands_above_them_and_come_oldest_first():
    found = load_catalog().rights["pw_52"]
    assert [(one.valid_from.isoformat(), one.source, one.article) for one in found] == [
        ("2015-01-01", "S3 4.4", "Pw 52(1),(2)"),
        ("2025-07-01", "PW25-07", "Pw 52(1),(2)"),
        ("2026-01-01", "PW26-01, PW26", "Pw 52(1),(2)"),
    ]


def test_texts_that_wait_for_a_check_are_listed():
    assert waiting_for_check(load_catalog()) == ["awb_4_5", "awb_9_1", "pw_35", "pw_58", "pw_9_5"]
