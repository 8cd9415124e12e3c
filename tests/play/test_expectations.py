"""Does an expectation fail exactly when the case, or the answer, is otherwise?"""

from __future__ import annotations

import pytest

from bot.play.expectations import Heard, case_faults, reply_faults

CASE = {
    "reason": "geld",
    "crisis": [],
    "questions": ["money", "housing"],
    "group": None,
    "triage": {"kind": "multiple", "decision": None},
    "photo": {
        "complete": True,
        "answers": {"money": {"choice": "b"}, "money.letter": {"choice": "none"}},
    },
    "appointments": [{"deadline_on": "2026-12-03"}],
    "needs": {"food_drink_daily": "yes"},
}

HOLDS = {
    "a value": {"triage.kind": "multiple"},
    "null": {"group": None},
    "an empty list": {"crisis": []},
    "a whole list": {"questions": ["money", "housing"]},
    "a place in a list": {"appointments.0.deadline_on": "2026-12-03"},
    "past the end of a list": {"appointments.1": None, "appointments.1.kind": None},
    "below what is unknown": {"triage.decision.by": None},
    "not": {"triage.kind": {"not": "crisis"}},
    "not null": {"reason": {"not": None}},
    "one of": {"triage.kind": {"one_of": ["single", "multiple"]}},
    "matches": {"reason": {"matches": "^ge"}},
    "not matches": {"reason": {"not": {"matches": "^x"}}},
    "contains in a list": {"questions": {"contains": ["housing"]}},
    "contains in a text": {"reason": {"contains": "el"}},
    "a key with a dot": {"photo.answers.money.letter.choice": "none"},
    "a key before a dot": {"photo.answers.money.choice": "b"},
    "an answer that is not there": {"photo.answers.justice": None, "photo.answers.justice.choice": None},
    "yes is true": {"photo.complete": "yes"},
    "true is yes": {"needs.food_drink_daily": True},
}

FAILS = {
    "a value": ({"triage.kind": "single"}, 'triage.kind: expected "single", was "multiple"'),
    "null": ({"reason": None}, 'reason: expected null, was "geld"'),
    "a list in another order": (
        {"questions": ["housing", "money"]},
        'questions: expected ["housing", "money"], was ["money", "housing"]',
    ),
    "not": ({"reason": {"not": "geld"}}, 'reason: expected {"not": "geld"}, was "geld"'),
    "matches nothing": ({"group": {"matches": "."}}, 'group: expected {"matches": "."}, was null'),
    "contains": ({"crisis": {"contains": "x"}}, 'crisis: expected {"contains": "x"}, was []'),
    "no is not true": ({"photo.complete": "no"}, 'photo.complete: expected "no", was true'),
    "a path that no case has": ({"triage.knid": None}, "triage.knid: is no part of a case"),
    "a path below a word": ({"reason.first": None}, "reason.first: is no part of a case"),
    "a word as a place in a list": ({"crisis.first": None}, "crisis.first: is no part of a case"),
}


@pytest.mark.parametrize("expected", HOLDS.values(), ids=HOLDS)
def test_an_expectation_holds(expected):
    assert list(case_faults(expected, CASE)) == []


@pytest.mark.parametrize(("expected", "line"), FAILS.values(), ids=FAILS)
def test_an_expectation_fails_in_one_line(expected, line):
    assert list(case_faults(expected, CASE)) == [line]


SAID = (Heard("masked", "nl", "U hoeft hier geen BSN te geven."), Heard("reason.ask", "nl", "Waarmee?"))


@pytest.mark.parametrize(
    "expected",
    [
        {"key": "masked"},
        {"key": ["masked", "reason.ask"]},
        {"lang": "nl"},
        {"contains": ["bsn", "WAARMEE"]},
        {"contains": "bsn"},
        {"not_contains": ["123"]},
        {},
    ],
)
def test_an_answer_is_as_expected(expected):
    assert list(reply_faults(expected, SAID)) == []


@pytest.mark.parametrize(
    ("expected", "start"),
    [
        ({"key": "welcome"}, 'key: expected "welcome", was ["masked", "reason.ask"]'),
        ({"lang": "en"}, 'lang: expected "en", was "nl" in masked'),
        ({"contains": ["iban"]}, 'contains: expected "iban", was'),
        ({"not_contains": ["BSN"]}, 'not_contains: expected no "BSN", was'),
        ({"words": "BSN"}, "words: is unknown"),
    ],
)
def test_an_answer_fails_in_a_line_that_says_how(expected, start):
    assert [line.startswith(start) for line in reply_faults(expected, SAID)][:1] == [True]
