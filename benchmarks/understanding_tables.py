"""What do the tables of docs/understanding.md say today?

How many texts there are, the five-fold cross-validation over all languages together, what other
rules of doubt would give, the worst confusions, the variants on the own test lines, and those lines
through the trained model.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.understanding_crisis import COLUMNS as CRISIS_COLUMNS
from benchmarks.understanding_crisis import Parse, crisis_rows
from benchmarks.understanding_models import Outcome, cross_validate, decided, try_variants
from benchmarks.understanding_texts import Example, read_all
from bot.commands.understand_figures import Figures, Scored, by_language, figures, told
from bot.core.doubt import OUT_OF_SCOPE, DoubtRule
from bot.rasa_components.model import ensure_model
from bot.rasa_components.understanding import DoubtDecision
from bot.rasa_components.understanding_model import load_understanding

_WORST = 20
_CONFIDENCES = (0.0, 0.12, 0.2, 0.3)
_OUTSIDES = (1.0, 0.3, 0.2, 0.15, 0.1)
_HOME = "nl"
"""Told apart in the table of rules: most residents write it."""

_COLUMNS = (
    *("at once", "among three", "macro F1"),
    *("out of scope recognised", "in scope refused", "calibration error"),
)


def print_all() -> None:
    """Print all tables to standard output, what is being done to standard error."""
    rule = DoubtRule(**DoubtDecision.get_default_config())
    _progress("sentence vectors")
    training, tests = read_all()
    _print_counts(training.examples, tests.examples)
    _progress("cross-validation")
    outcomes = cross_validate(training)
    scored = decided(outcomes, rule)
    _print_figures("cross-validation", scored)
    _print_rules(outcomes)
    _print_confusions(scored)
    _progress("variants")
    _print_variants(try_variants(training, tests), rule)
    _progress("the trained model")
    parse = load_understanding(ensure_model(_progress))
    _print_figures("test lines, trained model", _by_trained_model(parse, tests.examples))
    _print_table(CRISIS_COLUMNS, crisis_rows(parse))


def _by_trained_model(parse: Parse, examples: Iterable[Example]) -> list[Scored]:
    return [_scored(one, parse(one.text)) for one in examples]


def _scored(example: Example, parsed: dict[str, Any]) -> Scored:
    ranking = [(one["name"], one["confidence"]) for one in parsed["intent_ranking"]]
    return Scored(example.lang, example.intent, parsed["intent"]["name"], ranking)


def _print_counts(training: Sequence[Example], tests: Sequence[Example]) -> None:
    outside = Counter(one.lang for one in training if one.intent == OUT_OF_SCOPE)
    tested = Counter(one.lang for one in tests)
    rows = [
        (lang, count, outside[lang], tested[lang])
        for lang, count in Counter(one.lang for one in training).most_common()
    ]
    _print_table(("texts", "training", "of which out of scope", "test lines"), rows)


def _print_figures(title: str, scored: Sequence[Scored]) -> None:
    rows = [(lang, *_cells(figures(some))) for lang, some in by_language(scored).items()]
    _print_table((title, *_COLUMNS), [*rows, ("all", *_cells(figures(scored)))])


def _cells(found: Figures) -> list[str]:
    return [told(share) for share in found[:-1]]


def _print_rules(outcomes: Sequence[Outcome]) -> None:
    """What each rule would recognise and refuse, for Dutch and for the other languages together."""
    rows = []
    for confidence in _CONFIDENCES:
        for outside in _OUTSIDES:
            scored = decided(outcomes, DoubtRule(confidence, outside))
            home = _of(scored, lambda lang: lang == _HOME)
            rows.append((confidence, outside, *home, *_of(scored, lambda lang: lang != _HOME)))
    names = ("at once", "recognised", "refused")
    columns = [f"{who} {name}" for who in (_HOME, "others") for name in names]
    _print_table(("min_confidence", "max_outside", *columns), rows)


def _of(scored: Iterable[Scored], wanted: Callable[[str], bool]) -> list[str]:
    found = figures([one for one in scored if wanted(one.lang)])
    return [told(share) for share in (found.accuracy, found.outside_recognised, found.inside_refused)]


def _print_confusions(scored: Sequence[Scored]) -> None:
    worst = figures(scored).confused.most_common(_WORST)
    _print_table(("wanted", "taken for", "times"), [(*pair, times) for pair, times in worst])


def _print_variants(found: dict[str, list[Outcome]], rule: DoubtRule) -> None:
    by_variant = {name: by_language(decided(outcomes, rule)) for name, outcomes in found.items()}
    languages = sorted({lang for some in by_variant.values() for lang in some})
    rows = [
        (name, *(_at_once_of_three(some[lang]) for lang in languages)) for name, some in by_variant.items()
    ]
    _print_table(("variant: at once / among three", *languages), rows)


def _at_once_of_three(scored: Sequence[Scored]) -> str:
    found = figures(scored)
    return f"{told(found.accuracy)} / {told(found.among_three)}"


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    lines = [heads, ["---"] * len(heads), *rows]
    print(*("| " + " | ".join(map(str, line)) + " |" for line in lines), "", sep="\n", flush=True)


def _progress(step: str) -> None:
    print(step, file=sys.stderr, flush=True)
