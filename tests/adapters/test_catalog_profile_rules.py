"""Is a municipality refused that asks, promises or decides what it may not?"""

import pytest

ALPHEN = "municipalities/alphen-2015.yml"

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
        (("put", "terms", "forbidden", ["inwoner"]), "terms.person: forbidden word: inwoner"),
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
