"""How does the file of a municipality become a ``Profile``?

Takes only files whose shape and rules were checked, with the national defaults filled in, so
it asks nothing and refuses nothing.  Talks and sessions are made in ``catalog_profile_talks``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.adapters.catalog_profile_talks import Raw, planning, weekday
from bot.core import profile_parts as parts
from bot.core.catalog import LifeDomain
from bot.core.profile import Area, Profile, TriageRule

_TERMS_OF_THE_FORMAT = ("forbidden", "address_form", "staff", "q", "source")


def profile(
    raw: Raw,
    silent: Iterable[str],
    domains: list[LifeDomain],
    areas: tuple[Area, ...],
    flags: Iterable[Raw],
) -> Profile:
    """A municipality.

    Args:
        raw: Its file, with the national defaults filled in.
        silent: Where a default was filled in.
        domains: All life domains, in order.
        areas: Its postcode table.
        flags: Where the law overrules it: the national list, whatever the file says.
    """
    return Profile(
        **_who(raw),
        **_ways(raw),
        **_photo(raw, domains),
        **_triage(raw),
        **_routing(raw),
        **planning(raw),
        **_reach(raw),
        **_lists(raw),
        areas=areas,
        silent=tuple(silent),
        quotes=dict(_quotes(raw)),
        law_flags=tuple(parts.LawFlag(f["rule"], f["law"], f["from"], f["effect"]) for f in flags),
    )


def _who(raw: Raw) -> dict[str, Any]:
    meta, terms, languages = raw["meta"], raw["terms"], raw["languages"]
    return {
        "id": meta["id"],
        "name": meta["name"],
        "organisation": meta.get("organisation"),
        "municipalities": tuple(meta.get("municipalities") or ()),
        "status": meta["status"],
        "vintage": meta["vintage"],
        "sources": tuple(parts.Source(s["file"], s.get("chapter")) for s in meta.get("sources") or ()),
        "inconsistencies": tuple(meta.get("inconsistencies") or ()),
        "terms": {key: word for key, word in terms.items() if word and key not in _TERMS_OF_THE_FORMAT},
        "staff_terms": dict(terms.get("staff") or {}),
        "forbidden": tuple(terms["forbidden"]),
        "languages": tuple(languages["offered"]),
        "default_language": languages["default"],
    }


def _ways(raw: Raw) -> dict[str, Any]:
    entry = raw["entry"]
    told = [
        parts.Way(one["kind"], one["label"], one["can_apply"], bool(one.get("mandatory")))
        for one in entry["channels"]
    ]
    offline = entry["offline_alternative"]["channel"]
    by_law = [] if offline in {one.kind for one in told} else [parts.Way(offline, None, True, by_law=True)]
    return {
        "ways": (*told, *by_law),
        "offline_way": offline,
        "date_counts_from": raw["application"]["date_counts_from"],
        "age_rules": tuple(_age_rule(one) for one in raw["age_rules"]),
    }


def _age_rule(raw: Raw) -> parts.AgeRule:
    limits = {name: number for name, number in (raw.get("when") or {}).items() if number is not None}
    return parts.AgeRule(raw["id"], limits, raw["effect"], raw.get("law"))


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
        "areas_note": routing["areas_note"],
        "postcodes": tuple((first, last) for first, last in routing["bounds"]),
        "unknown_postcode_to": routing["unknown_postcode"]["to"],
        "letter_address_counts": routing["letter_address_counts"],
        "teams": tuple(parts.Team(one["id"], one["name"], one["for"]) for one in routing["teams"]),
        "transfers": tuple(map(_transfer, routing["transfers"])),
    }


def _transfer(raw: Raw) -> parts.Transfer:
    return parts.Transfer(raw["when"], raw["to"], tuple(raw.get("known_as") or ()))


def _reach(raw: Raw) -> dict[str, Any]:
    human, crisis = raw["human"], raw["escalation"]["crisis"]
    return {
        "place": human["place"],
        "phone": human["phone"],
        "route": dict(human["route"] or {}),
        "fixed_contact": human["fixed_contact"],
        "next_step": raw["next_step"],
        "complaint_to": (raw["escalation"]["complaint"] or {}).get("to"),
        "crisis_phone": crisis["reachable"].get("phone"),
        "crisis_wait_minutes": crisis["climb_after"]["value"],
    }


def _lists(raw: Raw) -> dict[str, Any]:
    return {
        "rights": tuple(raw["rights"]),
        "obligations": tuple(raw["obligations"]),
        "documents": tuple(raw["documents"]["items"]),
        "documents_given_when": raw["documents"]["given_when"],
        "documents_due": raw["documents"]["due"],
        "documents_not_asked": tuple(raw["documents"]["not_asked"]),
        "screening": tuple(map(_screening, sorted(raw["screening"], key=lambda one: one["order"]))),
        "tasks": tuple(map(_task, raw["tasks"])),
        "partners": tuple(map(_partner, raw["partners"])),
        "context": _context(raw["context"]),
    }


def _screening(raw: Raw) -> parts.Screening:
    count = (raw.get("domains") or {}).get("n")
    return parts.Screening(raw["id"], raw["by"], raw["mode"], count, raw.get("minutes"))


def _task(raw: Raw) -> parts.Task:
    due = raw.get("due") or {}
    return parts.Task(
        raw["id"], raw.get("n"), raw.get("unit"), due.get("value"), due.get("unit"), due.get("from")
    )


def _partner(raw: Raw) -> parts.Partner:
    slot = raw.get("slot") or {}
    return parts.Partner(raw["name"], weekday(slot.get("weekday")), slot.get("kind"), raw.get("for"))


def _context(raw: Raw) -> parts.StaffContext:
    return parts.StaffContext(
        principles=tuple(one if isinstance(one, str) else one["label"] for one in raw["principles"]),
        after_intake=tuple(one["label"] for one in raw["after_intake"]),
        programmes=tuple(one["name"] for one in raw["programmes"]),
        sanctions_by=raw["sanctions_by"],
    )


def _quotes(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The words of the source by the dotted key that they stand beside; lists go by id or position."""
    if isinstance(node, list):
        for number, one in enumerate(node):
            name = one.get("id", one.get("kind", number)) if isinstance(one, dict) else number
            yield from _quotes(one, f"{key}.{name}")
    elif isinstance(node, dict):
        yield from _own_quotes(node, key)
        for name, one in node.items():
            if name not in ("q", "source"):
                yield from _quotes(one, f"{key}.{name}".removeprefix("."))


def _own_quotes(node: Raw, key: str) -> Iterator[tuple[str, str]]:
    said = node.get("q") or (node.get("source") or {}).get("quote")
    if isinstance(said, str):
        yield key, said
    elif said:
        yield from ((f"{key}.{name}", words) for name, words in said.items())
