"""The guard acts on words, asks on a doubt, and follows the next intent when it was a saying."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.rasa_components.crisis_guard import CrisisGuard


def guarded(text: str, *ranking: tuple[str, float]) -> tuple[str, list[tuple[str, str]]]:
    """Intent and entities after the guard."""
    told: list[dict[str, Any]] = [{"name": name, "confidence": p} for name, p in ranking]
    message = Message({"text": text, "intent": told[0], "intent_ranking": told})
    CrisisGuard(CrisisGuard.get_default_config()).process([message])
    entities = message.get("entities") or []
    return message.get("intent")["name"], [(one["entity"], one["value"]) for one in entities]


@pytest.mark.parametrize(
    ("text", "ranking", "outcome"),
    [
        # clear words, whatever the intent
        (
            "mijn man slaat mij",
            [("complain", 0.9), ("stop", 0.1)],
            ("report_crisis", [("crisis_flag", "unsafe_home")]),
        ),
        # vague words leave the intent and ask
        ("ik kan niet meer", [("stop", 0.9)], ("stop", [("crisis_doubt", "suicide")])),
        # no words, but it sounds like a crisis
        (
            "help",
            [("report_crisis", 0.6), ("stop", 0.2)],
            ("report_crisis", [("crisis_doubt", "by_meaning")]),
        ),
        # no words, and it may be one
        ("help", [("ask_help", 0.6), ("report_crisis", 0.3)], ("ask_help", [("crisis_doubt", "by_meaning")])),
        # no words, and it hardly can be one
        ("help", [("ask_help", 0.6), ("report_crisis", 0.2)], ("ask_help", [])),
        # no words, but nothing is likelier
        (
            "help",
            [("report_crisis", 0.2), ("ask_help", 0.1)],
            ("report_crisis", [("crisis_doubt", "by_meaning")]),
        ),
        # no words, and about a film: only when it sounds much like a crisis
        ("het was in een film", [("report_crisis", 0.8), ("thank", 0.2)], ("thank", [])),
        (
            "het was in een film",
            [("report_crisis", 0.9), ("thank", 0.1)],
            ("report_crisis", [("crisis_doubt", "by_meaning")]),
        ),
        # a saying: the next intent counts
        ("ik lach me dood", [("report_crisis", 0.6), ("thank", 0.2)], ("thank", [])),
        # nothing at all
        ("een afspraak graag", [("book_intake", 0.9), ("report_crisis", 0.01)], ("book_intake", [])),
    ],
)
def test_words_decide_and_meaning_only_asks(
    text: str, ranking: list[tuple[str, float]], outcome: tuple[str, list[tuple[str, str]]]
) -> None:
    assert guarded(text, *ranking) == outcome
