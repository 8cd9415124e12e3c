"""Do the parts of the catalog agree with each other, and with what the law forbids?

Each rule takes checked files and yields faults; none of them stops at the first.
Source of the rules for a municipality: domain.md 1.12, "validation rules for the format".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.adapters.catalog_parse_shape import Fault, twice, under
from bot.adapters.catalog_parse_values import Raw, conditions
from bot.core.triage import CONDITIONS_WITH_NUMBER

NEED_ANSWERS = frozenset({"now", "later", "no", "decline"})


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that a municipality may name, and every text that its residents may read.

    Attributes:
        specialisms: Those that life domains and help topics need.
        texts: File and key to a text for residents.
    """

    domains: frozenset[str]
    needs: frozenset[str]
    documents: frozenset[str]
    rights: frozenset[str]
    specialisms: frozenset[str]
    languages: frozenset[str]
    texts: Mapping[str, str]
    law_flags: tuple[Raw, ...]


def life_domain_faults(raw: Raw) -> Iterator[Fault]:
    """The options fit the mode; follow-ups come after options that exist."""
    ids = {one["id"] for one in raw["options"]}
    if raw["mode"] == "need" and not ids >= NEED_ANSWERS:
        yield "options", f"need mode has {', '.join(sorted(NEED_ANSWERS))}"
    for option in raw["options"]:
        if (raw["mode"] == "band") != (option.get("band") is not None):
            yield f"options.{option['id']}.band", "band mode has a band, need mode has none"
    for follow_up in raw.get("follow_ups") or ():
        yield from unknown(f"follow_ups.{follow_up['id']}.after", follow_up["after"], ids)


def dated_faults(dated: Iterable[Raw]) -> Iterator[Fault]:
    """A period ends after it begins, and no two periods overlap."""
    periods = sorted((one["valid_from"], one.get("valid_to") or date.max) for one in dated)
    yield from (("valid_to", f"{end} is before {start}") for start, end in periods if end < start)
    yield from (
        ("valid_from", f"{later[0]} falls in an earlier period")
        for one, later in pairwise(periods)
        if later[0] <= one[1]
    )


def unknown(key: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    """Names that do not exist."""
    return ((key, f"unknown: {name}") for name in names if name not in known)


def profile_faults(raw: Raw, known: Known) -> Iterator[Fault]:
    """All rules for one municipality."""
    for rule in _PROFILE_RULES:
        yield from rule(raw, known)


def _names_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    photo = raw["client_photo"]
    chosen = photo["domain_set"] if isinstance(photo["domain_set"], list) else []
    yield from unknown("client_photo.domain_set", chosen, known.domains)
    yield from unknown("client_photo.optional_domains", photo["optional_domains"], known.domains)
    yield from unknown("client_photo.need_only_domains", photo["need_only_domains"], known.domains)
    yield from unknown("immediate_needs.questions", raw["immediate_needs"]["questions"], known.needs)
    yield from unknown("documents.items", raw["documents"]["items"], known.documents)
    yield from unknown("rights", raw["rights"], known.rights)
    yield from unknown("obligations", raw["obligations"], known.rights)
    yield from unknown("languages.offered", raw["languages"]["offered"], known.languages)
    yield from unknown("languages.default", [raw["languages"]["default"]], raw["languages"]["offered"])
    missing = sorted(known.specialisms - raw["routing"]["specialism"].keys())
    yield from (("routing.specialism", f"{name} is missing") for name in missing)


def _law_exists(raw: Raw, known: Known) -> Iterator[Fault]:
    rules = [*raw["age_rules"], *raw["law_flags"], raw["routing"]["outside_municipality"]]
    promises = [one["deadline"] for one in raw["scheduling"]["appointments"]]
    laws = [one["law"] for one in (*rules, *promises) if one.get("law")]
    yield from unknown("law", dict.fromkeys(laws), known.rights)


def _rules_are_complete(raw: Raw, known: Known) -> Iterator[Fault]:
    kinds = {one["id"] for one in raw["scheduling"]["appointments"]}
    rules = raw["triage"]["rules"]
    booked = [one["then"]["appointment"] for one in rules if one["then"].get("appointment")]
    yield from unknown("triage.rules", booked, kinds)
    yield from unknown("next_step", [raw["next_step"]], kinds)
    if rules[0]["then"]["kind"] != "crisis" or "any_crisis_flag" not in conditions(rules[0]["when"]):
        yield "triage.rules", "the first rule must send any_crisis_flag to a person"
    if rules[-1]["when"] != "otherwise":
        yield "triage.rules", "the last rule must be otherwise"


def _offline_way_exists(raw: Raw, known: Known) -> Iterator[Fault]:
    entry = raw["entry"]
    channel = entry["offline_alternative"]["channel"]
    if channel.startswith("web"):
        yield "entry.offline_alternative.channel", f"{channel} is not offline"
    yield from unknown(
        "entry.offline_alternative.channel", [channel], {one["kind"] for one in entry["channels"]}
    )


def _live_is_accounted_for(raw: Raw, known: Known) -> Iterator[Fault]:
    if raw["meta"]["status"] != "live":
        return
    yield from (
        (f"privacy.{key}", "is required when live") for key, value in raw["privacy"].items() if not value
    )
    if not raw["meta"].get("approved_by"):
        yield "meta.approved_by", "is required when live"
    if raw["client_photo"]["retention_days"] is None:
        yield "client_photo.retention_days", "is required when live"
    if raw["routing"].get("demo"):
        yield "routing.demo", "an invented table may not go live"


def _sessions_leave_a_way_out(raw: Raw, known: Known) -> Iterator[Fault]:
    elsewhere = raw["application"].get("form_obtainable")
    for session in raw["scheduling"]["group_sessions"]:
        key = f"scheduling.group_sessions.{session['id']}"
        if session["mandatory"] and not session.get("individual_exception"):
            yield f"{key}.individual_exception", "is required when mandatory"
        if session["mandatory"] and session["form_given_out"] and not elsewhere:
            yield f"{key}.form_given_out", "may not be the only place of the form"


def _forbidden_words_stay_away(raw: Raw, known: Known) -> Iterator[Fault]:
    terms = raw["terms"]
    own = {f"terms.{key}": word for key, word in terms.items() if isinstance(word, str)}
    for key, text in {**own, **known.texts}.items():
        yield from (
            (key, f"forbidden word: {word}") for word in terms["forbidden"] if word.lower() in text.lower()
        )


def _law_stays_on(raw: Raw, known: Known) -> Iterator[Fault]:
    kept = [(one["rule"], one["law"], one["from"]) for one in raw["law_flags"]]
    for one in known.law_flags:
        if (one["rule"], one["law"], one["from"]) not in kept:
            yield "law_flags", f"{one['rule']} cannot be switched off"


def _conditions_stand_once(raw: Raw, known: Known) -> Iterator[Fault]:
    numbered = [list(conditions(one["when"]).items()) for one in raw["triage"]["rules"]]
    again = twice((name, value) for one in numbered for name, value in one)
    yield from (("triage.rules", f"{name} stands in two rules") for name, _ in again)
    for number, one in enumerate(numbered, start=1):
        empty = [name for name, value in one if name in CONDITIONS_WITH_NUMBER and value == 0]
        yield from under(f"triage.rules.{number}", ((name, "needs at least 1") for name in empty))


_PROFILE_RULES: tuple[Callable[[Raw, Known], Iterator[Fault]], ...] = (
    _names_exist,
    _law_exists,
    _rules_are_complete,
    _conditions_stand_once,
    _offline_way_exists,
    _live_is_accounted_for,
    _sessions_leave_a_way_out,
    _forbidden_words_stay_away,
    _law_stays_on,
)
