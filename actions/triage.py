"""The proposal: crisis, multiple or single, by the municipality's printed rule.

``action_go_on`` proposes when enough is told (``bot.services.agenda`` -> ``bot.core.triage``);
here are the actions that lead past the questions: a crisis, and the wish for a person.
"""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.base import ReplyAction, TurnAction, heard_from
from bot.services import agenda, person
from bot.services.steps.opening import keep_reason
from bot.services.turn import Turn


class ActionCallHelp(TurnAction):
    """Words of a crisis: never taken as an answer to the question on screen, but for a bare date."""

    def name(self) -> str:
        return "action_call_help"

    async def act(self, turn: Turn, tracker: Tracker) -> None:
        """Keep the words for the person who comes, then call."""
        heard = heard_from(tracker, turn)
        if agenda.is_bare_answer(turn, heard) and await agenda.hear(turn, heard):
            return
        if turn.case.reason is None and "proxy_only" not in turn.talk.done:
            keep_reason(turn, heard)
        person.call_help(turn, heard)


class ActionCallPerson(ReplyAction):
    """A person, now or by appointment."""

    service = person.call_person

    def name(self) -> str:
        return "action_call_person"


class ActionComplain(ReplyAction):
    """Complaint or objection."""

    service = person.complain

    def name(self) -> str:
        return "action_complain"
