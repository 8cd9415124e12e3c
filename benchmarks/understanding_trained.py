"""What does the trained model, with its words of crisis, make of the test lines?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from benchmarks.understanding_print import progress
from benchmarks.understanding_texts import CrisisLine, Example
from bot.commands.understand_figures import Scored
from bot.rasa_components.crisis_guard import DOUBT_ENTITY, FLAG_ENTITY
from bot.rasa_components.model import ensure_model
from bot.rasa_components.understanding_model import load_understanding

Parse = Callable[[str], dict[str, Any]]


class Alarm(NamedTuple):
    """What a line of a crisis set set off.

    Attributes:
        cry: Whether whoever wrote it meant a cry for help.
        sure: A clear word brings a person at once.
        asked: Else the question whether help is needed now.
    """

    lang: str
    cry: bool
    sure: bool
    asked: bool


def trained() -> Parse:
    """The newest model, trained first when it is stale."""
    return load_understanding(ensure_model(progress))


def understood(parse: Parse, examples: Iterable[Example]) -> list[Scored]:
    """What the front door would act on."""
    return [_scored(one, parse(one.text)) for one in examples]


def alarms(parse: Parse, lines: Sequence[CrisisLine]) -> list[Alarm]:
    """What it would do about cries for help, and about what is no cry."""
    return [_alarm(line, parse(line.text)) for line in lines]


def _scored(example: Example, parsed: dict[str, Any]) -> Scored:
    ranking = [(one["name"], one["confidence"]) for one in parsed["intent_ranking"]]
    return Scored(example.lang, example.intent, parsed["intent"]["name"], ranking)


def _alarm(line: CrisisLine, parsed: dict[str, Any]) -> Alarm:
    found = {one["entity"] for one in parsed.get("entities") or ()}
    return Alarm(line.lang, bool(line.crisis), FLAG_ENTITY in found, found == {DOUBT_ENTITY})
