"""How many cries for help are heard, and how often is there an alarm for nothing?

Two sets through the trained model: the lists of ``tests/core/crisis_*.txt``, all of which were seen by
whoever wrote the words but for ``nl_unseen``, and the lines by another hand, which were not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.understanding_print import print_table
from benchmarks.understanding_texts import read_crisis_lines
from benchmarks.understanding_trained import Parse
from bot.commands.crisis_figures import Heard, Shares, outcome, shares
from bot.commands.understand_figures import by_language, told

LISTS = Path("tests/core")

COLUMNS = (
    *("cries", "heard", "alarm", "asked"),
    *("hard negatives", "false alarm", "at once", "asked about"),
)


def print_crisis(parse: Parse) -> None:
    """Print a table for each set, with a row for each list or language and one for all together."""
    for title, texts in (("own lists", _own_lists()), ("other hand", _other_hand())):
        heard = [Heard(name, is_cry, outcome(parse(text)["entities"] or ())) for name, is_cry, text in texts]
        rows = [(name, *_cells(some)) for name, some in by_language(heard).items()]
        print_table((title, *COLUMNS), [*rows, ("all", *_cells(heard))])


def _cells(heard: Sequence[Heard]) -> list[object]:
    return [cell for is_cry in (True, False) for cell in _told(shares(heard, is_cry))]


def _told(some: Shares) -> tuple[object, ...]:
    return some.lines, told(some.heard), told(some.alarm), told(some.asked)


def _own_lists() -> Iterator[tuple[str, bool, str]]:
    """Name of the list, whether it holds cries, and each text of it."""
    for kind, is_cry in (("cases", True), ("quiet", False)):
        for path in sorted(LISTS.glob(f"crisis_{kind}_*.txt")):
            name = path.stem.removeprefix(f"crisis_{kind}_")
            yield from ((name, is_cry, text) for text in _texts(path))


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.rpartition(" | ")[2]


def _other_hand() -> Iterator[tuple[str, bool, str]]:
    for line in read_crisis_lines():
        yield line.lang, bool(line.crisis), line.text
