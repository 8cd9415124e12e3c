"""How is a table of docs/understanding.md written?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from bot.commands.understand_figures import Figures, Scored, by_language, figures, told

COLUMNS = (
    *("at once", "among three", "macro F1"),
    *("out of scope recognised", "in scope refused", "calibration error"),
)
"""What ``cells`` gives."""


def cells(scored: Sequence[Scored]) -> list[str]:
    """The figures over these texts, one for each of ``COLUMNS``."""
    found: Figures = figures(scored)
    return [told(share) for share in found[: len(COLUMNS)]]


def print_figures(title: str, scored: Sequence[Scored]) -> None:
    """A row for each language, and one for all texts together."""
    rows = [(lang, len(some), *cells(some)) for lang, some in by_language(scored).items()]
    print_table((title, "texts", *COLUMNS), [*rows, ("all", len(scored), *cells(scored))])


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table in Markdown on standard output."""
    lines = [heads, ["---"] * len(heads), *rows]
    print(*("| " + " | ".join(map(str, line)) + " |" for line in lines), "", sep="\n", flush=True)


def progress(step: str) -> None:
    """Say on standard error what is being done."""
    print(step, file=sys.stderr, flush=True)
