"""How does an appointment get into a calendar, and out of it again?

Flow: an appointment -> ``to_ics`` -> a file that telephone and computer can open; the talks of one
intaker -> ``to_feed`` -> a calendar to subscribe to.
Nothing personal stands in either: others see a calendar too.

Source: RFC 5545, 3.6.1, 3.8.4.7 and 3.8.7.4; RFC 5546, 3.2.2 (REQUEST) and 3.2.5 (CANCEL), which both
ask for an organizer and an attendee.  Whose address stands there is nobody's business, so they are
URNs; all times are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

from bot.core.case import Appointment

_GONE = frozenset({"cancelled", "moved"})


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A talk or session as one intaker sees it.

    Attributes:
        uid, sequence: As in the resident's own file.
        summary: Kind of talk with the short number of the case; no name, no subject.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    place: str
    summary: str


def to_ics(appointment: Appointment, summary: str, description: str, organizer: str, now: datetime) -> bytes:
    """Write one appointment as a calendar file.

    Args:
        appointment: Of any status; one that was called off takes itself out of the calendar.
        summary: Heading in the calendar; says nothing about the person.
        description: A few plain words, likewise.
        organizer: Name of the municipality.
        now: Aware moment of writing.

    Returns:
        A ``text/calendar`` file with method REQUEST or CANCEL.  Its UID stays the same however often the
        appointment is moved, and SEQUENCE rises, so that a newer file replaces the older one.
    """
    gone = appointment.status in _GONE
    uid = appointment.uid or appointment.id
    event = _event(uid, appointment.sequence + gone, appointment.starts_at, appointment.ends_at, now)
    event.add("summary", summary)
    event.add("location", appointment.place)
    event.add("description", description)
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("organizer", _named("urn:voordeur:municipality", organizer))
    event.add("attendee", _named(f"urn:voordeur:appointment:{uid}", "-"))
    return _calendar("CANCEL" if gone else "REQUEST", [event])


def to_feed(entries: Iterable[FeedEntry], now: datetime) -> bytes:
    """Write the talks of one intaker as a calendar to subscribe to."""
    events = []
    for entry in entries:
        event = _event(entry.uid, entry.sequence, entry.starts_at, entry.ends_at, now)
        event.add("summary", entry.summary)
        event.add("location", entry.place)
        events.append(event)
    return _calendar("PUBLISH", events)


def _event(uid: str, sequence: int, starts_at: datetime, ends_at: datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@voordeur")
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", ends_at.astimezone(UTC))
    event.add("class", "PRIVATE")
    return event


def _named(address: str, name: str) -> vCalAddress:
    found = vCalAddress(address)
    found.params["CN"] = vText(name)
    return found


def _calendar(method: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Voordeur//appointments//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()
