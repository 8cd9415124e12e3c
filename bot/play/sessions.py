"""What do staff, and the other residents, do with the group sessions of a scenario?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.adapters.slots_postgres import leave_seat
from bot.core.profile import Profile
from bot.core.scheduling import local_moment, local_text
from bot.core.sessions import Session
from bot.play.resident import Resident, StepFailed
from bot.play.world import World
from bot.services.staff import StaffMember

_REASON = "staff_ill"


async def act(world: World, resident: Resident, staff: StaffMember, value: Any) -> None:
    """One act: a word about the resident's own session, or ``{act, at, to}`` about the one that starts then.

    Raises:
        StepFailed: There is no such act or no such session.
        TransitionNotAllowed: It is not allowed now.
    """
    told = dict(value) if isinstance(value, Mapping) else {"act": value}
    run = _ACTS.get(told.get("act"))
    if run is None or set(told) - {"act", "at", "to"}:
        raise StepFailed(f"no such act on a session: {value}; there are: {', '.join(_ACTS)}")
    await run(world, resident, staff, await _session(world, resident, told.get("at")), told.get("to"))


async def _session(world: World, resident: Resident, at: Any) -> Session:
    case = await world.services.conversations.case(resident.id)
    if at is None and not case.appointments:
        raise StepFailed("which session? the resident has none; write at")
    start = local_moment(str(at)) if at else case.appointments[-1].starts_at
    profile = world.services.catalog.profiles[case.profile]
    planned = await world.services.sessions.planned(profile, start)
    found = next((one for one in planned if one.slot.starts_at == start), None)
    if found is None:
        raise StepFailed(f"no session at {local_text(start)}")
    return found


async def _cancel(world: World, resident: Resident, staff: StaffMember, session: Session, to: Any) -> None:
    profile = await _profile(world, resident)
    await world.services.sessions.cancel(profile, int(session.slot.id), staff, _REASON)


async def _move(world: World, resident: Resident, staff: StaffMember, session: Session, to: Any) -> None:
    profile, starts_at = await _profile(world, resident), local_moment(str(to))
    await world.services.sessions.move(profile, int(session.slot.id), staff, _REASON, starts_at)


async def _present(world: World, resident: Resident, staff: StaffMember, session: Session, to: Any) -> None:
    await world.services.sessions.attendance(int(session.slot.id), resident.id, staff, "attended")


async def _absent(world: World, resident: Resident, staff: StaffMember, session: Session, to: Any) -> None:
    await world.services.sessions.attendance(int(session.slot.id), resident.id, staff, "missed")


async def _invite(world: World, resident: Resident, staff: StaffMember, session: Session, to: Any) -> None:
    profile = await _profile(world, resident)
    await world.services.sessions.invite(profile, int(session.slot.id), resident.id, staff)


async def _other_leaves(world: World, resident: Resident, staff: StaffMember, session: Session,
                        to: Any) -> None:
    await leave_seat(world.services.pool, int(session.slot.id), resident.id)


async def _other_comes(world: World, resident: Resident, staff: StaffMember, session: Session,
                       to: Any) -> None:
    await world.fill(session.slot, (await _profile(world, resident)).id, [f"late-{session.slot.id}"])


async def _profile(world: World, resident: Resident) -> Profile:
    case = await world.services.conversations.case(resident.id)
    return world.services.catalog.profiles[case.profile]


_Act = Callable[[World, Resident, StaffMember, Session, Any], Awaitable[None]]
_ACTS: Mapping[str, _Act] = {
    "cancel": _cancel,
    "move": _move,
    "present": _present,
    "absent": _absent,
    "invite": _invite,
    "other_leaves": _other_leaves,
    "other_comes": _other_comes,
}
