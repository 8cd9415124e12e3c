"""The front door acts on a clear best intent and refuses a doubtful one."""

import pytest

from bot.core.doubt import DoubtRule, Ranking, decide

RULE = DoubtRule(min_confidence=0.25, max_outside=0.15)


@pytest.mark.parametrize(
    ("ranking", "decided"),
    [
        ([("ask_amount", 0.9), ("stop", 0.05)], ("ask_amount", 0.9)),
        # too low
        ([("ask_amount", 0.2), ("stop", 0.05)], ("out_of_scope", 0.2)),
        # near to the second, which is no doubt whether to act
        ([("ask_amount", 0.5), ("stop", 0.47)], ("ask_amount", 0.5)),
        # may well be none of our business
        ([("ask_amount", 0.7), ("out_of_scope", 0.2)], ("out_of_scope", 0.7)),
        ([("ask_amount", 0.7), ("out_of_scope", 0.1)], ("ask_amount", 0.7)),
        ([("out_of_scope", 0.8), ("ask_amount", 0.1)], ("out_of_scope", 0.8)),
        # one intent only
        ([("ask_amount", 0.9)], ("ask_amount", 0.9)),
        # nothing to go by
        ([], ("out_of_scope", 0.0)),
    ],
)
def test_doubt_means_out_of_scope(ranking: Ranking, decided: tuple[str, float]) -> None:
    assert decide(ranking, RULE) == decided
