"""How often was a text understood, and what was it taken for?

Used by ``voordeur understand`` and by ``make evaluate``, so that their figures mean the same.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from bot.core.doubt import OUT_OF_SCOPE, Ranking

_TOLD = 3
_BINS = 10
"""Of equal width, as is usual for the calibration error."""


class _HasLanguage(Protocol):
    @property
    def lang(self) -> str: ...


_OfLanguage = TypeVar("_OfLanguage", bound=_HasLanguage)


class Scored(NamedTuple):
    """A text whose intent was given, with what was understood.

    Attributes:
        lang: Language by which the figures go.
        wanted: The intent it was given.
        got: What the dialogue would act on; ``out_of_scope`` when it would not act.
        ranking: At least the three likeliest, best first.
    """

    lang: str
    wanted: str
    got: str
    ranking: Ranking


class Figures(NamedTuple):
    """Shares (0.0 to 1.0) over some texts; ``None`` when there was no text to count.

    Attributes:
        accuracy: Understood at once.
        among_three: Understood, or among the three that would be suggested.
        macro_f1: Mean F1 of the intents that were wanted, each counting alike.
        outside_recognised: Of the texts out of scope, how many were not acted on.
        inside_refused: Of the texts in scope, how many were not acted on.
        calibration_error: Mean distance between the probability of the likeliest and how often it is right.
        confused: Pairs (wanted, got) that differ, with how often.
    """

    accuracy: float | None
    among_three: float | None
    macro_f1: float | None
    outside_recognised: float | None
    inside_refused: float | None
    calibration_error: float | None
    confused: Counter[tuple[str, str]]


def figures(scored: Sequence[Scored]) -> Figures:
    """All figures over these texts."""
    return Figures(
        accuracy=_mean(one.got == one.wanted for one in scored),
        among_three=_mean(_is_among_three(one) for one in scored),
        macro_f1=_macro_f1(scored),
        outside_recognised=_mean(one.got == OUT_OF_SCOPE for one in scored if one.wanted == OUT_OF_SCOPE),
        inside_refused=_mean(one.got == OUT_OF_SCOPE for one in scored if one.wanted != OUT_OF_SCOPE),
        calibration_error=_calibration_error([one for one in scored if one.ranking]),
        confused=Counter((one.wanted, one.got) for one in scored if one.got != one.wanted),
    )


def by_language(scored: Iterable[_OfLanguage]) -> dict[str, list[_OfLanguage]]:
    """Language code to its texts, by code."""
    found: dict[str, list[_OfLanguage]] = defaultdict(list)
    for one in scored:
        found[one.lang].append(one)
    return dict(sorted(found.items()))


def told(share: float | None) -> str:
    """A share in three decimals, or a dash."""
    return "-" if share is None else f"{share:.3f}"


def _is_among_three(one: Scored) -> bool:
    return one.wanted in [one.got, *(name for name, _ in one.ranking[:_TOLD])]


def _macro_f1(scored: Sequence[Scored]) -> float | None:
    wanted, got = Counter(one.wanted for one in scored), Counter(one.got for one in scored)
    right = Counter(one.wanted for one in scored if one.got == one.wanted)
    return _mean(2 * right[name] / (wanted[name] + got[name]) for name in wanted)


def _calibration_error(scored: Sequence[Scored]) -> float | None:
    bins: dict[int, list[float]] = defaultdict(list)
    for one in scored:
        name, confidence = one.ranking[0]
        bins[min(int(confidence * _BINS), _BINS - 1)].append(confidence - (name == one.wanted))
    return sum(abs(sum(some)) for some in bins.values()) / len(scored) if scored else None


def _mean(values: Iterable[float]) -> float | None:
    found = [float(value) for value in values]
    return statistics.fmean(found) if found else None
