"""How does what stands in a catalog file become a value of the core?

Takes only files whose shape was checked, so it asks nothing and refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.catalog import (
    AppointmentKind,
    Area,
    Deadline,
    Document,
    FollowUp,
    HelpTopic,
    LifeDomain,
    NeedQuestion,
    Option,
    Profile,
    Team,
    TriageRule,
)
from bot.core.law import Figure, LawLayer, Right

Raw = Mapping[str, Any]

_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_TERMS_OF_THE_FORMAT = ("forbidden", "address_form", "staff", "q", "source")


def life_domain(raw: Raw) -> LifeDomain:
    """A life domain with its question and follow-ups."""
    plain = {
        key: raw[key] for key in ("id", "order", "mode", "name", "title", "question", "specialism", "source")
    }
    return LifeDomain(
        **plain,
        options=_options(raw),
        optional=bool(raw.get("optional")),
        alone_first=bool(raw.get("alone_first")),
        warning=raw.get("warning"),
        follow_ups=tuple(_follow_up(one) for one in raw.get("follow_ups") or ()),
        intents=tuple(raw.get("intents") or ()),
    )


def _follow_up(raw: Raw) -> FollowUp:
    return FollowUp(raw["id"], tuple(raw["after"]), raw["question"], _options(raw))


def _options(raw: Raw) -> tuple[Option, ...]:
    return tuple(Option(**{**one, "phrases": phrases(one.get("phrases") or {})}) for one in raw["options"])


def phrases(raw: Raw) -> dict[str, tuple[str, ...]]:
    """Words that mean something, by language."""
    return {language: tuple(listed) for language, listed in raw.items()}


def help_topic(raw: Raw) -> HelpTopic:
    """A help question of the opening list."""
    return HelpTopic(**{**raw, "intents": tuple(raw.get("intents") or ())})


def need_question(raw: Raw) -> NeedQuestion:
    """One of the immediate needs."""
    return NeedQuestion(raw["id"], raw["question"], _options(raw))


def document(raw: Raw) -> Document:
    """An item of the boodschappenlijst."""
    return Document(**raw)


def versions(raw: Raw) -> list[dict[str, Any]]:
    """The dated versions of a text as full records; a file without ``versions`` is its only one."""
    shared = {key: value for key, value in raw.items() if key != "versions"}
    return [{**shared, **one} for one in raw.get("versions") or [{}]]


def right(raw: Raw) -> Right:
    """One dated version of a right or obligation."""
    return Right(**{**raw, "valid_to": raw.get("valid_to"), "topics": tuple(raw["topics"])})


def law_layer(raw: Raw) -> LawLayer:
    """The figures and terms of one date."""
    return LawLayer(
        id=raw["id"],
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        checked_on=raw["checked_on"],
        figures=tuple(Figure(**one) for one in raw["figures"]),
        terms={name: term["value"] for name, term in raw["terms"].items()},
    )


def profile(raw: Raw, silent: list[str], domains: list[LifeDomain], areas: tuple[Area, ...]) -> Profile:
    """A municipality.

    Args:
        raw: Its file, with the national defaults filled in.
        silent: Where a default was filled in.
        domains: All life domains, in order.
        areas: Its postcode table.
    """
    return Profile(
        **_who(raw),
        **_photo(raw, domains),
        **_triage(raw),
        **_routing(raw),
        **_planning(raw),
        **_reach(raw),
        areas=areas,
        rights=tuple(raw["rights"]),
        obligations=tuple(raw["obligations"]),
        documents=tuple(raw["documents"]["items"]),
        silent=tuple(silent),
    )


def _who(raw: Raw) -> dict[str, Any]:
    meta, terms, languages = raw["meta"], raw["terms"], raw["languages"]
    return {
        "id": meta["id"],
        "name": meta["name"],
        "status": meta["status"],
        "vintage": meta["vintage"],
        "address_form": terms["address_form"],
        "terms": {key: word for key, word in terms.items() if word and key not in _TERMS_OF_THE_FORMAT},
        "staff_terms": dict(terms.get("staff") or {}),
        "languages": tuple(languages["offered"]),
        "default_language": languages["default"],
    }


def _photo(raw: Raw, domains: list[LifeDomain]) -> dict[str, Any]:
    photo, needs = raw["client_photo"], raw["immediate_needs"]
    switched_on = photo["optional_domains"]
    default = [one.id for one in domains if not one.optional or one.id in switched_on]
    chosen = photo["domain_set"] if isinstance(photo["domain_set"], list) else default
    return {
        "photo_domains": tuple(chosen) if photo["enabled"] else (),
        "photo_refusal": photo["refusal"],
        "retention_days": photo["retention_days"],
        "needs": tuple(needs["questions"]),
        "horizon_days": needs.get("horizon_days"),
    }


def _triage(raw: Raw) -> dict[str, Any]:
    triage = raw["triage"]
    return {
        "triage_version": triage["version"],
        "triage_rules": tuple(_rule(one) for one in triage["rules"]),
        "decided_by": triage["decided_by"],
    }


def _rule(raw: Raw) -> TriageRule:
    then = raw["then"]
    return TriageRule(conditions(raw["when"]), then["kind"], then["role"], then.get("appointment"))


def conditions(when: Any) -> dict[str, Any]:
    """The conditions of a rule with their argument, ``True`` for those without; any one suffices."""
    listed = when if isinstance(when, list) else [when]
    named = [one if isinstance(one, dict) else {one: True} for one in listed]
    return {name: argument for one in named for name, argument in one.items()}


def _routing(raw: Raw) -> dict[str, Any]:
    routing = raw["routing"]
    return {
        "routing_model": routing["model"],
        "no_fixed_address_to": routing["no_fixed_address"]["to"],
        "specialisms": dict(routing["specialism"]),
        "areas_note": routing.get("areas_note"),
        "areas_demo": bool(routing.get("demo")),
        "postcodes": tuple((first, last) for first, last in routing.get("bounds") or ()),
        "unknown_postcode_to": routing["unknown_postcode"]["to"] or "central_desk",
        "letter_address_counts": bool(routing.get("letter_address_counts")),
        "teams": tuple(Team(one["id"], one["name"], one["for"]) for one in routing.get("teams") or ()),
    }


def _planning(raw: Raw) -> dict[str, Any]:
    scheduling, calendar = raw["scheduling"], raw["scheduling"]["calendar"]
    return {
        "appointments": {one["id"]: _appointment(one) for one in scheduling["appointments"]},
        "closed_on": tuple(calendar["extra_closed"]),
        "weekdays": tuple(_WEEKDAYS.index(name) for name in calendar["weekdays"]),
    }


def _appointment(raw: Raw) -> AppointmentKind:
    promise = raw["deadline"]
    deadline = Deadline(promise["value"], promise["unit"], promise["from"])
    return AppointmentKind(raw["id"], raw["with"], raw["minutes_max"], deadline, tuple(raw["confirmation"]))


def _reach(raw: Raw) -> dict[str, Any]:
    human, crisis = raw["human"], raw["escalation"]["crisis"]
    return {
        "place": human["place"],
        "phone": human.get("phone"),
        "crisis_phone": crisis["reachable"].get("phone"),
        "crisis_wait_minutes": crisis["climb_after"]["value"],
    }
