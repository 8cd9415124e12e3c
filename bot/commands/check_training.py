"""Do the training data, the rules and the domain of Rasa speak of the same intents?

Reads the YAML by itself: loading Rasa would take longer than everything else together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CHOOSE = "choose"
"""The intent of a tapped choice; nobody says it, so it has no examples."""


def training_faults(root: Path, languages: frozenset[str]) -> Iterator[str]:
    """Lines ``file: key: what`` about intents without examples or rule, and names that nobody knows.

    Args:
        root: Folder with ``domain.yml`` and ``data``.
        languages: Languages that a profile offers.
    """
    try:
        domain, rules = _yaml(root / "domain.yml"), _yaml(root / "data" / "rules.yml")
        told = {lang: _told(root / "data" / "nlu" / lang) for lang in sorted(languages)}
    except (OSError, ValueError, yaml.YAMLError) as problem:
        yield f"data: file: cannot be read: {' '.join(str(problem).split())}"
        return
    intents = {next(iter(one)) if isinstance(one, dict) else one for one in domain["intents"]}
    for lang, found in told.items():
        silent = sorted(intents - found - {CHOOSE})
        yield from (f"data/nlu/{lang}: {name}: has no examples" for name in silent)
        yield from (f"data/nlu/{lang}: {name}: is not in domain.yml" for name in sorted(found - intents))
    yield from _rule_faults(rules, intents, set(domain["actions"]))


def _rule_faults(rules: dict[str, Any], intents: set[str], actions: set[str]) -> Iterator[str]:
    steps = [step for rule in rules["rules"] for step in rule["steps"]]
    used = {step["intent"] for step in steps if "intent" in step}
    called = {step["action"] for step in steps if "action" in step}
    yield from (f"data/rules.yml: {name}: has no rule" for name in sorted(intents - used))
    unknown = sorted((used - intents) | (called - actions))
    yield from (f"data/rules.yml: {name}: is not in domain.yml" for name in unknown)
    yield from (f"domain.yml: {name}: no rule leads to it" for name in sorted(actions - called))


def _told(folder: Path) -> set[str]:
    """Intents that have an example in a folder of training data."""
    entries = [entry for file in folder.glob("**/*.yml") for entry in _yaml(file)["nlu"]]
    return {entry["intent"] for entry in entries if "intent" in entry and entry.get("examples", "").strip()}


def _yaml(file: Path) -> Any:
    return yaml.load(file.read_bytes(), yaml.CSafeLoader)
