"""Is another language offered to whoever writes it, once, and to nobody else?"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.core.case import Case, Contact
from bot.core.talk import Talk
from bot.services.languages import SURE, offer
from tests.fakes import NOW


def a_turn(language="nl", offered=("nl", "en", "uk"), talk=None):
    """What the offer uses of a turn."""
    case = Case("1", "here", language, Contact("webchat", NOW.date()))
    return SimpleNamespace(case=case, language=language or "nl", talk=talk or Talk(),
                           profile=SimpleNamespace(languages=offered))


def offered_by(turn, text="three words here", seems=("en", 1.0)):
    say = offer(turn, text, lambda words: seems)
    return [choice.id for choice in say.choices] if say else []


@pytest.mark.parametrize(
    ("language", "seems", "expected"),
    [
        ("nl", ("en", 1.0), ["language:en"]),
        ("nl", ("en", SURE), ["language:en"]),
        ("nl", ("en", SURE - 0.01), []),
        ("nl", ("nl", 1.0), []),
        ("nl", (None, 0.0), []),
        ("nl", ("tr", 1.0), []),
        ("nl", ("ru", 1.0), ["language:uk", "language:en"]),
        ("en", ("ru", 1.0), ["language:uk", "language:nl"]),
        ("uk", ("ru", 1.0), []),
        (None, ("en", 1.0), []),
    ],
)
def test_only_a_language_that_is_sure_and_spoken_here_is_offered(language, seems, expected):
    assert offered_by(a_turn(language), seems=seems) == expected


def test_russian_is_offered_what_the_municipality_speaks():
    assert offered_by(a_turn(offered=("nl", "en")), seems=("ru", 1.0)) == ["language:en"]


@pytest.mark.parametrize("text", ["", "hello", "hello there"])
def test_one_or_two_words_are_no_other_language(text):
    assert offered_by(a_turn(), text) == []


def test_a_language_is_offered_once():
    turn = a_turn()
    assert [offered_by(turn), offered_by(turn), offered_by(turn, seems=("uk", 1.0))] == [
        ["language:en"], [], ["language:uk"]]


def test_nothing_is_offered_while_the_language_is_asked():
    assert offered_by(a_turn(talk=replace(Talk(), asked="language"))) == []


def test_the_case_keeps_nothing_of_it():
    turn = a_turn()
    before = turn.case
    offered_by(turn, seems=("ru", 1.0))
    assert (turn.case, turn.talk.done) == (before, ("language_offer.uk", "language_offer.en"))
