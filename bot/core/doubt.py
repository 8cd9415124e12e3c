"""Is the model sure enough to act on what it understood?

Flow: ranking of the classifier -> ``decide`` -> an intent, or ``out_of_scope``.
Pure: standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

OUT_OF_SCOPE = "out_of_scope"

Ranking = Sequence[tuple[str, float]]
"""Intent and probability, best first."""


@dataclass(frozen=True, slots=True)
class DoubtRule:
    """When the front door does not act.

    Attributes:
        min_confidence: Probability (0.0 to 1.0) that the best intent must have.
        max_outside: Probability of ``out_of_scope`` from which it does not act, though another leads.
    """

    min_confidence: float
    max_outside: float


CHOSEN = DoubtRule(min_confidence=0.08, max_outside=0.16)
"""From the cross-validation in docs/understanding.md; read at run time, so that a change trains nothing."""


def decide(ranking: Ranking, rule: DoubtRule) -> tuple[str, float]:
    """The intent to act on, with its probability.

    Args:
        ranking: Best first; may be empty.

    Returns:
        The best intent, or ``out_of_scope`` with the probability of the best when there is doubt.
    """
    if not ranking:
        return OUT_OF_SCOPE, 0.0
    best, confidence = ranking[0]
    outside = dict(ranking).get(OUT_OF_SCOPE, 0.0)
    if confidence < rule.min_confidence or outside >= rule.max_outside:
        return OUT_OF_SCOPE, confidence
    return best, confidence
