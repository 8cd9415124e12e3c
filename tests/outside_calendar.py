"""What stands in for a calendar that somebody else keeps, such as the appointment system of a municipality?

It keeps bookings by itself, at once, and wants to know a telephone number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.core.calendars import Booking, Slot, Wanted
from bot.core.errors import SlotTaken
from bot.core.scheduling import local_date


@dataclass
class OutsideSystem:
    """The system outside: its moments, and who has a seat (id of the booking to resident and booking)."""

    slots: list[Slot] = field(default_factory=list)
    bookings: dict[str, tuple[str, Booking]] = field(default_factory=dict)

    def left(self, slot: Slot) -> int:
        return slot.seats - sum(b.places for _, b in self.bookings.values() if b.slot.id == slot.id)


@dataclass
class OutsideCalendar:
    """Implements ``bot.core.calendars.Calendar`` over it, for one resident."""

    system: OutsideSystem
    resident: str

    def _open(self, first: datetime) -> Iterable[Slot]:
        return (slot for slot in self.system.slots if slot.starts_at >= first and self.system.left(slot))

    async def products(self, first: datetime) -> tuple[str, ...]:
        return tuple(sorted({slot.kind for slot in self._open(first)}))

    async def locations(self, product: str, first: datetime) -> tuple[str, ...]:
        return tuple(sorted({slot.place for slot in self._open(first) if slot.kind == product}))

    async def dates(self, wanted: Wanted, first: datetime, last: datetime) -> tuple[date, ...]:
        found = await self.times(wanted, first, last, len(self.system.slots))
        return tuple(sorted({local_date(slot.starts_at) for slot in found}))

    async def times(self, wanted: Wanted, first: datetime, last: datetime, limit: int) -> tuple[Slot, ...]:
        fitting = [s for s in self._open(first) if s.starts_at <= last and self._fits(s, wanted)]
        by_start = {slot.starts_at: slot for slot in reversed(fitting)}
        soonest = [by_start[at] for at in sorted(by_start)][:limit]
        return tuple(replace(slot, seats_left=self.system.left(slot)) for slot in soonest)

    def _fits(self, slot: Slot, wanted: Wanted) -> bool:
        had = any(who == self.resident and b.slot.id == slot.id for who, b in self.system.bookings.values())
        return not had and slot.kind == wanted.product and self.system.left(slot) >= wanted.places and all((
            wanted.team is None or slot.team in (wanted.team, None),
            wanted.language is None or wanted.language in slot.languages,
            slot.interpreter or not wanted.interpreter,
            slot.step_free or not wanted.step_free,
            wanted.specialism is None or slot.specialism in (wanted.specialism, None),
            wanted.place is None or slot.place == wanted.place,
        ))

    async def required_fields(self, product: str) -> tuple[str, ...]:
        return ("phone",)

    async def create(self, slot: Slot, wanted: Wanted, fields: Mapping[str, str]) -> Booking:
        if self.system.left(slot) < wanted.places:
            raise SlotTaken
        booking = Booking(f"outside-{len(self.system.bookings) + 1}", slot, "confirmed", wanted.places)
        self.system.bookings[booking.id] = (self.resident, booking)
        return booking

    async def delete(self, booking_id: str) -> None:
        if self.system.bookings.get(booking_id, (None,))[0] == self.resident:
            del self.system.bookings[booking_id]

    async def details(self, booking_id: str) -> Booking | None:
        resident, booking = self.system.bookings.get(booking_id, (None, None))
        return booking if resident == self.resident else None

    async def cancel_link(self, booking_id: str) -> str | None:
        return f"https://afspraken.example/{booking_id}"
