"""How many cries for help are heard, and how often do we ask for nothing?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import fmean

from benchmarks.understanding_models import Outcome
from bot.adapters.crisis_words_yaml import load_crisis_words
from bot.commands.understand_figures import told
from bot.core.crisis import Finding, find
from bot.rasa_components.crisis_guard import REPORT_CRISIS, CrisisGuard

COLUMNS = ("clear words", "clear or vague words", "words or meaning", "other texts asked or taken")


def crisis_rows(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str, str, str, str]]:
    """Per language: shares of the crisis examples that are heard, then of the others that are too.

    Only the meaning is unseen here: whoever wrote the examples also wrote the words.
    """
    words = load_crisis_words()
    by_lang: dict[str, list[tuple[Outcome, Finding]]] = defaultdict(list)
    for one in outcomes:
        by_lang[one.example.lang].append((one, find(one.example.text, words)))
    for lang, some in sorted(by_lang.items()):
        cries = [pair for pair in some if pair[0].example.intent == REPORT_CRISIS]
        others = [pair for pair in some if pair[0].example.intent != REPORT_CRISIS]
        yield (
            lang,
            _share(bool(finding.flags) for _, finding in cries),
            _share(_by_words(finding) for _, finding in cries),
            _share(_is_heard(*pair) for pair in cries),
            _share(_is_heard(*pair) for pair in others),
        )


def _by_words(finding: Finding) -> bool:
    return bool(finding.flags or finding.doubt)


def _is_heard(outcome: Outcome, finding: Finding) -> bool:
    meant = dict(outcome.ranking)[REPORT_CRISIS] >= CrisisGuard.get_default_config()["doubt_from"]
    return _by_words(finding) or (meant and not finding.excused)


def _share(values: Iterable[bool]) -> str:
    return told(fmean(values))
