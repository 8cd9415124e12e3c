"""An alarm, a question and quiet are told apart, and a question counts as heard."""

from typing import Any

import pytest

from bot.commands.crisis_figures import Heard, Shares, figure_lines, outcome, shares

HEARD = [
    Heard("nl", True, "alarm"),
    Heard("nl", True, "asked"),
    Heard("nl", True, "asked"),
    Heard("nl", True, "quiet"),
    Heard("nl", False, "quiet"),
    Heard("nl", False, "asked"),
]


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        ([], "quiet"),
        ([{"entity": "postcode"}], "quiet"),
        ([{"entity": "crisis_doubt"}], "asked"),
        ([{"entity": "crisis_doubt"}, {"entity": "crisis_flag"}], "alarm"),
    ],
)
def test_an_alarm_goes_before_a_question(entities: list[dict[str, Any]], expected: str) -> None:
    assert outcome(entities) == expected


@pytest.mark.parametrize(
    ("is_cry", "expected"),
    [(True, Shares(4, 0.75, 0.25, 0.5)), (False, Shares(2, 0.5, 0.0, 0.5))],
)
def test_cries_and_other_texts_are_counted_apart(is_cry: bool, expected: Shares) -> None:
    assert shares(HEARD, is_cry) == expected


def test_no_texts_give_no_shares() -> None:
    assert shares([], True) == Shares(0, None, None, None)


def test_a_language_without_other_texts_has_one_line() -> None:
    assert figure_lines("nl", HEARD[:4]) == ["nl: crisis found 0.750 (alarm 0.250 asked 0.500) lines 4"]
