"""How does the resident get to the talk, and what if the letter about it does not reach them?

For as far as the municipality wrote it down; nothing is made up (domain.md 2.3, Jan-C4; 2.4, Jan-D1).

Flow: services.steps.booking -> here -> the confirmation.
"""

from __future__ import annotations

from bot.core.messages import Value, items, localized, text
from bot.services.turn import Turn


def way_there(turn: Turn) -> Value:
    """The route to the municipality's own place, and whom to call; empty where neither is known."""
    profile = turn.profile
    described = bool(profile.route) and turn.case.appointment.place == profile.place
    route = [text("booking.to_place", route=localized(profile.route))] if described else []
    call = [text("visit.phone", phone=profile.phone)] if profile.phone else []
    return items([*route, *call], "sentences")


def letter(turn: Turn) -> Value:
    """Where the letter goes, and what reaches the resident when the letter does not; empty without one."""
    kind = turn.profile.appointments[turn.case.appointment.kind]
    if "letter" not in kind.confirmation:
        return ""
    reachable, homeless = turn.case.contact.reachable, turn.case.routing.reason == "no_fixed_address"
    where = text("booking.letter_desk" if homeless else "booking.letter_home", place=turn.profile.place)
    way = reachable.phone or reachable.email
    return text("booking.letter", where=where, other=text("booking.letter_else", way=way) if way else "")
