"""Where is a scenario played?  The real services on a database of its own, with a clock that is set.

Flow: ``voordeur play`` -> ``world`` -> bot.play.player.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.adapters.scratch_postgres import empty, scratch_database
from bot.adapters.slots_postgres import add_slots, take_seats
from bot.bootstrap import Services, running
from bot.core.appointment_kinds import AppointmentKind
from bot.core.calendars import Slot
from bot.core.demo_calendar import NewSlot, demo_slots, slot_at
from bot.core.ports import Dialogue
from bot.core.profile import Profile
from bot.core.scheduling import local_date, local_moment
from bot.core.talk import Talk
from bot.play.scenario import AS_SEED, Scenario
from bot.settings import Settings


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        """The moment of the scenario."""
        return self.now

    def set(self, at: datetime) -> None:
        """Show this moment from now on."""
        self.now = at.astimezone(UTC)

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


class SetLaw:
    """The date whose law is read, as a scenario sets it: a date, ``as_seed``, or ``None`` for today."""

    def __init__(self) -> None:
        self.on: str | None = None

    def __call__(self, profile: Profile, today: date) -> date:
        """The date of the scenario; ``as_seed`` is the middle of the year that the profile describes."""
        if self.on is None:
            return today
        return date(profile.vintage, 7, 1) if self.on == AS_SEED else date.fromisoformat(self.on)


@dataclass(frozen=True, slots=True)
class World:
    """The services, with the clock and the law they look at."""

    services: Services
    clock: SetClock
    law: SetLaw

    async def begin(self, scenario: Scenario) -> None:
        """An empty database with the scenario's calendar, at its moment.

        Raises:
            KeyError: The scenario names a profile or a kind of talk that the catalog does not have.
        """
        self.clock.set(scenario.now)
        self.law.on = scenario.law
        await empty(self.services.pool)
        slots = list(self._slots(scenario))
        await add_slots(self.services.pool, [slot for slot, _ in slots])
        for number, (slot, others) in enumerate(slots):
            await self.fill(slot, scenario.profile, [f"other-{number}-{n}" for n in range(others)])

    async def fill(self, slot: NewSlot | Slot, profile: str, others: list[str]) -> None:
        """Let other residents have a seat; nothing else is known of them."""
        conversations, store = self.services.conversations, self.services.turns.store
        for name in others:
            case = conversations.new_case(name, profile, "walk_in")
            await store.create(case, Talk(), None, self.clock())
        await take_seats(self.services.pool, slot, profile, others)

    def _slots(self, scenario: Scenario) -> Iterator[tuple[NewSlot, int]]:
        """Every moment of the calendar, with how many others have a seat there."""
        profile = self.services.catalog.profiles[scenario.profile]
        today = local_date(scenario.now)
        if scenario.calendar is None:
            usual = demo_slots(profile, today, self.services.turns.working_days(profile, today.year))
            yield from ((slot, 0) for slot in usual)
            return
        for kind, starts in scenario.calendar.items():
            yield from (_slot(profile, profile.appointments[kind], start) for start in starts)


def _slot(profile: Profile, kind: AppointmentKind, start: Any) -> tuple[NewSlot, int]:
    """A start, or a start with what differs, e.g. team, language, seats; and how many others have a seat."""
    differs = dict(start) if isinstance(start, dict) else {"at": start}
    others = differs.pop("others", 0)
    at = local_moment(str(differs.pop("at")))
    if "language" in differs:
        differs["languages"] = (differs.pop("language"),)
    if "seats" in differs:
        differs.setdefault("invited_max", None)
    return slot_at(profile, kind, at, **differs), others


@asynccontextmanager
async def world(settings: Settings, dialogue: Dialogue) -> AsyncIterator[World]:
    """Start the services on a database that is empty and is thrown away.

    Raises:
        CatalogInvalid: The catalog has faults.
        asyncpg.PostgresError, OSError: No database can be had.
    """
    clock, law = SetClock(), SetLaw()
    async with (
        scratch_database(settings.database_url) as url,
        running(replace(settings, database_url=url), lambda: dialogue, clock=clock,
                law_days=law) as services,
    ):
        yield World(services, clock, law)
