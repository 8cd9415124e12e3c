"""Does every municipality say only what its source says, in the source's own words?

The sources are not in this repository.  With ``VOORDEUR_SEEDS`` set to their folder every quote is
looked up in the file that the profile names; without it only this look-up is left out.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

CATALOG = Path(__file__).parents[2] / "bot" / "catalog"
SEEDS = os.environ.get("VOORDEUR_SEEDS")
DEFAULTS = yaml.safe_load((CATALOG / "defaults.yml").read_text(encoding="utf-8"))
PROFILES = {
    raw["meta"]["id"]: raw
    for raw in (
        yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in sorted((CATALOG / "municipalities").glob("*.yml"))
    )
    if raw["meta"]["status"] == "historic_demo"
}
EACH = {"appointments": DEFAULTS["each_appointment"], "group_sessions": DEFAULTS["each_group_session"]}

ABOUT_THE_FILE = ("format", "meta.*", "privacy.*", "*.id")
"""Keys that say nothing about how a municipality works."""

NOT_IN_A_SOURCE = {
    "terms.*": 22,  # ours: words for staff only, or a friendly one where the source has none
    "entry.offline_alternative.*": 3,  # the law: Awb 2:7
    "triage.fallback_if_no_human": 7,  # ours: who takes a case that no one decided
    "routing.areas_note": 2,  # tells that the table is invented
    "routing.demo": 2,
    "routing.bounds.*": 4,  # postcodes of today
    "routing.teams.gebiedsteam_*": 10,  # invented names, marked so
    "scheduling.appointments.debt_help_talk.*": 8,  # the law: Wgs 4
    "next_step": 8,  # one of the talks of the file
}
"""Values without a quote, how many there are, and why that is right."""


def _plain(text: str) -> str:
    """White space collapsed, and no asterisks: the sources were scanned."""
    return re.sub(r"\s+", " ", text.replace("*", "")).strip()


def _name(one: Any, number: int) -> str:
    return str(one.get("id", number)) if isinstance(one, dict) else str(number)


def _below(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        yield from ((str(key), one) for key, one in node.items() if key not in ("q", "source"))
    elif isinstance(node, list):
        yield from ((_name(one, number), one) for number, one in enumerate(node))


def quotes(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every quote with the dotted key that it stands beside."""
    said = node.get("q") if isinstance(node, dict) else None
    if isinstance(said, str):
        yield key, said
    elif said:
        yield from ((f"{key}.{name}", words) for name, words in said.items())
    for name, one in _below(node):
        yield from quotes(one, f"{key}.{name}".strip("."))


def unquoted(node: Any, default: Any, key: str = "") -> Iterator[str]:
    """Dotted keys of values that are no national default and have no quote."""
    if node is None or node is False or node in ([], {}) or node == default:
        return
    said = node.get("q") if isinstance(node, dict) else None
    if isinstance(said, str):
        return
    below = [(name, one) for name, one in _below(node) if name not in (said or ())]
    for name, one in below:
        yield from unquoted(one, _default(default, name, one), f"{key}.{name}".strip("."))
    if not isinstance(node, dict | list):
        yield key


def _default(default: Any, name: str, one: Any) -> Any:
    """The national default of what stands below ``name``; every talk and every session has the same."""
    if name in EACH:
        return _Same(EACH[name])
    if isinstance(default, Mapping):
        return default.get(name)
    return one if isinstance(default, list) and one in default else None


class _Same(dict):
    """One default for every part of a list."""

    def get(self, name, otherwise=None):
        return dict(self)


def _reason(key: str) -> str | None:
    return next((pattern for pattern in NOT_IN_A_SOURCE if fnmatch(key, pattern)), None)


def _without_quote() -> Iterator[tuple[str, str]]:
    for name, raw in PROFILES.items():
        keys = (
            key for key in unquoted(raw, DEFAULTS) if not any(fnmatch(key, one) for one in ABOUT_THE_FILE)
        )
        yield from ((name, key) for key in keys)


@pytest.mark.skipif(SEEDS is None, reason="set VOORDEUR_SEEDS to the folder of the sources to look quotes up")
@pytest.mark.parametrize("name", PROFILES)
def test_every_quote_stands_in_its_source(name):
    files = [one["file"] for one in PROFILES[name]["meta"]["sources"]]
    source = " ".join(_plain((Path(SEEDS) / file).read_text(encoding="utf-8")) for file in files)
    assert [(key, said) for key, said in quotes(PROFILES[name]) if _plain(said) not in source] == []


@pytest.mark.parametrize("name", PROFILES)
def test_every_quote_stands_beside_a_value(name):
    assert [key for key, _ in quotes(PROFILES[name]) if _at(PROFILES[name], key) is None] == []


def _at(node: Any, key: str) -> Any:
    for name in filter(None, key.split(".")):
        node = dict(_below(node)).get(name)
    return node


def test_every_value_that_is_no_national_default_has_a_quote():
    assert [(name, key) for name, key in _without_quote() if _reason(key) is None] == []


def test_what_has_no_source_is_counted():
    counted = Counter(_reason(key) for _, key in _without_quote())
    assert dict(counted) == NOT_IN_A_SOURCE
