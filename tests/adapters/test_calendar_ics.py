"""The calendar file opens in any calendar and tells others nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from bot.adapters.calendar_ics import FeedEntry, to_feed, to_ics
from bot.core.case import Appointment

WINTER = timezone(timedelta(hours=1))
APPOINTMENT = Appointment(
    id="a1",
    kind="second_talk",
    role="integral_intaker",
    starts_at=datetime(2026, 12, 2, 10, 30, tzinfo=WINTER),
    ends_at=datetime(2026, 12, 2, 12, 0, tzinfo=WINTER),
    deadline_on=date(2026, 12, 3),
    place="Serviceplein, balie 2",
    language="nl",
    documents=("identity", "debts"),
)
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.fixture
def lines():
    return to_ics(APPOINTMENT, "Gesprek", "Tot dan", "Voorbeeldstad", NOW).decode().split("\r\n")


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:20261202T093000Z",
        "DTEND:20261202T110000Z",
        "DTSTAMP:20261126T090000Z",
        "UID:a1@voordeur",
        "SEQUENCE:0",
        "SUMMARY:Gesprek",
        "DESCRIPTION:Tot dan",
        r"LOCATION:Serviceplein\, balie 2",
        "METHOD:REQUEST",
        "STATUS:CONFIRMED",
        "ORGANIZER;CN=Voorbeeldstad:urn:voordeur:municipality",
        "VERSION:2.0",
    ],
)
def test_the_file_has_the_line(line, lines):
    assert line in lines


@pytest.mark.parametrize("word", ["debts", "identity", "intaker", "second_talk"])
def test_others_who_see_the_calendar_learn_nothing(word, lines):
    assert word not in "\n".join(lines)


def test_writing_it_again_later_keeps_the_id():
    later = to_ics(APPOINTMENT, "Gesprek", "Tot dan", "Voorbeeldstad", NOW + timedelta(days=1)).decode()
    assert "UID:a1@voordeur" in later


MOVED = replace(APPOINTMENT, id="a2", uid="a1", sequence=1)
VERSIONS = [
    # what became of it: method, sequence, status; the id stays
    (APPOINTMENT, "REQUEST", 0, "CONFIRMED"),
    (MOVED, "REQUEST", 1, "CONFIRMED"),
    (replace(MOVED, status="cancelled"), "CANCEL", 2, "CANCELLED"),
    (replace(APPOINTMENT, status="cancelled"), "CANCEL", 1, "CANCELLED"),
    (replace(MOVED, status="on_the_way"), "REQUEST", 1, "CONFIRMED"),
]


@pytest.mark.parametrize(("appointment", "method", "sequence", "status"), VERSIONS)
def test_a_newer_file_replaces_the_older_one_or_takes_it_out(appointment, method, sequence, status):
    (event,) = Calendar.from_ical(written := to_ics(appointment, "Gesprek", "", "X", NOW)).walk("VEVENT")
    found = (Calendar.from_ical(written)["METHOD"], event["UID"], event["SEQUENCE"], event["STATUS"])
    assert found == (method, "a1@voordeur", sequence, status)


def test_an_intaker_subscribes_to_every_talk_without_a_word_about_the_resident():
    starts, ends = APPOINTMENT.starts_at, APPOINTMENT.ends_at
    talk = FeedEntry("a1", 0, starts, ends, "balie 2", "Tweede gesprek, zaak 1A2B3C")
    calendar = Calendar.from_ical(to_feed([talk, replace(talk, uid="a2")], NOW))
    assert (calendar["METHOD"], [event["UID"] for event in calendar.walk("VEVENT")]) == (
        "PUBLISH",
        ["a1@voordeur", "a2@voordeur"],
    )
