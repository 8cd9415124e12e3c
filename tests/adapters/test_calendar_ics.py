"""The calendar file opens in any calendar and tells others nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.adapters.calendar_ics import to_ics
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
    return to_ics(APPOINTMENT, "Gesprek", "Tot dan", NOW).decode().split("\r\n")


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
        "METHOD:PUBLISH",
        "VERSION:2.0",
    ],
)
def test_the_file_has_the_line(line, lines):
    assert line in lines


@pytest.mark.parametrize("word", ["debts", "identity", "intaker", "second_talk"])
def test_others_who_see_the_calendar_learn_nothing(word, lines):
    assert word not in "\n".join(lines)


def test_writing_it_again_later_keeps_the_id():
    later = to_ics(APPOINTMENT, "Gesprek", "Tot dan", NOW + timedelta(days=1)).decode()
    assert "UID:a1@voordeur" in later
