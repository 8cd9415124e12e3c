"""How does an action reach the case, and how does it speak?

Flow: a rule of ``data/rules.yml`` -> an action here -> one service -> messages for the dispatcher.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot import bootstrap
from bot.core.messages import Say, Understanding
from bot.services import agenda, courtesies, crisis, listening
from bot.services.turn import Turn

Service = Callable[[Turn, Understanding], None]
"""What an intent leads to; it changes the turn and adds to what is said."""


class TurnAction(Action, ABC):
    """An action on the open turn; outside a turn (rasa shell) it opens its own."""

    @abstractmethod
    def name(self) -> str:
        """As in domain.yml; abstract here, so that rasa_sdk does not register a base class."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker,
                  domain: dict[str, Any]) -> list[Any]:
        """Act, and hand what is said to Rasa; no slot is set."""
        async with bootstrap.open_turn(tracker.sender_id) as turn:
            await self.act(turn, tracker)
            said, turn.said = turn.said, []  # From here on Rasa carries it.
            for say in said:
                utter(dispatcher, say, turn)
        return []

    @abstractmethod
    async def act(self, turn: Turn, tracker: Tracker) -> None:
        """Change the turn, and add to what it says."""


class ReplyAction(TurnAction):
    """An action on free text: an answer to the question on screen first, otherwise its service.

    Words that may mean a crisis are asked back whatever else they are.
    """

    service: Service

    async def act(self, turn: Turn, tracker: Tracker) -> None:
        """Hand the text to the question on screen, then to the service."""
        heard = heard_from(tracker, turn)
        doubtful = heard.crisis_doubt and not agenda.is_bare_answer(turn, heard)
        answered = await agenda.hear(turn, heard)
        if doubtful and crisis.should_ask_back(turn, heard):
            crisis.ask_back(turn, heard.crisis)
        elif not answered:
            act = courtesies.suggest if listening.is_guess(turn, heard) else type(self).service
            act(turn, heard)


def utter(dispatcher: CollectingDispatcher, say: Say, turn: Turn) -> None:
    """Hand one message to Rasa; its words are found by the NLG."""
    dispatcher.utter_message(
        response=f"utter_{say.key}", say=msgspec.to_builtins(say), lang=turn.language,
        terms=dict(turn.profile.terms),
    )


def heard_from(tracker: Tracker, turn: Turn) -> Understanding:
    """What Rasa understood of the last message.

    A choice that says what an unclear message meant stands for that message's words.
    """
    message = tracker.latest_message
    doubted = _entities(message, "crisis_doubt")
    return Understanding(
        intent=message["intent"].get("name") or "out_of_scope",
        text=message.get("text") or turn.talk.last_words or "",
        confidence=message["intent"].get("confidence", 1.0),
        ranking=tuple((one["name"], one["confidence"]) for one in message.get("intent_ranking") or ()),
        crisis=_entities(message, "crisis_flag") or tuple(flag for flag in doubted if flag != "by_meaning"),
        crisis_doubt=bool(doubted),
    )


def _entities(message: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(e["value"] for e in message.get("entities") or () if e["entity"] == name)
