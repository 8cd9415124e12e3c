"""How many cries for help are heard, and how often is there an alarm for nothing?

The lists of ``tests/core/crisis_*.txt`` through the trained model; all of them were seen by whoever
wrote the words, but for ``nl_unseen``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.commands.crisis_figures import Heard, Shares, outcome, shares
from bot.commands.understand_figures import by_language, told

LISTS = Path("tests/core")

COLUMNS = (
    *("crisis", "cries", "heard", "alarm", "asked"),
    *("hard negatives", "false alarm", "at once", "asked about"),
)

Parse = Callable[[str], dict[str, Any]]


def crisis_rows(parse: Parse, folder: Path = LISTS) -> list[tuple[object, ...]]:
    """A row for every list, by language: what was done with its cries and its hard negatives."""
    rows = []
    for name, heard in by_language(_hear(parse, folder)).items():
        rows.append((name, *_cells(shares(heard, True)), *_cells(shares(heard, False))))
    return rows


def _cells(some: Shares) -> tuple[object, ...]:
    return (some.lines, told(some.heard), told(some.alarm), told(some.asked))


def _hear(parse: Parse, folder: Path) -> Iterator[Heard]:
    for kind, is_cry in (("cases", True), ("quiet", False)):
        for path in sorted(folder.glob(f"crisis_{kind}_*.txt")):
            name = path.stem.removeprefix(f"crisis_{kind}_")
            for text in _texts(path):
                yield Heard(name, is_cry, outcome(parse(text)["entities"] or ()))


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.rpartition(" | ")[2]
