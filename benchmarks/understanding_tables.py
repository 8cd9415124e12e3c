"""What do the tables of docs/understanding.md say today?

How many texts there are, the five-fold cross-validation over all languages together, what other
rules of doubt would give, the worst confusions, the variants on the test lines, and those lines
through the trained model; last what it does about cries for help.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from benchmarks.understanding_crisis import print_crisis
from benchmarks.understanding_models import Outcome, cross_validate, decided, try_variants
from benchmarks.understanding_print import print_figures, print_table, progress
from benchmarks.understanding_texts import Example, Texts, read_all
from benchmarks.understanding_trained import Parse, trained, understood
from bot.commands.understand_figures import Scored, by_language, figures, told
from bot.core.doubt import CHOSEN, OUT_OF_SCOPE, DoubtRule

_WORST = 20
_CONFIDENCES = (0.0, 0.08, 0.12, 0.2)
_OUTSIDES = (1.0, 0.3, 0.2, 0.18, 0.16, 0.15, 0.14, 0.1)
_HOME = "nl"
"""Told apart in the table of rules: most residents write it."""


def print_all() -> None:
    """Print all tables to standard output, what is being done to standard error."""
    progress("sentence vectors")
    training, tests = read_all()
    _print_counts(training.examples, {name: some.examples for name, some in tests.items()})
    progress("cross-validation")
    _print_cross_validation(cross_validate(training))
    progress("variants")
    _print_variants(training, tests)
    progress("the trained model")
    parse, known = trained(), {text.lower() for text in training.words()}
    for name, some in tests.items():
        _print_trained(name, some.examples, parse, known)
    print_crisis(parse)


def _print_counts(training: Sequence[Example], tests: Mapping[str, Sequence[Example]]) -> None:
    learned, outside = _count(training)
    tested = [count for some in tests.values() for count in _count(some)]
    rows = [
        (lang, times, outside[lang], *(count[lang] for count in tested))
        for lang, times in learned.most_common()
    ]
    names = [title for name in tests for title in (name, "of which out of scope")]
    print_table(("texts", "training", "of which out of scope", *names), rows)


def _count(examples: Sequence[Example]) -> tuple[Counter[str], Counter[str]]:
    """Texts of each language, and those of them that are out of scope."""
    outside = [one.lang for one in examples if one.intent == OUT_OF_SCOPE]
    return Counter(one.lang for one in examples), Counter(outside)


def _print_cross_validation(outcomes: Sequence[Outcome]) -> None:
    scored = decided(outcomes, CHOSEN)
    print_figures("cross-validation", scored)
    _print_rules(outcomes)
    _print_confusions(scored)


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
    print_table(("min_confidence", "max_outside", *columns), rows)


def _of(scored: Iterable[Scored], wanted: Callable[[str], bool]) -> list[str]:
    found = figures([one for one in scored if wanted(one.lang)])
    return [told(share) for share in (found.accuracy, found.outside_recognised, found.inside_refused)]


def _print_confusions(scored: Sequence[Scored]) -> None:
    worst = figures(scored).confused.most_common(_WORST)
    print_table(("wanted", "taken for", "times"), [(*pair, times) for pair, times in worst])


def _print_variants(training: Texts, tests: Mapping[str, Texts]) -> None:
    """Each variant on each set of test lines; trained once for all sets."""
    for name, found in try_variants(training, tests).items():
        by_variant = {variant: by_language(decided(some, CHOSEN)) for variant, some in found.items()}
        languages = sorted({lang for some in by_variant.values() for lang in some})
        rows = [
            (variant, *(_at_once_of_three(some[lang]) for lang in languages))
            for variant, some in by_variant.items()
        ]
        print_table((f"{name}: at once / among three", *languages), rows)


def _at_once_of_three(scored: Sequence[Scored]) -> str:
    found = figures(scored)
    return f"{told(found.accuracy)} / {told(found.among_three)}"


def _print_trained(name: str, examples: Sequence[Example], parse: Parse, known: Container[str]) -> None:
    """Figures over a set, and again without what stands in the training texts too ("hoi", "ja")."""
    print_figures(f"{name}, trained model", understood(parse, examples))
    new = [one for one in examples if one.text.lower() not in known]
    if len(new) < len(examples):
        print_figures(f"{name}, without texts that were learned", understood(parse, new))
