"""What does the trained model make of the test lines?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.understanding_print import progress
from benchmarks.understanding_texts import Example
from bot.commands.understand_figures import Scored
from bot.rasa_components.model import ensure_model
from bot.rasa_components.understanding_model import load_understanding

Parse = Callable[[str], dict[str, Any]]


def trained() -> Parse:
    """The newest model, trained first when it is stale."""
    return load_understanding(ensure_model(progress))


def understood(parse: Parse, examples: Iterable[Example]) -> list[Scored]:
    """What the front door would act on."""
    return [_scored(one, parse(one.text)) for one in examples]


def _scored(example: Example, parsed: dict[str, Any]) -> Scored:
    ranking = [(one["name"], one["confidence"]) for one in parsed["intent_ranking"]]
    return Scored(example.lang, example.intent, parsed["intent"]["name"], ranking)
