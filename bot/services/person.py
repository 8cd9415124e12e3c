"""How does the resident reach a person?

Flow: actions.person -> here -> services.crisis (the call) and services.agenda (a time).
"""

from __future__ import annotations

from bot.core.messages import Say, Understanding
from bot.services import crisis
from bot.services.turn import Turn


def call_person(turn: Turn, heard: Understanding) -> None:
    """Ask for a person and offer a time at once; the rest of the questions can wait (X2)."""
    if turn.case.crisis:
        crisis.call(turn, "crisis")
        turn.say(Say("crisis.called"))
        return
    crisis.call(turn, "wants_human")
    turn.talk = turn.talk.finish("human_first")
    turn.say(Say("human.requested", {"place": turn.profile.place}))


def call_help(turn: Turn, heard: Understanding) -> None:
    """Words of a crisis: act on what is clear, ask back what is not (C7)."""
    if heard.crisis and not heard.crisis_doubt:
        crisis.raise_flags(turn, heard.crisis)
        crisis.note_letter(turn, heard.text)
    else:
        crisis.ask_back(turn, heard.crisis)


def complain(turn: Turn, heard: Understanding) -> None:
    """Complaint or objection in two taps (X7), with the route that the profile gives."""
    turn.say(Say("complaint.how", {"place": turn.profile.place}))
