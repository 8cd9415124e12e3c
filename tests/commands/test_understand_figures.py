"""The figures count what a resident would notice, and can be checked by hand."""

import pytest

from bot.commands.understand_figures import Figures, Scored, by_language, figures, told

SCORED = [
    Scored("nl", "greet", "greet", [("greet", 0.85), ("stop", 0.1), ("deny", 0.05)]),
    Scored("nl", "greet", "stop", [("stop", 0.55), ("greet", 0.4), ("deny", 0.05)]),
    Scored("nl", "stop", "out_of_scope", [("stop", 0.15), ("deny", 0.14), ("thank", 0.13), ("greet", 0.1)]),
    Scored("nl", "out_of_scope", "out_of_scope", [("out_of_scope", 0.95), ("deny", 0.05)]),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("accuracy", 2 / 4),
        ("among_three", 4 / 4),
        ("macro_f1", (2 / 3 + 0 / 2 + 2 / 3) / 3),
        ("outside_recognised", 1 / 1),
        ("inside_refused", 1 / 3),
        # Each alone in its tenth: 0.85 right, 0.55 wrong, 0.15 right, 0.95 right.
        ("calibration_error", (0.15 + 0.55 + 0.85 + 0.05) / 4),
    ],
)
def test_four_texts_give_the_figure_that_one_counts_by_hand(name: str, expected: float) -> None:
    assert getattr(figures(SCORED), name) == pytest.approx(expected)


def test_a_pair_is_confused_as_often_as_it_was_taken_for_the_other() -> None:
    assert dict(figures(SCORED).confused) == {("greet", "stop"): 1, ("stop", "out_of_scope"): 1}


def test_no_texts_give_no_figures_and_no_fault() -> None:
    assert figures([]) == Figures(None, None, None, None, None, None, {})


def test_texts_stand_by_language_in_order_of_the_code() -> None:
    other = SCORED[0]._replace(lang="ar")
    assert by_language([*SCORED, other]) == {"ar": [other], "nl": SCORED}


@pytest.mark.parametrize(("share", "text"), [(None, "-"), (0.0, "0.000"), (0.12345, "0.123")])
def test_a_share_is_told_in_three_decimals(share: float | None, text: str) -> None:
    assert told(share) == text
