"""Shall we look for the papers together, and do you want to meet a partner of the municipality?"""

from __future__ import annotations

from bot.core.messages import Choice, Say, Understanding
from bot.core.profile_parts import Partner
from bot.services import aftercare, crisis
from bot.services.steps import HUMAN, STOP, Step, YesNoStep, choice, yes_no
from bot.services.turn import Turn


class TogetherStep(YesNoStep):
    """Papers are missing: a person may look for them with the resident (Jan-D6)."""

    name = "together"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("together.ask", choices=(*yes_no(self.name), HUMAN, STOP), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option == "yes":
            crisis.call(turn, "papers_together")
        turn.say(Say("together.yes" if option == "yes" else "together.no", {"place": turn.profile.place}))


class PartnerStep(Step):
    """Partners are offered as a choice; a name goes to one only after a yes to that one (Jan-D7)."""

    name = "partner"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        partner = _partner(turn, question.partition(".")[2])
        if partner is not None:
            return Say("partner.consent", {"name": partner.name}, (*yes_no(question), HUMAN), "choice")
        names = tuple(Choice(f"partner:{n}", one.name) for n, one in enumerate(turn.profile.partners))
        choices = (*names, choice("partner:no", "no_thanks"), HUMAN, STOP)
        return Say("partner.ask", choices=choices, input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(question)
        chosen, asked = _partner(turn, option), _partner(turn, question.partition(".")[2])
        if chosen is not None:
            turn.talk = turn.talk.detour(f"{self.name}.{option}")
        elif asked is not None and option == "yes":
            aftercare.refer(turn, asked.name)
            turn.say(Say("partner.yes", {"name": asked.name}))
        else:
            turn.say(Say("partner.no"))

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """A no to all of them, or a yes or no to the one that was chosen."""
        named = question != self.name
        answer = {"affirm": "yes" if named else None, "deny": "no"}.get(heard.intent)
        if answer:
            await self.choose(turn, question, answer)
        return answer is not None


def _partner(turn: Turn, number: str) -> Partner | None:
    """The partner with a number of the profile's list, if it is one."""
    partners = turn.profile.partners
    return partners[int(number)] if number.isdecimal() and int(number) < len(partners) else None
