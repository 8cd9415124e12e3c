"""How does the resident reach a person?

Flow: actions.person -> here -> services.crisis (the call) and services.agenda (a time).
"""

from __future__ import annotations

from bot.core.messages import Say, Understanding
from bot.core.phrases import says
from bot.services import crisis
from bot.services.turn import Turn


def call_person(turn: Turn, heard: Understanding) -> None:
    """Ask for a person and offer a time at once; the rest of the questions can wait (X2)."""
    if turn.case.crisis:
        crisis.call(turn, "crisis")
        turn.say(Say("crisis.called"))
        return
    crisis.call(turn, "wants_human")
    turn.talk = turn.talk.reopen("no_intake").finish("human_first")
    turn.say(Say("human.requested", {"place": turn.profile.place}))


def answer_about_help(turn: Turn, heard: Understanding) -> bool:
    """Take a yes or a no to help after a person was called (C8); False for other words."""
    if says("refuses_help", heard.text, turn.catalog.phrases):
        crisis.refuse(turn)
    elif says("wants_help", heard.text, turn.catalog.phrases):
        call_person(turn, heard)
    else:
        return False
    return True


def call_help(turn: Turn, heard: Understanding) -> None:
    """Words of a crisis: act on what is clear, ask back what is not (C7)."""
    if turn.case.crisis and not heard.crisis and answer_about_help(turn, heard):
        return
    if heard.crisis and not heard.crisis_doubt:
        crisis.raise_flags(turn, heard.crisis)
        crisis.note_letter(turn, heard.text)
    else:
        crisis.ask_back(turn, heard.crisis)


def complain(turn: Turn, heard: Understanding) -> None:
    """Complaint or objection in two taps (X7), by the profile's route; the second time a person (X14)."""
    if "complaint" in turn.talk.done:
        turn.talk = turn.talk.detour("person_offer")
        return
    turn.talk = turn.talk.finish("complaint")
    turn.say(Say("complaint.how", {"place": turn.profile.complaint_to or turn.profile.place}))
