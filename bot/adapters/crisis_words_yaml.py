"""Which words of crisis does each language have?

Reads ``bot/catalog/crisis_words/<lang>.yml``; a new language is a new file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.core.crisis import ALL, FLAGS, CrisisWords, join
from bot.core.crisis_patterns import Patterns, to_pattern

FOLDER = Path(__file__).parent.parent / "catalog" / "crisis_words"

_LISTS = ("sayings", "about", "past", "still", "negated", "denied", "anyway", "but", "no")


@lru_cache(maxsize=1)
def load_crisis_words() -> CrisisWords:
    """The words of all languages joined, read once.

    Raises:
        ValueError: A file names a flag that does not exist, or a line cannot be read.
    """
    return join(read_crisis_words(path) for path in sorted(FOLDER.glob("*.yml")))


def read_crisis_words(path: Path) -> CrisisWords:
    """The words of one language.

    Raises:
        ValueError: The file names a flag that does not exist, or a line cannot be read.
    """
    content = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return CrisisWords(
        sure=_by_flag(path, content["sure"], FLAGS),
        doubt=_by_flag(path, content["doubt"], FLAGS),
        solved=_by_flag(path, content.get("solved") or {}, (*FLAGS, ALL)),
        **{kind: _patterns(content.get(kind) or ()) for kind in _LISTS},
    )


def _by_flag(path: Path, content: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Patterns]:
    unknown = sorted(set(content) - set(known))
    if unknown:
        raise ValueError(f"{path.name}: {', '.join(unknown)}: no such crisis flag")
    return {flag: _patterns(lines) for flag, lines in content.items()}


def _patterns(lines: Any) -> Patterns:
    return tuple(to_pattern(str(line)) for line in lines)
