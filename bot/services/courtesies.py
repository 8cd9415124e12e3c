"""What belongs to any talk: greeting, thanks, who are you, say it again, another language, stop.

Flow: actions.courtesies -> here.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.core.messages import Say, Understanding
from bot.core.resume_codes import hash_code, new_code
from bot.services import crisis
from bot.services.turn import Turn

ASKS_ABOUT_PERSON = frozenset({"photo", "photo_check", "needs", "strengths", "confirm", "postcode", "reach",
                               "situation"})
"""The steps in which the resident tells about themselves."""

SUGGESTIONS = 3
"""At most this many guesses after an unclear message."""


def greet(turn: Turn, heard: Understanding) -> None:
    """Hello, with who is speaking."""
    turn.say(Say("greet", {"municipality": turn.profile.name}))


def thank(turn: Turn, heard: Understanding) -> None:
    """You are welcome."""
    turn.say(Say("thank"))


def say_who(turn: Turn, heard: Understanding) -> None:
    """An automated assistant, never a person (AI Act art. 50)."""
    turn.say(Say("bot.who", {"municipality": turn.profile.name}))


def help_along(turn: Turn, heard: Understanding) -> None:
    """Who comes, in a crisis; what the question on screen is for; otherwise what can be done here."""
    if turn.case.crisis and not crisis.is_refused(turn.case):
        turn.say(Say("crisis.called"))
    else:
        turn.say(Say("bot.why" if asks_about_person(turn) else "bot.help"))


def asks_about_person(turn: Turn) -> bool:
    """Whether the question on screen is one of which somebody may wonder why we ask it."""
    return (turn.talk.asked or "").partition(".")[0] in ASKS_ABOUT_PERSON


def explain_again(turn: Turn, heard: Understanding) -> None:
    """The question on screen is asked again, after a word about how."""
    turn.say(Say("bot.again"))


def answer_loose(turn: Turn, heard: Understanding) -> None:
    """A yes or no that no question asked for: show the question on screen."""
    turn.say(Say("bot.choose_below"))


def change_language(turn: Turn, heard: Understanding) -> None:
    """Ask the language again; the resident's choice stands until they choose."""
    turn.talk = turn.talk.detour("language")


def pause(turn: Turn, heard: Understanding) -> None:
    """Stop for now, with a code to go on here or elsewhere."""
    code = new_code(secrets.choice)
    turn.opened.record.resume_code_hash = hash_code(code)
    turn.talk = replace(turn.talk, paused=True, detours=())
    turn.say(Say("paused.done", {"code": code, "place": turn.profile.place}))


def go_on_elsewhere(turn: Turn, heard: Understanding) -> None:
    """How to go on with a code; a valid code itself is taken before the dialogue."""
    turn.talk = replace(turn.talk, paused=False)
    turn.say(Say("resume.how"))


def suggest(turn: Turn, heard: Understanding) -> None:
    """An unclear message: first two or three guesses, then a person (``UnclearStep`` asks)."""
    guesses = tuple(intent for intent, _ in heard.ranking if intent not in NO_GUESS)[:SUGGESTIONS]
    turn.talk = replace(turn.talk.detour("unclear"), unclear=turn.talk.unclear + 1, last_words=heard.text,
                        guesses=guesses)


NO_GUESS = frozenset({"out_of_scope", "affirm", "deny", "greet", "goodbye", "thank", "report_crisis"})
"""Never offered as what somebody may have meant; a crisis is asked back in its own way."""
