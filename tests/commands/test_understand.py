"""``voordeur understand`` answers every line in order, and scores those whose intent is given."""

import io
import json
from typing import Any

from bot.commands.understand import run

FLAG = {"entity": "crisis_flag", "value": "suicide"}
DOUBT = {"entity": "crisis_doubt", "value": "no_heat"}


def parse(text: str) -> dict[str, Any]:
    """A model that knows two intents."""
    name = "greet" if text.startswith("hallo") else "stop"
    return {
        "intent": {"name": name, "confidence": 0.87654},
        "intent_ranking": [{"name": n, "confidence": 0.5} for n in (name, "thank", "deny", "affirm")],
        "entities": [] if text == "quiet" else [DOUBT] if text == "asked" else [FLAG, DOUBT],
    }


def answers(*lines: str) -> tuple[int, list[dict[str, Any]], list[str]]:
    """Exit code, answers, and the lines of standard error."""
    out, err = io.StringIO(), io.StringIO()
    code = run(lines, out, err, parse)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines()


def test_an_answer_has_the_fields_of_the_contract() -> None:
    _, [answer], _ = answers('{"text": "hallo, ik heb een vraag voor u"}')
    assert {**answer, "lang_confidence": 0, "entities": 0} == {
        "text": "hallo, ik heb een vraag voor u",
        "lang": "nl",
        "lang_confidence": 0,
        "intent": "greet",
        "confidence": 0.8765,
        "ranking": [{"intent": n, "confidence": 0.5} for n in ("greet", "thank", "deny")],
        "crisis": ["suicide", "no_heat"],
        "entities": 0,
    }


def test_given_intents_are_scored_by_language_on_standard_error() -> None:
    _, _, told = answers(
        '{"text": "hallo", "lang": "nl", "intent": "greet"}',
        '{"text": "weg", "lang": "nl", "intent": "thank"}',
        '{"text": "go", "lang": "en", "intent": "stop"}',
    )
    assert told == [
        "en: accuracy 1.000 top-3 1.000 lines 1",
        "en: macro-F1 1.000 calibration error 0.500",
        "en: out-of-scope recall - in-scope refused 0.000",
        "nl: accuracy 0.500 top-3 1.000 lines 2",
        "nl: macro-F1 0.500 calibration error 0.000",
        "nl: out-of-scope recall - in-scope refused 0.000",
        "nl: thank -> stop: 1",
    ]


def test_given_crisis_is_scored_by_language_and_tells_alarms_from_questions() -> None:
    _, _, told = answers(
        '{"text": "hallo", "lang": "nl", "crisis": ["suicide"]}',
        '{"text": "asked", "lang": "nl", "crisis": ["no_heat"]}',
        '{"text": "quiet", "lang": "nl", "crisis": ["no_heat"]}',
        '{"text": "quiet", "lang": "nl", "crisis": []}',
        '{"text": "asked", "lang": "en", "crisis": []}',
        '{"text": "asked", "lang": "en"}',
    )
    assert told == [
        "en: crisis false alarm 1.000 (alarm 0.000 asked 1.000) lines 1",
        "nl: crisis found 0.667 (alarm 0.333 asked 0.333) lines 3",
        "nl: crisis false alarm 0.000 (alarm 0.000 asked 0.000) lines 1",
    ]


def test_crisis_that_is_no_list_is_told_as_a_fault() -> None:
    code, _, faults = answers('{"text": "hallo", "crisis": "suicide"}')
    assert (code, faults) == (1, ["1: crisis: is no list"])


def test_a_line_that_cannot_be_read_is_told_and_the_rest_answered() -> None:
    code, told, faults = answers("nonsense", '{"text": 3}', "", '{"text": "hallo"}')
    assert (code, len(told), faults) == (
        1,
        1,
        ["1: line: is not JSON", "2: text: is missing or no text"],
    )
