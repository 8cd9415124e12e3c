"""Stopping for now, having everything erased, and the open end of a talk."""

from __future__ import annotations

from dataclasses import replace

from bot.core.messages import Say, Understanding
from bot.services.steps import HUMAN, STOP, Step, YesNoStep, choice, yes_no
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
        """Whoever writes again, goes on."""
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


class OpenStep(Step):
    """Nothing more to ask; the resident may ask anything."""

    name = "open"

    def question(self, turn: Turn) -> str | None:
        return self.name

    async def ask(self, turn: Turn, question: str) -> Say:
        rights = choice("means:ask_rights", "ask_rights")
        change = (choice("cancel", "cancel_appointment"),) if turn.case.appointment else ()
        correct = (choice("correct"),) if turn.case.photo.answers else ()
        return Say("open.ask", choices=(rights, *change, *correct, HUMAN, STOP), input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option in ("cancel", "correct"):
            turn.talk = turn.talk.detour(option)
