"""How does an appointment get into the resident's own calendar?

Flow: a booked appointment -> ``to_ics`` -> a file that telephone and computer can open.
Nothing personal stands in it: others see a calendar too.
"""

from __future__ import annotations

from datetime import UTC, datetime

from icalendar import Calendar, Event

from bot.core.case import Appointment


def to_ics(appointment: Appointment, summary: str, description: str, now: datetime) -> bytes:
    """Write one appointment as a calendar file.

    Args:
        appointment: Booked or moved.
        summary: Heading in the calendar; says nothing about the person.
        description: A few plain words, likewise.
        now: Aware moment of writing.

    Returns:
        A ``text/calendar`` file.  Its UID stays the same for the same appointment, so a second
        download replaces the first.

    Source:
        RFC 5545, 3.6.1 and 3.8.4.7; all times in UTC.
    """
    event = Event()
    event.add("uid", f"{appointment.id}@voordeur")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("sequence", 0)
    event.add("summary", summary)
    event.add("location", appointment.place)
    event.add("description", description)
    event.add("class", "PRIVATE")
    return _calendar(event).to_ical()


def _calendar(event: Event) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Voordeur//appointments//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar
