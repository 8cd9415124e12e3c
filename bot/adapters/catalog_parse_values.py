"""How does what stands in a catalog file become a value of the core?

Takes only files whose shape was checked, so it asks nothing and refuses nothing.
The value of a municipality is made in ``catalog_profile_values``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.catalog import Document, FollowUp, HelpTopic, LifeDomain, NeedQuestion, Option
from bot.core.law import Figure, LawLayer, Right

Raw = Mapping[str, Any]


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
    lists = {key: tuple(raw.get(key) or ()) for key in ("topics", "fits", "not_for")}
    return Right(**{**raw, "valid_to": raw.get("valid_to"), **lists})


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
