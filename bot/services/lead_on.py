"""What is asked when a talk of a chain is over, or somebody was invited?

The next talk is offered at once (domain.md 2.2, B3); one that is booked by the municipality is held as
an invitation, which the resident may accept, refuse or change.

Flow: services.desk, services.sessions -> here -> the agenda.
"""

from __future__ import annotations

from bot.core.messages import Say, role
from bot.services import agenda
from bot.services.reseat import invite_best
from bot.services.steps.booking import kind_to_book
from bot.services.turn import Turn


async def after_talk(turn: Turn) -> None:
    """Offer the talk that follows on one that was attended, if any."""
    kind = kind_to_book(turn)
    if kind is None or turn.case.appointment is not None:
        return
    turn.talk = turn.talk.reopen("slot")
    if kind.booked_by != "system":
        turn.say(Say("chain.next"))
        await ask(turn, "slot")
    elif await invite_best(turn, kind):
        await ask(turn, "invitation")
    else:  # A person looks for a time.
        turn.say(Say("slot.none", {"role": role(kind.role)}))
        await again(turn)


async def ask(turn: Turn, question: str) -> None:
    """Ask this first: at once, or when the person who has the talk gives it back."""
    turn.talk = turn.talk.detour(question)
    await again(turn)


async def again(turn: Turn) -> None:
    """Ask what stands open, below what staff just let the resident know; not while a person has the talk."""
    if turn.case.handoff.state != "active":
        await agenda.go_on(turn)
