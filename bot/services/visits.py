"""Who is on their way, who was missed, and who is reminded?  Nobody is blamed, nothing is closed.

Flow: booking, desk, services.steps.visit -> here -> core.visits, the outbox.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.case import Case
from bot.core.messages import Say, moment, role, text
from bot.core.outbox import Letter
from bot.core.visits import FRIENDLY_CONTACTS, is_near, reminder_at, times_missed
from bot.services import crisis
from bot.services.steps.session_wishes import nothing_lost
from bot.services.turn import Turn


async def remind(turn: Turn) -> None:
    """Have the resident reminded of the talk that stands, unless it is very soon."""
    booked = turn.case.appointment
    due_at = reminder_at(booked.starts_at, turn.now) if booked else None
    if due_at is None:
        return
    values = {"moment": moment(booked.starts_at), "place": booked.place, "role": role(booked.role)}
    say = Say("reminder", values, attachments=("sheet",))
    await turn.opened.outbox.send(Letter(f"reminder:{booked.id}", due_at, say, about=booked.id))


def come_late(turn: Turn, how: str) -> bool:
    """Let the desk know that the resident is late or cannot find the door; False when no talk is near.

    Args:
        how: ``late`` or ``lost``.
    """
    if not is_near(turn.case.appointment, turn.now):
        return False
    place, phone = turn.case.appointment.place, turn.profile.phone
    turn.case = _with_status(turn.case, "on_the_way")
    values = {"place": place, "phone": text("visit.phone", phone=phone) if phone else ""}
    turn.say(Say(f"visit.{how}", values))
    grace = turn.profile.appointments[turn.case.appointment.kind].late_grace_minutes
    if how == "late" and grace:
        turn.say(Say("visit.grace", {"minutes": grace}))
    return True


async def miss(turn: Turn) -> None:
    """A talk was missed: first a friendly question on the same day, after a second time a person (G4)."""
    if times_missed(turn.case) > FRIENDLY_CONTACTS:
        crisis.call(turn, "missed_twice")
        values = {"place": turn.profile.place, "nothing_lost": nothing_lost(turn)}
        turn.say(Say("missed.person", values))
        return
    missed = next(one for one in reversed(turn.case.appointments) if one.status == "missed")
    await turn.opened.outbox.send(Letter(f"missed:{missed.id}", turn.now, question="missed"))


def _with_status(case: Case, status: str) -> Case:
    standing = case.appointment
    return replace(case, appointments=tuple(
        replace(one, status=status) if one is standing else one for one in case.appointments))
