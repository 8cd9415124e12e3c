"""Texts that the model never saw are understood often enough, and crisis comes before everything.

``lines_<lang>`` were written by the hand that wrote the training data, after it: their floors are a
net under changes, not a figure to quote.  ``other_hand_<lang>`` are by one that had not seen that data:
their floors are what the front door promises.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.commands.understand_figures import Scored, figures

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data" / "nlu"

LANGUAGES = ("nl", "en", "tr", "pl", "uk", "ar", "fa", "so", "ti")

Parse = Callable[[str], dict[str, Any]]

# The first test may have to train the model, on a machine that others use as well.
pytestmark = pytest.mark.timeout(900)


def lines(lang: str, hand: str = "lines") -> list[dict[str, str]]:
    """The test lines of a language."""
    content = (HERE / f"{hand}_{lang}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in content.splitlines()]


def scored(parse: Parse, lang: str, hand: str = "lines") -> list[Scored]:
    """The test lines of a language, with what the model makes of them."""
    return [
        Scored(lang, line["intent"], said["intent"]["name"], ranking_of(said))
        for line in lines(lang, hand)
        for said in [parse(line["text"])]
    ]


def ranking_of(said: dict[str, Any]) -> list[tuple[str, float]]:
    """The intents of a parse with their probability."""
    return [(one["name"], one["confidence"]) for one in said["intent_ranking"]]


def training_texts(lang: str) -> dict[str, set[str]]:
    """Intent to its training texts, in lower case."""
    texts: dict[str, set[str]] = {}
    for path in (DATA / lang).glob("*.yml"):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found = {line.removeprefix("- ").lower() for line in block["examples"].splitlines()}
            texts.setdefault(block["intent"], set()).update(found)
    return texts


# A little under what docs/understanding.md says was measured: some lines may go either way.
@pytest.mark.parametrize(
    ("lang", "at_once", "among_three"),
    [
        ("nl", 0.85, 0.95),
        ("en", 0.88, 0.95),
        ("tr", 0.90, 0.96),
        ("pl", 0.85, 0.93),
        ("uk", 0.84, 0.92),
        ("ar", 0.75, 0.86),
        ("fa", 0.80, 0.90),
        ("so", 0.80, 0.94),
        ("ti", 0.82, 0.90),
    ],
)
def test_unseen_lines_are_understood(parse: Parse, lang: str, at_once: float, among_three: float) -> None:
    found = figures(scored(parse, lang))
    assert (found.accuracy >= at_once, found.among_three >= among_three) == (True, True), found


@pytest.mark.parametrize(
    ("lang", "at_once", "among_three"),
    [
        ("nl", 0.80, 0.93),
        *((lang, 0.75, 0.90) for lang in ("en", "tr", "pl", "uk", "ar", "fa")),
        *((lang, 0.60, 0.80) for lang in ("so", "ti")),
    ],
)
def test_lines_by_another_hand_are_understood(
    parse: Parse, lang: str, at_once: float, among_three: float
) -> None:
    found = figures(scored(parse, lang, "other_hand"))
    assert (found.accuracy >= at_once, found.among_three >= among_three) == (True, True), found


# Between 6 (ti) and 40 (nl) lines are out of scope: one line more or less is up to 0.17.
@pytest.mark.parametrize(
    ("lang", "recognised", "refused"),
    [
        ("nl", 0.75, 0.04),
        ("en", 0.70, 0.04),
        ("tr", 0.70, 0.04),
        ("pl", 0.80, 0.05),
        ("uk", 0.75, 0.08),
        ("ar", 0.70, 0.08),
        ("fa", 0.80, 0.12),
        ("so", 0.65, 0.06),
        ("ti", 0.65, 0.06),
    ],
)
def test_out_of_scope_is_refused_and_little_else(
    parse: Parse, lang: str, recognised: float, refused: float
) -> None:
    found = figures(scored(parse, lang))
    reached = (found.outside_recognised >= recognised, found.inside_refused <= refused)
    assert reached == (True, True), found


def test_every_language_of_the_training_data_has_test_lines() -> None:
    tested = {path.stem.removeprefix("lines_") for path in HERE.glob("lines_*.jsonl")}
    assert tested == {path.name for path in DATA.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_test_line_stands_in_the_training_data(lang: str) -> None:
    known = set().union(*training_texts(lang).values())
    assert [line["text"] for line in lines(lang) if line["text"].lower() in known] == []


@pytest.mark.parametrize(
    ("lang", "each", "outside"),
    [
        ("nl", 85, 460),
        ("en", 18, 105),
        *(("tr", 33, 185), ("pl", 33, 190), ("uk", 33, 190), ("fa", 33, 220), ("ar", 33, 240)),
        *(("so", 21, 80), ("ti", 17, 58)),
    ],
)
def test_every_intent_has_examples(lang: str, each: int, outside: int) -> None:
    texts = training_texts(lang)
    few = [name for name, some in texts.items() if len(some) < (outside if name == "out_of_scope" else each)]
    assert (len(texts), few) == (47, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_an_example_of_two_intents(lang: str) -> None:
    owners: dict[str, list[str]] = {}
    for name, some in training_texts(lang).items():
        for text in some:
            owners.setdefault(text, []).append(name)
    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


def test_words_of_crisis_overrule_the_intent(parse: Parse) -> None:
    parsed = parse("ik wil mijn afspraak verzetten want mijn man slaat mij")
    found = [(one["entity"], one["value"]) for one in parsed["entities"]]
    assert (parsed["intent"], found) == (
        {"name": "report_crisis", "confidence": 1.0},
        [("crisis_flag", "unsafe_home")],
    )


def test_vague_words_ask_and_do_not_decide(parse: Parse) -> None:
    found = [(one["entity"], one["value"]) for one in parse("ik kan niet meer")["entities"]]
    assert found == [("crisis_doubt", "suicide")]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "😀😀", "\x00\x01", "(((", "/", "/erase_my_data", "<b>hoi</b>", "'; drop table"),
        *("aGVsbG8=" * 50, "\u202eolleh", "z̸̡a̷l̶g̵o̴" * 40),
        *("woord " * 3_300, "a" * 20_000, "ik ben bang " * 1_600, "\n" * 20_000),
    ],
)
def test_any_text_gets_an_answer_in_time(parse: Parse, text: str) -> None:
    parse(text)
    # A character more, so that the answer is not a remembered one; processor time, as others work too.
    started = time.process_time()
    parsed = parse(f"{text[:19_998]} x")
    assert (bool(parsed["intent"]["name"]), time.process_time() - started < 0.1) == (True, True)


def test_a_slash_is_no_command(parse: Parse) -> None:
    assert parse("/erase_my_data")["intent"]["confidence"] < 1.0
