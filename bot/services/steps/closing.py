"""Stopping for now, having everything erased, and the open end of a talk."""

from __future__ import annotations

from dataclasses import replace

from bot.core.messages import Choice, Say, Understanding, text
from bot.core.phrases import says
from bot.core.visits import is_near
from bot.services import aftercare, my_dates, person, visits, ways
from bot.services.steps import HUMAN, STOP, Step, YesNoStep, choice, yes_no
from bot.services.steps.opening import keep_reason
from bot.services.steps.postcode import about_no_address, tell_no_address
from bot.services.turn import Turn


class PausedStep(Step):
    """The resident stopped for now; everything waits where it was."""

    name = "paused"

    def question(self, turn: Turn) -> str | None:
        return self.name if turn.talk.paused else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("paused.ask", choices=(choice("resume"), choice("erase"), HUMAN), input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option == "resume":
            turn.talk = replace(turn.talk, paused=False)
        elif option == "erase":
            turn.talk = turn.talk.detour("erase")

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Whoever writes again, goes on; after another stop or a no the code they wrote down stays good."""
        if heard.intent in ("stop", "goodbye", "deny"):
            return True
        turn.talk = replace(turn.talk, paused=False)
        return heard.intent in ("affirm", "resume", "greet", "start_photo")


class EraseStep(YesNoStep):
    """Everything is deleted only after one more yes (AVG 17; domain.md 2.11, X3)."""

    name = "erase"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        key = "erase.ask_with_appointment" if turn.case.appointment else "erase.ask"
        return Say(key, choices=yes_no(), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option != "yes":
            turn.say(Say("erase.kept"))
            return
        seen = turn.case.consents.share_with_staff or turn.case.handoff.state != "none"
        turn.say(Say("erase.done_shared" if seen else "erase.done", {"place": turn.profile.place}))
        turn.erased = True
        await turn.opened.erase(turn.now)


class UnclearStep(Step):
    """An unclear message: two or three guesses; after a second one, a person."""

    name = "unclear"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        back = choice("back", "back_to_question")
        if turn.talk.unclear > 1:
            return Say("unclear.person", choices=(choice("human"), back), input="text")
        guesses = tuple(Choice(f"means:{intent}", text(f"intent.{intent}")) for intent in turn.talk.guesses)
        choices = (*guesses, *self._keep(turn), choice("human"), back)
        return Say("unclear.suggest", choices=choices, input="text")

    @staticmethod
    def _keep(turn: Turn) -> tuple[Choice, ...]:
        """What was asked in own words may stay as it was said."""
        return (choice("keep_words"),) if turn.case.reason is None else ()

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        words, turn.talk = turn.talk.last_words, replace(turn.talk.return_from(self.name), last_words=None)
        if option == "keep_words" and words:
            keep_reason(turn, Understanding("out_of_scope", words))


class PersonOfferStep(Step):
    """Somebody is angry again: no more explanation, but a person (X14)."""

    name = "person_offer"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        choices = (choice("human"), choice("back", "back_to_question"))
        return Say("complaint.person", choices=choices, input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """A yes calls the person; any other words go on with what was asked before."""
        turn.talk = turn.talk.return_from(self.name)
        if heard.intent == "affirm":
            person.call_person(turn, heard)
        return heard.intent in ("affirm", "deny")


LATE = ("late", "lost")
"""What may keep somebody who is on their way: the time, or the door."""


class OpenStep(Step):
    """Nothing more to ask; the resident may ask anything."""

    name = "open"

    def question(self, turn: Turn) -> str | None:
        return self.name

    async def ask(self, turn: Turn, question: str) -> Say:
        rights = choice("means:ask_rights", "ask_rights")
        book = Choice("means:book_intake", text("intent.book_intake"))
        change = (choice("cancel", "cancel_appointment") if turn.case.appointment else book,)
        correct = (choice("correct"),) if turn.case.photo.answers else ()
        complain = Choice("means:complain", text("intent.complain"), "aside")
        near = is_near(turn.case.appointment, turn.now)
        late = tuple(choice(how) for how in LATE) if near else ()
        mine = (choice("my_dates"),) if my_dates.dates_of(turn) else ()
        stuck = (choice("tasks_help"),) if turn.case.follow_up.tasks_on else ()
        choices = (*late, *stuck, *mine, *_more(turn), rights, *change, *correct, complain, HUMAN, STOP)
        return Say("open.ask", choices=choices, input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option in ("cancel", "correct"):
            turn.talk = turn.talk.detour(option)
        elif option in LATE:
            visits.come_late(turn, option)
        elif option == "my_dates":
            my_dates.tell(turn)
        elif option == "ways_all":
            ways.tell(turn)
        elif option == "about_no_address":
            tell_no_address(turn)
        elif option == "tasks_help":
            aftercare.ask_help(turn)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Stuck with tasks, late or lost on the way; or moved: the new postcode is asked where it counts."""
        for how in LATE:
            if says(how, heard.text, turn.catalog.phrases) and visits.come_late(turn, how):
                return True
        if turn.case.follow_up.tasks_on and says("needs_help", heard.text, turn.catalog.phrases):
            aftercare.ask_help(turn)
            return True
        moved = says("moved", heard.text, turn.catalog.phrases) and turn.case.postcode is not None
        if moved:
            turn.talk = turn.talk.detour("postcode")
        return moved


def _more(turn: Turn) -> tuple[Choice, ...]:
    """What somebody may want to read in full, and nobody has to."""
    apply = (choice("ways_all"),) if ways.concerns(turn) else ()
    return (*apply, choice("about_no_address")) if about_no_address(turn) else apply
