"""Are own words in the photo read back, kept where they may be, and never taken for more than they say?"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.core.case import Photo
from bot.core.messages import Understanding
from bot.core.ports import Record
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.turn import Turn
from tests.core.alphen import AT, CATALOG, a_case


def at(question: str) -> Turn:
    """A turn in which a question of the photo is on screen."""
    case = a_case(photo=Photo("digital"))
    opened = SimpleNamespace(record=Record(case, Talk(asked=question, on_screen=("skip",)), None))
    return Turn(opened, CATALOG, AT, None, lambda profile, year: lambda day: True)


async def say(turn: Turn, text: str, intent: str = "out_of_scope", confidence: float = 0.9, **heard) -> bool:
    """Let a text be heard; a question that comes first is on screen afterwards."""
    taken = await agenda.hear(turn, Understanding(intent, text, confidence, **heard))
    if turn.talk.detours:
        turn.talk = replace(turn.talk, asked=turn.talk.detours[0])
    return taken


def keys(turn: Turn) -> list[str]:
    return [one.key for one in turn.said]


@pytest.mark.parametrize(
    ("question", "text", "check"),
    [
        ("photo.housing", "bij mijn zus op de bank", "photo_check.housing.c"),
        ("photo.money.letter", "ik word uitgezet", "photo_check.money.letter.eviction"),
        ("photo.justice", "niet nodig", "photo_check.justice.no"),
    ],
)
async def test_words_that_mean_one_choice_are_read_back_before_they_count(question, text, check):
    turn = at(question)
    assert (await say(turn, text), turn.talk.detours, dict(turn.case.photo.answers)) == (True, (check,), {})


@pytest.mark.parametrize(
    ("intent", "choice", "words"), [("affirm", "c", None), ("deny", "d", "bij mijn zus op de bank")]
)
async def test_a_yes_takes_the_choice_and_a_no_leaves_the_words(intent, choice, words):
    turn = at("photo.housing")
    await say(turn, "bij mijn zus op de bank")
    await say(turn, "antwoord", intent)
    if intent == "deny":
        turn.talk = replace(turn.talk, asked="photo.housing", on_screen=("photo.housing:d",))
        await agenda.choose(turn, "photo.housing:d")
    answer = turn.case.photo.answers["housing"]
    assert (answer.choice, answer.words, turn.talk.detours, turn.talk.own_words) == (choice, words, (), {})


async def test_better_words_are_read_back_in_place_of_the_first():
    turn = at("photo.housing")
    await say(turn, "bij mijn zus")
    await say(turn, "nee in de opvang", "deny")
    assert turn.talk.detours == ("photo_check.housing.b",)


async def test_words_that_mean_no_choice_are_kept_once_and_the_choices_shown_again():
    turn = at("photo.housing")
    first = await say(turn, "ergens tussen de bergen")
    assert (first, keys(turn), turn.talk.own_words) == (
        True, ["photo.own_words"], {"housing": "ergens tussen de bergen"})
    assert await say(turn, "daar dus") is False


async def test_kept_words_stand_beside_the_answer_and_nowhere_else():
    turn = at("photo.housing")
    await say(turn, "ergens tussen de bergen")
    await agenda.choose(turn, "skip")
    answer = turn.case.photo.answers["housing"]
    assert (answer.status, answer.words, turn.talk.own_words) == ("skipped", "ergens tussen de bergen", {})


async def test_whoever_declines_leaves_no_words():
    turn = at("photo.housing")
    turn.talk = replace(turn.talk, on_screen=("decline",))
    await say(turn, "ergens tussen de bergen")
    await agenda.choose(turn, "decline")
    assert (turn.case.photo.answers["housing"].words, turn.talk.own_words) == (None, {})


@pytest.mark.parametrize(
    "question", ["photo.mental_health", "photo.physical_health", "photo.justice", "photo.home_relations",
                 "photo.network"],
)
async def test_nothing_is_kept_where_the_question_asks_for_no_details(question):
    turn = at(question)
    assert (await say(turn, "dat is een lang verhaal"), turn.talk.own_words) == (False, {})


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("mag ik ook bij mijn zus slapen?", "out_of_scope", 0.9),
        ("waarom vraagt u dat?", "ask_bot", 0.9),
        ("hoe hoog is de bijstand", "ask_amount", 0.9),
        ("ik wil een mens spreken over mijn eigen huis", "talk_to_human", 0.9),
        ("...", "out_of_scope", 0.9),
    ],
)
async def test_what_is_no_answer_goes_on_to_the_dialogue(text, intent, confidence):
    turn = at("photo.housing")
    assert (await say(turn, text, intent, confidence), turn.talk.detours) == (False, ())


async def test_words_of_a_crisis_are_never_an_answer():
    turn = at("photo.housing")
    taken = await say(turn, "ik slaap op straat", "report_crisis", crisis=("no_bed_tonight",))
    assert (taken, turn.talk.detours, turn.talk.own_words) == (False, (), {})


@pytest.mark.parametrize(
    ("question", "intent", "choice"),
    [("photo.home_relations.children", "affirm", "yes"), ("photo.justice", "deny", "no"),
     ("photo.home_relations.alone", "affirm", "yes")],
)
async def test_a_bare_yes_or_no_is_an_answer_where_it_is_a_choice(question, intent, choice):
    turn = at(question)
    await say(turn, "kort woord", intent)
    assert turn.case.photo.answers[question.partition(".")[2]].choice == choice


async def test_a_bare_no_is_no_answer_where_several_choices_say_no():
    turn = at("photo.money")
    assert (await say(turn, "nee", "deny"), dict(turn.case.photo.answers)) == (False, {})
