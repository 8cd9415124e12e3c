"""What does a model make of texts that it has not seen?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from sklearn.model_selection import StratifiedGroupKFold

from benchmarks.understanding_texts import Example, Texts
from bot.adapters.classifier_sklearn import SentenceClassifier
from bot.commands.understand_figures import Scored
from bot.core.doubt import DoubtRule, Ranking, decide

FOLDS = 5

_SPELLED_ALIKE = "tekst"
"""Instead of every text, so that only its vector tells it apart."""


class Outcome(NamedTuple):
    """An unseen example with the model's ranking."""

    example: Example
    ranking: Ranking


def _spelling_alone(texts: Texts) -> Texts:
    return texts._replace(vectors=None)


def _meaning_alone(texts: Texts) -> Texts:
    return texts._replace(examples=[one._replace(text=_SPELLED_ALIKE) for one in texts.examples])


def _both(texts: Texts) -> Texts:
    return texts


VARIANTS: dict[str, Callable[[Texts], Texts]] = {
    "n-grams alone": _spelling_alone,
    "vectors alone": _meaning_alone,
    "both (chosen)": _both,
}
"""Name to what such a model may see of a text."""


def cross_validate(texts: Texts) -> list[Outcome]:
    """Every example once, ranked by a model that learned from all languages but did not see it.

    What is written alike in two languages ("bijstand", "ok") is learned or asked, never both.
    """
    labels = [f"{one.lang}/{one.intent}" for one in texts.examples]
    alike = [one.text.lower() for one in texts.examples]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=11).split(labels, labels, alike)
    jobs = [(texts.some(known), texts.some(unseen)) for known, unseen in folds]
    return [outcome for outcomes in _at_once(_rank_unseen, jobs) for outcome in outcomes]


def try_variants(texts: Texts, tests: Mapping[str, Texts]) -> dict[str, dict[str, list[Outcome]]]:
    """Set of test lines to variant to what that, trained on all training texts, makes of the lines."""
    jobs = [(see(texts), [see(some) for some in tests.values()]) for see in VARIANTS.values()]
    found = dict(zip(VARIANTS, _at_once(_rank_sets, jobs), strict=True))
    return {
        name: {variant: sets[place] for variant, sets in found.items()} for place, name in enumerate(tests)
    }


def decided(outcomes: Sequence[Outcome], rule: DoubtRule) -> list[Scored]:
    """What the dialogue would act on under a rule; words of crisis are left out of account."""
    return [
        Scored(one.example.lang, one.example.intent, decide(one.ranking, rule)[0], one.ranking)
        for one in outcomes
    ]


def _rank_unseen(job: tuple[Texts, Texts]) -> list[Outcome]:
    known, unseen = job
    return _rank_sets((known, [unseen]))[0]


def _rank_sets(job: tuple[Texts, Sequence[Texts]]) -> list[list[Outcome]]:
    known, sets = job
    classifier = SentenceClassifier.fit(known.words(), known.intents(), known.vectors)
    return [_rank(classifier, some) for some in sets]


def _rank(classifier: SentenceClassifier, unseen: Texts) -> list[Outcome]:
    rankings = classifier.rank_many(unseen.words(), unseen.vectors)
    return [Outcome(*pair) for pair in zip(unseen.examples, rankings, strict=True)]


def _at_once(work: Callable, jobs: Sequence) -> Iterator:
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as workers:
        yield from workers.map(work, jobs)
