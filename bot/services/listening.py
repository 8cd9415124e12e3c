"""What do a resident's own words mean at any question, besides an answer to it?

A wish to pass over the question, a yes or no to help in a crisis, and whether a weak guess of
the model is good enough to leave the question for.

Flow: services.agenda and actions.base -> here -> the step on screen.
"""

from __future__ import annotations

from bot.core.messages import Say, Understanding
from bot.core.phrases import says
from bot.services import crisis, person
from bot.services.steps import SURE_COMMAND, Step, is_command
from bot.services.turn import Turn

OWN_WORDS = frozenset({"reason", "open", "information", "paused", "language", "unclear"})
"""Questions to which any words belong: nothing is passed over, and a guess costs little."""

NEVER_A_GUESS = frozenset({"talk_to_human", "affirm", "deny", "greet", "goodbye", "thank", "out_of_scope"})
"""Acted on however weak: a person is never further away for it, or it changes nothing."""

SURE_INTENT = 0.5
"""From this confidence a message leaves the question on screen; below it we ask what was meant."""

LEAVES = frozenset({"stop", "change_language", "resume"})
"""Leaves the question altogether, so here we want to be as sure as of any command."""

SURE_QUESTION = 0.7
"""The same in a crisis, where words for the person who comes are likelier than a question."""

LONGEST_SKIP = 6
"""Words in a text that only asks to pass over a question; a longer one says more than that."""


def is_guess(turn: Turn, heard: Understanding) -> bool:
    """Whether to ask what was meant, instead of acting on it in the middle of another question."""
    busy = _name(turn.talk.asked) not in OWN_WORDS
    enough = SURE_COMMAND if heard.intent in LEAVES else SURE_INTENT
    return busy and heard.confidence < enough and heard.intent not in NEVER_A_GUESS


async def before_answer(turn: Turn, step: Step, question: str, heard: Understanding) -> bool:
    """Take what goes before an answer; False when there is nothing of it."""
    if turn.case.crisis and not heard.crisis and person.answer_about_help(turn, heard):
        return True
    short = len(heard.text.split()) <= LONGEST_SKIP
    if step.name in OWN_WORDS or not short or step.knows(turn, question, heard.text):
        return False
    return says("skips", heard.text, turn.catalog.phrases) and await _pass_over(turn, step, question)


def after_answer(turn: Turn, heard: Understanding) -> bool:
    """In a crisis what is no answer is kept for the person who comes."""
    appointment = heard.intent.endswith("_appointment")
    asks = heard.intent.startswith("ask_") or appointment
    if not turn.case.crisis or is_command(heard) or (asks and heard.confidence >= SURE_QUESTION):
        return False
    turn.say(Say("crisis.kept" if crisis.is_refused(turn.case) else "crisis.passed_on"))
    return True


async def _pass_over(turn: Turn, step: Step, question: str) -> bool:
    if "skip" in turn.talk.on_screen:
        await step.choose(turn, question, "skip")
    else:
        turn.say(Say("bot.again"))
    return True


def _name(question: str | None) -> str:
    return (question or "open").partition(".")[0]
