"""What do we still ask somebody in crisis?  Only what the person who comes needs (domain.md 2.7)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.date_window import day_in
from bot.core.messages import Say, Understanding, text
from bot.services import crisis
from bot.services.steps import HUMAN, SKIP, Step, YesNoStep, choice, yes_no
from bot.services.turn import Turn

WHAT = (
    "no_bed_tonight", "no_food_today", "unsafe_home", "child_unsafe", "suicide", "medical_now",
    "eviction", "no_heat",
)
"""What a resident can point at when the words were not clear; the rest is "something else"."""


class CrisisDoubtStep(YesNoStep):
    """"Heeft u nu direct hulp nodig?" instead of deciding on doubtful words (C7)."""

    name = "crisis_doubt"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("crisis.doubt", choices=(*yes_no(), HUMAN), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        flags = turn.talk.doubted
        turn.talk = replace(turn.talk.return_from(self.name).finish(self.name), doubted=())
        if option == "yes" and flags:
            crisis.raise_flags(turn, flags)
        elif option == "yes":
            turn.talk = turn.talk.detour("crisis_what")
        elif option == "no":
            turn.say(Say("crisis.doubt_no"))


class CrisisWhatStep(Step):
    """Which help is needed, when the words did not tell."""

    name = "crisis_what"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        flags = tuple(choice(f"crisis_what:{flag}", f"crisis.{flag}") for flag in WHAT)
        other = choice("crisis_what:other", "crisis.other")
        way_back = (choice("crisis_what:back", "back_to_question", "aside"), HUMAN)
        return Say("crisis.what", choices=(*flags, other, *way_back), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option in WHAT:
            crisis.raise_flags(turn, (option,))
        elif option == "other":
            crisis.call(turn, "urgent")
            turn.say(Say("crisis.other"))

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """A no leads back to the question before."""
        if heard.intent == "deny":
            await self.choose(turn, question, "back")
        return heard.intent == "deny"


class SafeNowStep(YesNoStep):
    """"Bent u nu veilig?" for somebody who is afraid at home (C3)."""

    name = "safe_now"

    def question(self, turn: Turn) -> str | None:
        afraid = {"unsafe_home", "child_unsafe"} & set(turn.case.crisis)
        return self.name if afraid and turn.case.needs.safe_now is None else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("crisis.safe_now", choices=(*yes_no(), HUMAN), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option in ("yes", "no"):
            turn.case = replace(turn.case, needs=replace(turn.case.needs, safe_now=option))
            turn.say(Say(f"crisis.safe_now_{option}"))


class SafeContactStep(YesNoStep):
    """No message or letter without asking whether that is safe (C3)."""

    name = "safe_contact"

    def question(self, turn: Turn) -> str | None:
        afraid = {"unsafe_home", "child_unsafe"} & set(turn.case.crisis)
        return self.name if afraid and turn.case.contact.safe_to_message is None else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("crisis.safe_contact", choices=(*yes_no(), HUMAN), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option in ("yes", "no"):
            contact = replace(turn.case.contact, safe_to_message=option == "yes")
            turn.case = replace(turn.case, contact=contact)


class LetterStep(Step):
    """The date in the letter about the house, the electricity or the insurance (C5)."""

    name = "letter"

    def question(self, turn: Turn) -> str | None:
        letter = crisis.LETTER_FLAGS & set(turn.case.crisis)
        asks = letter and turn.case.letter_on is None and self.name not in turn.talk.done
        return self.name if asks else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("crisis.letter", choices=(SKIP, HUMAN), input="date")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.finish(self.name)

    def knows(self, turn: Turn, question: str, words: str) -> bool:
        return day_in(words, turn.today, turn.date_words) is not None

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        on = day_in(heard.text, turn.today, turn.date_words)
        if on is None:
            return False
        turn.case = replace(turn.case, letter_on=on)
        return True


class CrisisOpenStep(YesNoStep):
    """Waiting for the person; the resident may write, or say no to help (C8)."""

    name = "crisis_open"

    def question(self, turn: Turn) -> str | None:
        return self.name

    async def ask(self, turn: Turn, question: str) -> Say:
        numbers = text("crisis.phone", phone=turn.profile.crisis_phone) if turn.profile.crisis_phone else ""
        help_or_not = (choice("human", "want_help"),) if crisis.is_refused(turn.case) else (
            choice("no", "no_help"), choice("human"))
        return Say("crisis.open", {"phone": numbers}, help_or_not, "text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option == "no":
            crisis.refuse(turn)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """A bare no is a no to help; other words are for the person who comes (services.listening)."""
        return heard.intent == "deny" and await super().hear(turn, question, heard)
