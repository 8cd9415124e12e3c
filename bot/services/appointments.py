"""When and where is the talk, what to bring, and can it change?

Flow: actions.appointments -> here -> services.agenda asks what is needed.
"""

from __future__ import annotations

from bot.core.documents import documents_for
from bot.core.messages import Say, Understanding
from bot.services import courtesies, times
from bot.services.bring import to_bring
from bot.services.steps.booking import confirmation
from bot.services.turn import Turn


def want_talk(turn: Turn, heard: Understanding) -> None:
    """A talk is wanted: the one that stands is told, otherwise the questions lead to it."""
    if turn.case.appointment:
        tell_appointment(turn, heard)
    elif heard.intent == "apply_benefit" and courtesies.asks_about_person(turn):
        turn.say(Say("bot.choose_below"))  # "Ik heb geen inkomen" is half an answer here, and no new wish.
    else:
        wished = heard.intent == "book_group_session"
        talk = turn.talk.finish(times.SESSION) if wished else turn.talk
        turn.talk = talk.reopen("slot").reopen("no_intake")
        turn.say(Say("book.first_questions"))


def tell_appointment(turn: Turn, heard: Understanding) -> None:
    """Say the appointment again, or that there is none yet."""
    turn.say(confirmation(turn) if turn.case.appointment else Say("appointment.none"))


def tell_documents(turn: Turn, heard: Understanding) -> None:
    """The boodschappenlijst for what the resident told so far."""
    documents = documents_for(turn.case, turn.profile, turn.catalog)
    turn.say(Say("documents.list", {"documents": to_bring(turn, documents)}))


def change(turn: Turn, heard: Understanding) -> None:
    """Offer other times; the present one stays until a new one is booked."""
    _with_appointment(turn, "slot")


def cancel(turn: Turn, heard: Understanding) -> None:
    """Ask whether the appointment is to be called off."""
    _with_appointment(turn, "cancel")


def _with_appointment(turn: Turn, question: str) -> None:
    if turn.case.appointment:
        turn.talk = turn.talk.detour(question)
    else:
        turn.say(Say("appointment.none"))
