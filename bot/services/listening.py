"""What do a resident's own words mean at any question, besides an answer to it?

A wish to pass over the question, a yes or no to help in a crisis, and whether a weak guess of
the model is good enough to leave the question for.

Flow: services.agenda and actions.base -> here -> the step on screen.
"""

from __future__ import annotations

from bot.core.messages import Say, Understanding
from bot.core.phrases import says
from bot.services import crisis, person, subjects, ways
from bot.services.steps import SURE_COMMAND, Step, is_command
from bot.services.turn import Turn

OWN_WORDS = frozenset({"reason", "open", "information", "paused", "language", "unclear"})
"""Questions to which any words belong: nothing is passed over, and a guess costs little."""

BEGINNING = frozenset({"reason", "language", "paused"})
"""Questions to which even a question how to apply is an answer: it is why somebody comes."""

NEVER_A_GUESS = frozenset({"talk_to_human", "affirm", "deny", "greet", "thank", "out_of_scope"})
"""Acted on however weak: a person is never further away for it, or it changes nothing."""

SURE_INTENT = 0.5
"""From this confidence a message leaves the question on screen; below it we ask what was meant."""

LEAVES = frozenset({"stop", "goodbye", "change_language", "resume"})
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


def is_faint(heard: Understanding) -> bool:
    """Whether words only just sound like a greeting or thanks; they are rather what somebody tells."""
    return heard.intent in ("greet", "thank") and heard.confidence < SURE_INTENT


async def before_answer(turn: Turn, step: Step, question: str, heard: Understanding) -> bool:
    """Take what goes before an answer; False when there is nothing of it."""
    if turn.case.crisis and not heard.crisis and person.answer_about_help(turn, heard):
        return True
    if not turn.case.crisis and _name(question) in subjects.HEARD_AT and subjects.take(turn, heard):
        return True
    may_skip = "skip" in turn.talk.on_screen and not step.knows(turn, question, heard.text)
    if may_skip and _wants_to_skip(turn, heard):
        await step.choose(turn, question, "skip")
        return True
    if not turn.case.crisis and _name(question) not in BEGINNING and ways.asks(turn, heard):
        ways.tell(turn)
        return True
    return False


def after_answer(turn: Turn, heard: Understanding) -> bool:
    """Where nothing can be skipped, ask again; in a crisis keep what is no answer for who comes."""
    if _name(turn.talk.asked) not in OWN_WORDS and _wants_to_skip(turn, heard):
        turn.say(Say("bot.again"))
        return True
    appointment = heard.intent.endswith("_appointment")
    asks = heard.intent.startswith("ask_") or appointment
    if not turn.case.crisis or is_command(heard) or (asks and heard.confidence >= SURE_QUESTION):
        return False
    turn.say(Say("crisis.kept" if crisis.is_refused(turn.case) else "crisis.passed_on"))
    return True


def _wants_to_skip(turn: Turn, heard: Understanding) -> bool:
    short = len(heard.text.split()) <= LONGEST_SKIP
    return short and says("skips", heard.text, turn.catalog.phrases)


def _name(question: str | None) -> str:
    return (question or "open").partition(".")[0]
