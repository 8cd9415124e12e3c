"""Take a choice, and ask what comes next."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.base import ReplyAction, TurnAction
from bot.services import agenda, photos
from bot.services.turn import Turn


class ActionTakeChoice(TurnAction):
    """Takes the entity ``choice``."""

    def name(self) -> str:
        return "action_take_choice"

    async def act(self, turn: Turn, tracker: Tracker) -> None:
        """One tapped choice."""
        await agenda.choose(turn, next(tracker.get_latest_entity_values("choice"), ""))


class ActionGoOn(TurnAction):
    """Settles what is known, proposes when enough is told, and asks the next question."""

    def name(self) -> str:
        return "action_go_on"

    async def act(self, turn: Turn, tracker: Tracker) -> None:
        """The last action of every rule."""
        await agenda.go_on(turn)


class ActionWantPhoto(ReplyAction):
    """The resident wants to make or correct the client photo."""

    service = photos.want_photo

    def name(self) -> str:
        return "action_want_photo"
