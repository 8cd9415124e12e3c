"""What stands in for group sessions in quick tests of pages: one to come, one that was, one that is off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.calendars import Slot
from bot.core.errors import TransitionNotAllowed
from bot.core.sessions import Came, Person, Session
from tests.jan import jan
from tests.sessions import SESSION

TO_COME, BEGUN, OFF = 1, 2, 3


def a_session(slot_id: int, days: int, **differs: Any) -> Session:
    """A session so many days from now, of 45 invitations for 40 seats."""
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
    slot = Slot(str(slot_id), SESSION, "session_staff", None, "zaal 1", at, at + timedelta(hours=1), seats=40)
    usual = {"confirmed": 31, "invited": 45, "invited_max": 45, "waiting": 2, "sequence": 0}
    return Session(slot, **{**usual, "status": "planned", **differs})


class FakeSessions:
    """Group sessions in memory; ``done`` is what was asked, and ``refuses`` makes every act impossible."""

    def __init__(self) -> None:
        self.kept = {
            TO_COME: a_session(TO_COME, 2),
            BEGUN: a_session(BEGUN, -1),
            OFF: a_session(OFF, 3, status="cancelled"),
        }
        self.people = (
            Person(jan().id, "b1", "confirmed", 2),
            Person("018fwachtende1", "b2", "waiting"),
            Person("018fuitgenodigd", "b3", "invited"),
        )
        self.done: list[tuple[Any, ...]] = []
        self.refuses = False

    async def planned(self, profile: Any, since: datetime) -> tuple[Session, ...]:
        return tuple(sorted(self.kept.values(), key=lambda one: one.slot.starts_at))

    async def session(self, profile: Any, slot_id: int) -> tuple[Session, tuple[Person, ...]]:
        return self.kept[slot_id], self.people

    async def came(self, profile: Any) -> dict[str, Came]:
        return {SESSION: Came(70, 30)}

    async def cancel(self, profile: Any, slot_id: int, staff: Any, reason: str) -> None:
        self._do("cancel", slot_id, staff.name, reason)

    async def move(self, profile: Any, slot_id: int, staff: Any, reason: str, starts_at: datetime) -> None:
        self._do("move", slot_id, staff.name, reason, starts_at)

    async def attendance(self, slot_id: int, conversation_id: str, staff: Any, status: str) -> None:
        self._do("attendance", slot_id, staff.name, conversation_id, status)

    async def invite(self, profile: Any, slot_id: int, conversation_id: str, staff: Any) -> None:
        self._do("invite", slot_id, staff.name, conversation_id)

    def _do(self, *what: Any) -> None:
        if self.refuses:
            raise TransitionNotAllowed("session")
        self.done.append(what)
