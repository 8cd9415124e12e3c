"""What may somebody want of a group session beside a time?

To talk alone (G6), to bring somebody (G8), to wait for a full one (G1); and what is told with it: that
it is an offer, and where the form can be had today (domain.md 2.2, 2.10).
"""

from __future__ import annotations

from datetime import datetime

from bot.core.appointment_kinds import AppointmentKind
from bot.core.errors import SlotTaken
from bot.core.law_guard import FORM_IN_SESSION, in_force
from bot.core.messages import Choice, Say, Value, moment, text
from bot.services import times
from bot.services.steps import aside
from bot.services.turn import Turn


async def session_asides(turn: Turn, kind: AppointmentKind, offer: times.Offer) -> tuple[Choice, ...]:
    """What can be chosen beside the times of a session, or of the talk in its place."""
    if times.ALONE in turn.talk.done:
        return (aside("with_others"),) if kind.group else ()
    full = await times.full_session(turn, kind, _before(offer))
    title = text("choice.wait_list", moment=moment(full.starts_at)) if full else None
    wait = (Choice("wait_list", title, "aside"),) if full else ()
    alone = (aside("alone"),) if offer.kind.group and times.alone_for(turn, kind) else ()
    return (*wait, *alone)


def _before(offer: times.Offer) -> datetime | None:
    """A full session after the first that has a seat is nothing to wait for."""
    return offer.slots[0].starts_at if offer.kind.group else None


async def take_wish(turn: Turn, kind: AppointmentKind | None, option: str) -> bool:
    """Take a choice of ``session_asides``; False when it is none of them."""
    if option == "alone":
        turn.talk = turn.talk.finish(times.ALONE)
    elif option == "with_others":
        turn.talk = turn.talk.reopen(times.ALONE)
    elif option == "wait_list" and kind is not None:
        await _wait(turn, kind)
    else:
        return False
    return True


async def _wait(turn: Turn, kind: AppointmentKind) -> None:
    """Stand on the waiting list of the soonest full session; the times stay on screen."""
    found = await times.offer(turn, kind, 1)
    full = await times.full_session(turn, kind, _before(found) if found else None)
    try:
        if full is None:
            raise SlotTaken
        await turn.opened.seats.wait(full, times.wanted_of(turn, kind).places)
    except SlotTaken:
        turn.say(Say("waiting.gone"))
        return
    turn.say(Say("waiting.done", {"moment": moment(full.starts_at)}))


def about_form(turn: Turn, kind: AppointmentKind) -> Value:
    """Where the form can be had: today, come or not, unless a source of before that law differs."""
    if kind.group is None:
        return ""
    if in_force(turn.profile, FORM_IN_SESSION, turn.law_day):
        return text("session.offer", place=turn.profile.place)
    only_there = kind.group.form_given_out and kind.group.mandatory
    return text("session.form_there") if only_there else ""


def nothing_lost(turn: Turn) -> Value:
    """That who missed a talk or session loses nothing by it, under the law of 2026 (G12)."""
    return text("missed.nothing_lost") if in_force(turn.profile, FORM_IN_SESSION, turn.law_day) else ""
