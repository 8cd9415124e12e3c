"""What does the worker of a scenario do, and what happens when time passes?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.core.decision import OUTCOMES, Change
from bot.core.errors import ConversationUnknown, TransitionNotAllowed
from bot.play import sessions
from bot.play.resident import Resident, StepFailed
from bot.play.world import World
from bot.services.desk import Desk
from bot.services.desk_aftercare import Aftercare
from bot.services.staff import StaffMember

WORKER = StaffMember("voorbeeld", "Anja de Wit", "first_line")
"""Invented: everybody in a scenario is."""

_LASTING = re.compile(r"(\d+)([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


async def act(world: World, resident: Resident, value: Any) -> None:
    """One act of staff: a word, or ``write``, ``change`` or ``session`` with what goes with it.

    Raises:
        StepFailed: There is no such act, or it is not allowed now.
    """
    try:
        if isinstance(value, Mapping) and set(value) == {"session"}:
            await sessions.act(world, resident, WORKER, value["session"])
        elif not await _arranged(world.services.aftercare, resident.id, value):
            await _act(world.services.desk, resident.id, value)
    except (TransitionNotAllowed, ConversationUnknown) as refused:
        raise StepFailed(f"{value}: {type(refused).__name__}: {refused}") from None
    await resident.catch_up()


async def _act(desk: Desk, case_id: str, value: Any) -> None:
    acts = {"take_over": desk.take_over, "return": desk.give_back, "close": desk.close}
    if isinstance(value, Mapping) and set(value) == {"write"}:
        await desk.write(case_id, WORKER, str(value["write"]))
    elif isinstance(value, Mapping) and set(value) == {"change"}:
        await desk.decide(case_id, WORKER, _change(value["change"]))
    elif isinstance(value, Mapping) and set(value) == {"forward"}:
        await desk.forward(case_id, WORKER, str(value["forward"]))
    elif value == "keep":
        await desk.decide(case_id, WORKER, None)
    elif value in OUTCOMES:
        await desk.appointment_status(case_id, WORKER, value)
    elif value in acts:
        await acts[value](case_id, WORKER)
    else:
        raise StepFailed(f"staff do not do {value}")


async def _arranged(aftercare: Aftercare, case_id: str, value: Any) -> bool:
    """An act of ``_AFTERCARE``, with what goes with it; False when it is none."""
    kind, told = next(iter(value.items())) if isinstance(value, Mapping) else (value, {})
    if kind == "tasks":
        await aftercare.give_tasks(case_id, WORKER)
    elif kind == "papers_in":
        await aftercare.papers_are_in(case_id, WORKER)
    elif kind == "papers":
        await aftercare.ask_papers(case_id, WORKER, told["missing"], date.fromisoformat(told["by"]))
    elif kind == "hand_over":
        await aftercare.hand_over(case_id, WORKER, told["to"], date.fromisoformat(told["by"]))
    elif kind == "applied":
        await aftercare.date_application(case_id, WORKER, date.fromisoformat(told))
    return kind in _AFTERCARE


_AFTERCARE = frozenset({"tasks", "papers_in", "papers", "hand_over", "applied"})


def _change(value: Mapping[str, str]) -> Change:
    try:
        return Change(**value)
    except TypeError:
        raise StepFailed("a change has kind, role and reason_code") from None


async def wait(world: World, resident: Resident, value: Any) -> None:
    """Let time pass (``15m``, ``2h``, ``1d``), and what follows from it happen."""
    lasting = _LASTING.fullmatch(str(value))
    if lasting is None:
        raise StepFailed(f"{value} is no time to wait; write 15m, 2h or 1d")
    world.clock.move(timedelta(**{_UNITS[lasting[2]]: int(lasting[1])}))
    await world.services.escalation.escalate(world.clock())
    await world.services.sessions.offer_seats(world.clock())
    await world.services.outbox.deliver_due(world.clock())
    await resident.catch_up()
