"""How do the answers of DIET compare with ours, per language and set of test lines?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.understanding_diet_model import answers_files
from benchmarks.understanding_print import COLUMNS, cells, print_table
from benchmarks.understanding_texts import SETS, read_tests
from benchmarks.understanding_trained import trained, understood
from bot.commands.understand_figures import Scored, by_language
from bot.core.doubt import OUT_OF_SCOPE

_FALLBACK = "nlu_fallback"
"""Where Rasa's FallbackClassifier would not act; no intent of ours."""


def print_side_by_side(languages: Sequence[str]) -> None:
    """A table for each set: in every cell ours, then DIET's; languages without answers are left out."""
    found = {lang: told for lang in languages for told in [_most_epochs(lang)] if told}
    parse = trained()
    for name, file in SETS.items():
        ours = by_language(understood(parse, read_tests(name)))
        rows = [
            (lang, told["epochs"], len(ours[lang]), *_both(ours[lang], _scored(lang, told["answers"][file])))
            for lang, told in found.items()
        ]
        print_table((f"{name}: ours / DIET", "epochs", "texts", *COLUMNS), rows)


def _both(ours: Sequence[Scored], theirs: Sequence[Scored]) -> Iterator[str]:
    return (f"{one} / {other}" for one, other in zip(cells(ours), cells(theirs), strict=True))


def _most_epochs(lang: str) -> dict[str, Any] | None:
    told = [json.loads(path.read_text(encoding="utf-8")) for path in answers_files(lang)]
    return max(told, key=lambda one: one["epochs"], default=None)


def _scored(lang: str, answers: Sequence[Mapping[str, Any]]) -> list[Scored]:
    return [
        Scored(lang, one["wanted"], _acted_on(one["got"]), _without_fallback(one["ranking"]))
        for one in answers
    ]


def _acted_on(name: str) -> str:
    return OUT_OF_SCOPE if name == _FALLBACK else name


def _without_fallback(ranking: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    return [(name, confidence) for name, confidence in ranking if name != _FALLBACK]
