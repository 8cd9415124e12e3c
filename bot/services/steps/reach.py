"""Where can we reach the resident when something changes?"""

from __future__ import annotations

from dataclasses import replace

from bot.core.case import Reachable
from bot.core.messages import Say, Understanding
from bot.services.steps import HUMAN, SKIP, STOP, Step, choice
from bot.services.turn import Turn


class ReachStep(Step):
    """Where can we reach the resident when something changes?"""

    name = "reach"
    ways = ("phone", "email", "post", "via")

    def question(self, turn: Turn) -> str | None:
        needed = turn.case.appointment is not None or turn.case.handoff.state in ("requested", "waiting")
        contact = turn.case.contact
        unknown = contact.reachable == Reachable() and contact.safe_to_message is not False
        return self.name if needed and unknown and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        way = question.partition(".")[2]
        if way:
            return Say(f"reach.{way}", choices=(SKIP, HUMAN), input="text")
        choices = tuple(choice(f"reach:{way}", f"reach_{way}") for way in self.ways)
        key = "reach.first" if is_first(turn) else "reach.ask"
        return Say(key, {"place": turn.profile.place}, (*choices, SKIP, HUMAN, STOP), "text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(question)
        if option in ("phone", "email"):
            turn.talk = turn.talk.detour(f"reach.{option}")
        elif option in ("post", "via"):
            self._keep(turn, option, option)
        else:
            turn.talk = turn.talk.finish(self.name)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        words = turn.raw or heard.text
        found = {"phone": turn.numbers.phone_in(words), "email": turn.numbers.email_in(words)}
        way = next((way for way, value in found.items() if value), None)
        if way is None and heard.intent == "deny":
            await self.choose(turn, question, "skip")
            return True
        if way is None:
            return False
        turn.talk = turn.talk.return_from(question)
        self._keep(turn, way, found[way])
        return True

    def _keep(self, turn: Turn, way: str, value: str) -> None:
        reachable = replace(turn.case.contact.reachable, **{way: value})
        turn.case = replace(turn.case, contact=replace(turn.case.contact, reachable=reachable))
        turn.talk = turn.talk.finish(self.name)
        turn.say(Say("reach.kept"))


class ReachFirstStep(ReachStep):
    """The same, before a time: a letter reaches nobody who has no address (domain.md 2.3, Jan-C3)."""

    def question(self, turn: Turn) -> str | None:
        unknown = turn.case.contact.reachable == Reachable()
        return self.name if is_first(turn) and unknown and self.name not in turn.talk.done else None


def is_first(turn: Turn) -> bool:
    """Whether somebody without a fixed address comes to the central desk, which has to find them again."""
    homeless = turn.case.routing.reason == "no_fixed_address" and turn.case.routing.desk is not None
    return homeless and turn.case.appointment is None
