"""Is a municipality refused that asks, promises or decides what it may not?"""

from datetime import date

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.adapters.catalog_profile_rules import forbidden, team_faults
from bot.core.appointment_kinds import Deadline
from bot.core.profile_parts import Way

ALPHEN = "municipalities/alphen-2015.yml"

DAY = date(2026, 1, 1)
EFFORT = {"rule": "effort_period_27_plus", "law": "pw_41_12", "from": DAY, "effect": "never_blocks"}

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


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("put", "score", 1), "score: unknown key"),
        (
            ("put", "groups", "assigned_by", "system"),
            "groups.assigned_by: system is refused; must be human",
        ),
        (
            ("put", "entry", "offline_alternative", "required", False),
            "entry.offline_alternative.required: False is refused; must be True",
        ),
        (("drop", "entry", "offline_alternative"), "entry.offline_alternative: is missing"),
        (
            ("put", "entry", "offline_alternative", "channel", "web_national"),
            "entry.offline_alternative.channel: web_national is not offline",
        ),
        (
            ("drop", "scheduling", "appointments", 0, "deadline", "unit"),
            "scheduling.appointments.second_talk.deadline.unit: is missing",
        ),
        (
            ("drop", "scheduling", "appointments", 0, "deadline", "value"),
            "scheduling.appointments.second_talk.deadline.value: is missing",
        ),
        (
            ("put", "client_photo", "optional_domains", ["hair"]),
            "client_photo.optional_domains: unknown: hair",
        ),
        (
            ("put", "client_photo", "domain_set", ["money", "hair"]),
            "client_photo.domain_set: unknown: hair",
        ),
        (
            ("add", "immediate_needs", "questions", "shoe_size"),
            "immediate_needs.questions: unknown: shoe_size",
        ),
        (("add", "documents", "items", "diary"), "documents.items: unknown: diary"),
        (("add", "rights", "pw_99"), "rights: unknown: pw_99"),
        (("add", "obligations", "pw_98"), "obligations: unknown: pw_98"),
        (("add", "languages", "offered", "xx"), "languages.offered: unknown: xx"),
        (("put", "languages", "default", "tr"), "languages.default: unknown: tr"),
        (("put", "age_rules", 0, "law", "pw_97"), "law: unknown: pw_97"),
        (("put", "triage", "rules", 1, "then", "appointment", "tea"), "triage.rules: unknown: tea"),
        (("put", "next_step", "tea"), "next_step: unknown: tea"),
        (
            ("drop", "triage", "rules", 0),
            "triage.rules: the first rule must send any_crisis_flag to a person",
        ),
        (("drop", "triage", "rules", 3), "triage.rules: the last rule must be otherwise"),
        (
            ("put", "triage", "rules", 2, "when", "wants_human"),
            "triage.rules: wants_human stands in two rules",
        ),
        (
            ("put", "triage", "rules", 2, "when", {"questions_eq": 0}),
            "triage.rules.3.questions_eq: needs at least 1",
        ),
        (("put", "law_flags", []), "law_flags: effort_period_27_plus cannot be switched off"),
        (
            (
                "put",
                "law_flags",
                [{"rule": "tea_time", "law": "pw_52", "from": DAY, "effect": "never_blocks"}],
            ),
            "law_flags: unknown: tea_time",
        ),
        (
            ("put", "law_flags", [{**EFFORT, "effect": "session_is_an_offer"}]),
            "law_flags: effort_period_27_plus cannot be switched off",
        ),
        (("put", "application", "date_counts_from", "tea"), "application.date_counts_from: unknown: tea"),
        (
            ("put", "scheduling", "chains", [{"id": "c", "steps": ["tea", "second_talk"]}]),
            "scheduling.chains.c: unknown: tea",
        ),
        (
            ("put", "scheduling", "appointments", 0, "deadline", "from", "previous"),
            "scheduling.second_talk.deadline.from: previous needs a chain in which a talk comes before",
        ),
        (("put", "terms", "forbidden", ["inwoner"]), "terms.person: forbidden word: inwoner"),
        (("put", "terms", "forbidden", ["FOTO"]), "terms.photo: forbidden word: FOTO"),
        (("put", "terms", "forbidden", ["stadhuis"]), "human.place: forbidden word: stadhuis"),
        (
            ("put", "entry", "channels", 0, "can_apply", "yes"),
            "entry.channels.0.can_apply: must be true or false",
        ),
        (("put", "meta", "id", "Alphen 2015"), "meta.id: must be small letters, digits and single dashes"),
        (("put", "limits", [{"id": "wep", "max": {"value": 6}}]), "limits.wep.max.unit: is missing"),
        (
            ("add", "tasks", {"id": "t", "n": 20, "due": {"unit": "weeks", "from": "now"}}),
            "tasks.t.due.value: is missing",
        ),
        (
            ("put", "terms", "forbidden", ["ruzie"]),
            "life_domains.home_relations.options.1.text.nl: forbidden word: ruzie",
        ),
        (
            ("add", "scheduling", "group_sessions", {**SESSION, "form_given_out": False}),
            "scheduling.group_sessions.briefing.individual_exception: is required when mandatory",
        ),
        (
            ("add", "scheduling", "group_sessions", SESSION),
            "scheduling.group_sessions.briefing.form_given_out: may not be the only place of the form",
        ),
        (("put", "meta", "status", "live"), "privacy.purpose: is required when live"),
        (("put", "meta", "status", "live"), "privacy.legal_ground: is required when live"),
        (("put", "meta", "status", "live"), "privacy.retention: is required when live"),
        (("put", "meta", "status", "live"), "privacy.dpia_ref: is required when live"),
        (("put", "meta", "status", "live"), "privacy.algorithm_register_ref: is required when live"),
        (("put", "meta", "status", "live"), "meta.approved_by: is required when live"),
        (("put", "meta", "status", "live"), "client_photo.retention_days: is required when live"),
        (("put", "meta", "status", "live"), "routing.demo: an invented table may not go live"),
    ],
)
def test_a_municipality_is_refused_by_the_key_of_its_fault(change, faults, edit, expected):
    change(ALPHEN, edit)
    assert f"{ALPHEN}: {expected}" in faults()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("put", "triage", "decided_by", "system"), "triage.decided_by: system is refused"),
        (
            ("put", "triage", "rules", 1, "then", "role", "system"),
            "triage.rules.1.then.role: system is refused",
        ),
        (
            ("put", "client_photo", "discussed_with", "system"),
            "client_photo.discussed_with: system is refused",
        ),
        (
            ("put", "scheduling", "appointments", 0, "deadline", "unit", "moons"),
            "scheduling.appointments.second_talk.deadline.unit: moons is refused",
        ),
        (("put", "triage", "rules", 1, "when", "looks_poor"), "triage.rules.1.when"),
        (("put", "triage", "rules", 1, "when", {"age_lt": 27}), "triage.rules.1.when"),
        (("put", "triage", "rules", 1, "when", "urgent_reason_stated"), "triage.rules.1.when"),
        (("put", "meta", "status", "secret"), "meta.status: secret is refused"),
    ],
)
def test_a_municipality_cannot_use_a_name_outside_the_closed_lists(change, faults, edit, expected):
    change(ALPHEN, edit)
    assert [line for line in faults() if line.startswith(f"{ALPHEN}: {expected}")] != []


def test_today_a_way_without_a_screen_must_really_be_there(change, faults):
    change(ALPHEN, ("put", "meta", "status", "draft"))
    change(ALPHEN, ("put", "entry", "offline_alternative", "channel", "phone"))
    assert faults() == (f"{ALPHEN}: entry.offline_alternative.channel: unknown: phone",)


def test_in_a_demonstration_of_long_ago_the_law_adds_the_way_without_a_screen(root, change):
    change(ALPHEN, ("put", "entry", "offline_alternative", "channel", "phone"))
    ways = load_catalog(root).profiles["alphen-2015"].ways
    assert ways[-1] == Way("phone", None, can_apply=True, by_law=True)


def test_the_law_is_the_same_for_every_municipality_whatever_its_file_lists(root, change):
    before = load_catalog().profiles["alphen-2015"].law_flags
    change(ALPHEN, ("put", "law_flags", None))
    flags = {one.law_flags for one in load_catalog(root).profiles.values()}
    assert flags == {before}


@pytest.mark.parametrize(
    "part",
    [
        "entry",
        "application",
        "age_rules",
        "immediate_needs",
        "client_photo",
        "screening",
        "triage",
        "routing",
        "tasks",
        "documents",
        "obligations",
        "rights",
        "groups",
        "escalation",
        "human",
        "next_step",
        "context",
        "handover",
        "languages",
    ],
)
def test_a_source_may_be_silent_about_a_whole_part_and_staff_are_told(root, change, part):
    change(ALPHEN, ("put", part, None))
    assert part in load_catalog(root).profiles["alphen-2015"].silent


def test_a_source_that_says_nothing_at_all_gives_the_national_route(root):
    (root / "municipalities" / "stil.yml").write_text(
        "format: voordeur-profile/1\n"
        "meta: {id: stil, name: Stil, vintage: 2007, status: historic_demo}\n"
        "terms: {}\nprivacy: {}\n",
        encoding="utf-8",
    )
    found = load_catalog(root).profiles["stil"]
    assert (list(found.appointments), found.decided_by, found.routing_model, found.offline_way) == (
        ["second_talk", "specialist_talk", "debt_help_talk"],
        "first_line",
        "central",
        "walk_in",
    )
    assert found.appointments["debt_help_talk"].deadline == Deadline(3, "working_days", "now")


def test_a_group_session_is_a_kind_of_talk_with_seats(root, change):
    way_out = {"when": "urgent_reason_stated", "to": "second_talk"}
    session = {"id": "briefing", "topic": "rights_duties", "invited_max": 45, "individual_exception": way_out}
    change(ALPHEN, ("add", "scheduling", "group_sessions", session))
    found = load_catalog(root).profiles["alphen-2015"]
    group = found.appointments["briefing"].group
    assert (group.seats, group.invited_max, group.exception_to) == (45, 45, "second_talk")
    assert "scheduling.group_sessions.briefing.seats" in found.silent


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("klant", "Bent u klant?", True),
        ("klant", "Onze klanten", True),
        ("klant", "Uw klantfoto", False),
        ("cliënt", "de Cliënt", True),
        ("kandidaat", "kandidaats", True),
        ("klant", "klantje", False),
    ],
)
def test_a_forbidden_word_is_a_word_and_not_a_part_of_one(word, text, expected):
    assert (forbidden(word).search(text) is not None) == expected


@pytest.mark.parametrize(
    ("teams", "expected"),
    [
        ([], []),
        (["noord", "zuid"], []),
        (["noord"], [("routing.teams", "zuid is missing; the table names it")]),
    ],
)
def test_a_table_names_no_team_that_the_profile_does_not_list(teams, expected):
    listed = {"teams": [{"id": team} for team in teams]}
    assert list(team_faults(listed, {"zuid", "noord"})) == expected
