"""What does a scenario file say?

Flow: ``read_scenarios`` -> bot.play.player; ``voordeur check`` reads the faults only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.core.scheduling import local_moment

STEPS = frozenset(
    {
        "say",
        "choose",
        "photo",
        "needs",
        "confirm",
        "book",
        "staff",
        "wait",
        "channel",
        "expect",
        "expect_reply",
    }
)
"""What a step may do; each step does one of these."""

_SHAPES: Mapping[str, type] = {
    "photo": dict,
    "needs": dict,
    "confirm": list,
    "expect": dict,
    "expect_reply": dict,
}
_NAMES = {dict: "mapping", list: "list"}

AS_SEED = "as_seed"
"""The law of the year that the profile describes."""

_REQUIRED = ("scenario", "profile", "now", "steps")
_OPTIONAL = ("law", "channel", "language", "calendar")
_OF_A_START = (
    "at", "team", "language", "seats", "others", "invited_max", "step_free", "interpreter", "specialism",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``number`` counts from 1, ``kind`` is one of ``STEPS``."""

    number: int
    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Scenario:
    """One document of a scenario file.

    Attributes:
        file: Path as it was given.
        now: Aware moment of the first step.
        law: Date of the law that is read, ``as_seed`` for that of the profile's year; ``None`` for today's.
        language: Chosen before the talk, or ``None`` to be asked on the first screen.
        calendar: Kind of talk or session to its starts, each alone or with what it is besides
            (``_OF_A_START``); ``None`` takes the demo calendar of the profile.
    """

    file: str
    name: str
    profile: str
    now: datetime
    channel: str
    language: str | None
    calendar: Mapping[str, list[Any]] | None
    law: str | None
    steps: tuple[Step, ...]


class _Loader(yaml.CSafeLoader):
    """YAML in which a date is a text, and ``yes`` and ``no`` are words: as a resident's answers are."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("!truth", lambda loader, node: node.value.lower() == "true")
_Loader.add_implicit_resolver("!truth", re.compile("^(?:true|false)$", re.IGNORECASE), list("tTfF"))


def read_scenarios(file: Path) -> tuple[tuple[Scenario, ...], tuple[str, ...]]:
    """All scenarios of a file, and its faults.

    Returns:
        The sound scenarios, and lines ``file: scenario: what`` about the others.
    """
    try:
        documents = list(yaml.load_all(file.read_text(encoding="utf-8"), _Loader))
    except (OSError, ValueError, yaml.YAMLError) as problem:
        return (), (f"{file}: file: cannot be read: {' '.join(str(problem).split())}",)
    found: list[Scenario] = []
    faults: list[str] = []
    for document in filter(None, documents):
        wrong = [f"{file}: {_name(document)}: {what}" for what in _faults(document)]
        faults += wrong
        found += [] if wrong else [_scenario(file, document)]
    return tuple(found), tuple(faults)


def _name(document: Any) -> str:
    return str(document.get("scenario", "scenario")) if isinstance(document, dict) else "scenario"


def _faults(document: Any) -> Iterator[str]:
    if not isinstance(document, dict):
        yield "is no mapping"
        return
    yield from (f"{key}: is missing" for key in _REQUIRED if key not in document)
    yield from (f"{key}: is unknown" for key in document if key not in (*_REQUIRED, *_OPTIONAL))
    if "now" in document and _moment(document["now"]) is None:
        yield "now: is no moment with its distance to UTC"
    yield from _calendar_faults(document.get("calendar") or {})
    if not _is_law(document.get("law", AS_SEED)):
        yield "law: is no date and not as_seed"
    steps = document.get("steps", [])
    if not isinstance(steps, list):
        yield "steps: is no list"
        return
    for number, step in enumerate(steps, 1):
        yield from (f"step {number}: {what}" for what in _step_faults(step))


def _calendar_faults(calendar: Any) -> Iterator[str]:
    """Every start that is no moment, or says of itself what no calendar knows."""
    if not isinstance(calendar, dict) or not all(isinstance(starts, list) for starts in calendar.values()):
        yield "calendar: is no mapping of kinds to lists"
        return
    for kind, start in ((kind, start) for kind, starts in calendar.items() for start in starts):
        told = start if isinstance(start, dict) else {"at": start}
        yield from (f"calendar: {kind}: {key}: is unknown" for key in told if key not in _OF_A_START)
        try:
            local_moment(str(told.get("at")))
        except ValueError:
            yield f"calendar: {kind}: {told.get('at')}: is no moment"


def _step_faults(step: Any) -> Iterator[str]:
    if not isinstance(step, dict) or len(step) != 1:
        yield "does not do one thing"
        return
    kind, value = next(iter(step.items()))
    if kind not in STEPS:
        yield f"{kind}: is unknown"
    elif not isinstance(value, _SHAPES.get(kind, object)):
        yield f"{kind}: is no {_NAMES[_SHAPES[kind]]}"


def _is_law(value: Any) -> bool:
    try:
        return value == AS_SEED or bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _moment(value: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _scenario(file: Path, document: Mapping[str, Any]) -> Scenario:
    steps = tuple(Step(n, *next(iter(step.items()))) for n, step in enumerate(document["steps"], 1))
    return Scenario(
        file=str(file),
        name=str(document["scenario"]),
        profile=str(document["profile"]),
        now=datetime.fromisoformat(str(document["now"])),
        channel=document.get("channel", "webchat"),
        language=document.get("language"),
        calendar=document.get("calendar"),
        law=document.get("law"),
        steps=steps,
    )
