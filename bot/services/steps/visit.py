"""A talk was missed: what would fit?

No proof is asked and nothing is taken away (domain.md 2.10, G4 to G6).
"""

from __future__ import annotations

from bot.core.messages import Say, Understanding
from bot.core.visits import times_missed
from bot.services import crisis
from bot.services.steps import HUMAN, STOP, Step, choice, is_command
from bot.services.steps.session_wishes import nothing_lost
from bot.services.turn import Turn

NEW_DATE, CALL_ME, CANNOT_COME = "new_date", "call_me", "cannot_come"


class MissedStep(Step):
    """Comes by itself on the day of the talk."""

    name = "missed"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say | None:
        if turn.case.appointment is not None or times_missed(turn.case) == 0:
            return None
        ways = tuple(choice(f"missed:{way}", way) for way in (NEW_DATE, CALL_ME, CANNOT_COME))
        values = {"place": turn.profile.place, "nothing_lost": nothing_lost(turn)}
        return Say("missed.ask", values, (*ways, HUMAN, STOP), "text")

    def give_up(self, turn: Turn) -> None:
        """Another talk was booked in the meantime, or staff saw that the resident was there."""
        turn.talk = turn.talk.return_from(self.name)

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option == NEW_DATE:
            turn.talk = turn.talk.reopen("slot").detour("slot")
        elif option in (CALL_ME, CANNOT_COME):
            crisis.call(turn, option)
            turn.talk = turn.talk.finish("slot")
            turn.say(Say(f"missed.{option}", {"place": turn.profile.place}))

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Any reason is good: it is thanked for, and other times are shown (G5)."""
        if heard.intent in ("affirm", "deny", "out_of_scope") or not is_command(heard):
            turn.say(Say("missed.thanks"))
            await self.choose(turn, question, CALL_ME if heard.intent == "deny" else NEW_DATE)
            return True
        return False
