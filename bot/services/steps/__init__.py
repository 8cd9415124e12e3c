"""The steps of the conversation, each with its question, its choices and what an answer does.

A step is asked when ``question`` names something to ask.  ``bot.services.agenda`` holds
their order; to add a step, write one here and put it there.
"""

from __future__ import annotations

from bot.core.messages import Choice, Say, Understanding, text
from bot.services.turn import Turn

COMMANDS = frozenset({
    "talk_to_human", "stop", "erase_my_data", "show_my_data", "resume", "report_crisis", "change_language",
    "explain_again", "ask_bot", "ask_help", "complain", "greet", "goodbye", "thank",
})
"""Intents that say something to the front door itself, so they are never an answer to an open question."""

SURE_COMMAND = 0.85
"""From this confidence a command goes before an open question; below it the words are the answer."""

SURE_CALL = 0.5
"""The same for a call for a person, where the safe side is to hear it."""

CALLS = frozenset({"talk_to_human", "report_crisis"})


class Step:
    """One step; ``name`` is the first part of its question ids."""

    name: str

    def question(self, turn: Turn) -> str | None:
        """Id of what this step has to ask now, or ``None``."""
        raise NotImplementedError

    async def ask(self, turn: Turn, question: str) -> Say | None:
        """The message that asks it; changes nothing.  ``None`` when there turns out to be nothing to ask."""
        raise NotImplementedError

    def give_up(self, turn: Turn) -> None:
        """Settle a question whose ``ask`` found nothing to ask, so that the next one can be asked."""
        raise NotImplementedError

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        """Take a tapped choice: what stands after the colon, or a bare id such as ``skip``."""
        raise NotImplementedError

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Take a free text; False when it is no answer to this question."""
        return False

    def knows(self, turn: Turn, question: str, words: str) -> bool:
        """Whether the catalog has these words as an answer, so that they mean nothing else here."""
        return False


class YesNoStep(Step):
    """A step that is answered with yes or no."""

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        answer = {"affirm": "yes", "deny": "no"}.get(heard.intent)
        if answer:
            await self.choose(turn, question, answer)
        return answer is not None


def is_command(heard: Understanding) -> bool:
    """Whether a text speaks to the front door instead of answering its question."""
    enough = SURE_CALL if heard.intent in CALLS else SURE_COMMAND
    return heard.intent in COMMANDS and heard.confidence >= enough


def choice(choice_id: str, title: str | None = None, kind: str = "answer") -> Choice:
    """A choice whose title is the message ``choice.<title>`` (default: its id)."""
    return Choice(choice_id, text(f"choice.{title or choice_id}"), kind)


def aside(choice_id: str) -> Choice:
    """A choice that is possible beside the answer: skip, decline, stop, a person."""
    return choice(choice_id, kind="aside")


def yes_no(prefix: str = "") -> tuple[Choice, ...]:
    """Yes and no, as ``<prefix>:yes`` or bare."""
    return tuple(choice(f"{prefix}:{answer}" if prefix else answer, answer) for answer in ("yes", "no"))


SKIP = aside("skip")
DECLINE = aside("decline")
HUMAN = aside("human")
STOP = aside("stop")
