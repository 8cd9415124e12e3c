"""Does a municipality ask, promise or decide what it may not?

Each rule takes a checked file, with the national defaults filled in, and yields faults; none
of them stops at the first.  Source: domain.md 1.12, "validation rules for the format".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapters.catalog_parse_profile import PRIVACY
from bot.adapters.catalog_parse_rules import unknown
from bot.adapters.catalog_parse_shape import Fault, twice, under
from bot.adapters.catalog_profile_values import Raw, conditions
from bot.core.triage import CONDITIONS_WITH_NUMBER


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that a municipality may name, and every text that its residents may read.

    Attributes:
        specialisms: Those that life domains and help topics need.
        languages: Those that the texts are in.  ``spoken``: those in which people can hold a session.
        texts: File and key to a text for residents.
    """

    domains: frozenset[str]
    needs: frozenset[str]
    documents: frozenset[str]
    rights: frozenset[str]
    specialisms: frozenset[str]
    languages: frozenset[str]
    spoken: frozenset[str]
    texts: Mapping[str, str]
    law_flags: tuple[Raw, ...]


def profile_faults(raw: Raw, known: Known) -> Iterator[Fault]:
    """All rules for one municipality.

    Args:
        raw: Its parts, filled in; without those whose shape is wrong, about which no rule says more.
    """
    parts = _Parts(raw)
    for rule in _PROFILE_RULES:
        try:
            yield from rule(parts, known)
        except _Unsound:
            continue


def team_faults(routing: Raw, in_table: Collection[str]) -> Iterator[Fault]:
    """A table names the teams as the profile does, where that has a list of them."""
    named = {team["id"] for team in routing.get("teams") or ()}
    missing = sorted(set(in_table) - named) if named else []
    yield from (("routing.teams", f"{name} is missing; the table names it") for name in missing)


class _Unsound(Exception):
    """A rule asked for a part whose shape is wrong."""


class _Parts(dict[str, Any]):
    """The sound parts of a profile."""

    def __missing__(self, key: str) -> Any:
        raise _Unsound(key)


def _photo_names_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    photo = raw["client_photo"]
    chosen = photo["domain_set"] if isinstance(photo["domain_set"], list) else []
    yield from unknown("client_photo.domain_set", chosen, known.domains)
    yield from unknown("client_photo.optional_domains", photo["optional_domains"], known.domains)
    yield from unknown("client_photo.need_only_domains", photo["need_only_domains"], known.domains)


def _needs_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    yield from unknown("immediate_needs.questions", raw["immediate_needs"]["questions"], known.needs)


def _documents_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    yield from unknown("documents.items", raw["documents"]["items"], known.documents)
    if due := raw["documents"]["due"]:
        yield from unknown("documents.due", [due], {one["id"] for one in _kinds(raw)})


def _rights_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    yield from unknown("rights", raw["rights"], known.rights)


def _obligations_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    yield from unknown("obligations", raw["obligations"], known.rights)


def _languages_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    yield from unknown("languages.offered", raw["languages"]["offered"], known.languages)
    yield from unknown("languages.default", [raw["languages"]["default"]], raw["languages"]["offered"])


def _specialisms_are_named(raw: Raw, known: Known) -> Iterator[Fault]:
    missing = sorted(known.specialisms - raw["routing"]["specialism"].keys())
    yield from (("routing.specialism", f"{name} is missing") for name in missing)


def _law_exists(raw: Raw, known: Known) -> Iterator[Fault]:
    for part, named in _LAW_NAMED.items():
        if part in raw:
            laws = [one["law"] for one in named(raw) if one.get("law")]
            yield from unknown("law", dict.fromkeys(laws), known.rights)


_LAW_NAMED: Mapping[str, Callable[[Raw], list[Raw]]] = {
    "age_rules": lambda raw: raw["age_rules"],
    "law_flags": lambda raw: raw["law_flags"],
    "routing": lambda raw: [raw["routing"]["outside_municipality"]],
    "entry": lambda raw: [raw["entry"]["offline_alternative"]],
    "scheduling": lambda raw: [one["deadline"] for one in _kinds(raw)],
}


def _kinds(raw: Raw) -> list[Raw]:
    return [*raw["scheduling"]["appointments"], *raw["scheduling"]["group_sessions"]]


def _rules_are_complete(raw: Raw, known: Known) -> Iterator[Fault]:
    rules = raw["triage"]["rules"]
    if rules[0]["then"]["kind"] != "crisis" or "any_crisis_flag" not in conditions(rules[0]["when"]):
        yield "triage.rules", "the first rule must send any_crisis_flag to a person"
    if rules[-1]["when"] != "otherwise":
        yield "triage.rules", "the last rule must be otherwise"
    booked = [one["then"]["appointment"] for one in rules if one["then"].get("appointment")]
    yield from unknown("triage.rules", booked, {one["id"] for one in _kinds(raw)})


def _next_step_exists(raw: Raw, known: Known) -> Iterator[Fault]:
    yield from unknown("next_step", [raw["next_step"]], {one["id"] for one in _kinds(raw)})


def _steps_exist(raw: Raw, known: Known) -> Iterator[Fault]:
    named = [one["id"] for one in _kinds(raw)]
    yield from (("scheduling", f"{name} stands here twice") for name in twice(named))
    chains = raw["scheduling"]["chains"]
    for chain in chains:
        yield from unknown(f"scheduling.chains.{chain['id']}", chain["steps"], named)
    after_another = {step for chain in chains for step in chain["steps"][1:]}
    for one in _kinds(raw):
        if one["deadline"]["from"] == "previous" and one["id"] not in after_another:
            yield (
                f"scheduling.{one['id']}.deadline.from",
                "previous needs a chain in which a talk comes before",
            )
    counted = ["first_contact", "application", *named, *(one["id"] for one in raw["screening"])]
    yield from unknown("application.date_counts_from", [raw["application"]["date_counts_from"]], counted)


def _offline_way_exists(raw: Raw, known: Known) -> Iterator[Fault]:
    entry, historic = raw["entry"], raw["meta"]["status"] == "historic_demo"
    channel = entry["offline_alternative"]["channel"]
    if channel.startswith("web"):
        yield "entry.offline_alternative.channel", f"{channel} is not offline"
    elif not historic:  # A source of long ago may lack one; the law adds it to the demonstration.
        own = {one["kind"] for one in entry["channels"]}
        yield from unknown("entry.offline_alternative.channel", [channel], own)


def _live_is_accounted_for(raw: Raw, known: Known) -> Iterator[Fault]:
    if raw["meta"]["status"] != "live":
        return
    if not raw["meta"].get("approved_by"):
        yield "meta.approved_by", "is required when live"
    missing = [key for key in PRIVACY if not raw["privacy"].get(key)]
    yield from ((f"privacy.{key}", "is required when live") for key in missing)
    if raw["client_photo"]["retention_days"] is None:
        yield "client_photo.retention_days", "is required when live"
    if raw["routing"]["demo"]:
        yield "routing.demo", "an invented table may not go live"
    if raw["routing"]["model"] == "area_team" and not raw["routing"]["table"]:
        yield "routing.table", "is required when live and routed by area"


def _sessions_leave_a_way_out(raw: Raw, known: Known) -> Iterator[Fault]:
    sessions = raw["scheduling"]["group_sessions"]
    talks = {one["id"] for one in raw["scheduling"]["appointments"]}
    elsewhere = set(raw["application"]["form_obtainable"] or ()) - {one["id"] for one in sessions}
    for session in sessions:
        key = f"scheduling.group_sessions.{session['id']}"
        way_out = session.get("individual_exception")
        if session["mandatory"] and not way_out:
            yield f"{key}.individual_exception", "is required when mandatory"
        if session["mandatory"] and session["form_given_out"] and not elsewhere:
            yield f"{key}.form_given_out", "may not be the only place of the form"
        if way_out:
            yield from unknown(f"{key}.individual_exception.to", [way_out["to"]], talks)


def _sessions_fit_their_room(raw: Raw, known: Known) -> Iterator[Fault]:
    for session in raw["scheduling"]["group_sessions"]:
        key = f"scheduling.group_sessions.{session['id']}"
        seats, invited = session["seats"], session["invited_max"]
        if seats and invited and invited < seats:
            yield f"{key}.invited_max", f"{invited} is below the {seats} seats"
        if session["expected_no_show"]["value"] > 99:
            yield f"{key}.expected_no_show", "must be below 100 percent"
        yield from unknown(f"{key}.languages", session["languages"], known.spoken)


def _forbidden_words_stay_away(raw: Raw, known: Known) -> Iterator[Fault]:
    terms = raw["terms"]
    own = {f"terms.{key}": word for key, word in terms.items() if isinstance(word, str)}
    for word in terms["forbidden"]:
        within = [key for key, text in own.items() if word.casefold() in text.casefold()]
        yield from ((key, f"forbidden word: {word}") for key in within)
        yield from _said(word, known.texts)
    for word in terms["forbidden"]:
        yield from _said(word, _told_by(raw))


def _said(word: str, texts: Mapping[str, str]) -> Iterator[Fault]:
    said = forbidden(word)
    return ((key, f"forbidden word: {word}") for key, text in texts.items() if said.search(text))


def forbidden(word: str) -> re.Pattern[str]:
    """Finds a forbidden word in a text, also in the plural, but not inside another word."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?:en|s)?(?!\w)", re.IGNORECASE)


def _told_by(raw: Raw) -> dict[str, str]:
    """What the file itself lets residents read, beside its terms."""
    ways = {f"entry.channels.{one['kind']}.label": one["label"] for one in raw["entry"]["channels"]}
    places = {f"scheduling.{one['id']}.place": one["place"] for one in _kinds(raw) if one["place"]}
    route = {f"human.route.{lang}": words for lang, words in (raw["human"]["route"] or {}).items()}
    return {**ways, **places, **route, "human.place": raw["human"]["place"]}


def _law_stays_on(raw: Raw, known: Known) -> Iterator[Fault]:
    national = {one["rule"]: _flag(one) for one in known.law_flags}
    kept = {one["rule"]: _flag(one) for one in raw["law_flags"]}
    yield from unknown("law_flags", kept, national)
    for rule, flag in national.items():
        if kept.get(rule) != flag:
            yield "law_flags", f"{rule} cannot be switched off"


def _flag(one: Raw) -> tuple[Any, ...]:
    return one["law"], one["from"], one["effect"]


def _conditions_stand_once(raw: Raw, known: Known) -> Iterator[Fault]:
    numbered = [list(conditions(one["when"]).items()) for one in raw["triage"]["rules"]]
    again = twice((name, value) for one in numbered for name, value in one)
    yield from (("triage.rules", f"{name} stands in two rules") for name, _ in again)
    for number, one in enumerate(numbered, start=1):
        empty = [name for name, value in one if name in CONDITIONS_WITH_NUMBER and value == 0]
        yield from under(f"triage.rules.{number}", ((name, "needs at least 1") for name in empty))


_PROFILE_RULES: tuple[Callable[[Raw, Known], Iterator[Fault]], ...] = (
    _photo_names_exist,
    _needs_exist,
    _documents_exist,
    _rights_exist,
    _obligations_exist,
    _languages_exist,
    _specialisms_are_named,
    _law_exists,
    _rules_are_complete,
    _next_step_exists,
    _conditions_stand_once,
    _steps_exist,
    _offline_way_exists,
    _live_is_accounted_for,
    _sessions_leave_a_way_out,
    _sessions_fit_their_room,
    _forbidden_words_stay_away,
    _law_stays_on,
)
