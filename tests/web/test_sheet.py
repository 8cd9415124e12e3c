"""What the resident takes home: the sheet and the calendar file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.core.case import Triage
from bot.web.document_links import document_key, is_document_key
from bot.web.resident_messages import DOCUMENTS

PAPERS = "/api/v1/conversations/c1"
SECRET = "s" * 32
ROOT = Path(__file__).parents[2]
ATTACHMENTS = re.compile(r"attachments=\(([^)]*)\)")


@pytest.fixture
async def booked(client, doors):
    """A booked talk: reads one of its papers by the key that the front door gave."""
    await client.post("/api/v1/conversations")
    doors.book("c1")

    async def read(paper: str) -> str:
        return await (await client.get(f"{PAPERS}/{paper}?key={document_key(SECRET, 'c1')}")).text()

    return read


def in_english(doors) -> None:
    doors.cases["c1"] = replace(doors.cases["c1"], language="en")


ON_THE_SHEET = [
    "woensdag 2 december 2026 om 10.30 uur",
    "Serviceplein",
    "integraal intaker",
    "90 minuten",
    "paspoort",
    "iets van de plek waar u slaapt",
    "Hebt u iets niet? Kom toch. Wij zoeken samen.",
    "geen slaapplek of geen eten",
    "Een andere tijd, of toch niet komen?",
    "De computer stelde dit voor:",
    "u meer dan één vraag hebt: geld en wonen",
    "alphen-2015/triage/2@1",
    "Een mens beslist:",
]


@pytest.mark.parametrize("words", ON_THE_SHEET)
async def test_the_sheet_says(words, booked):
    assert words in await booked("sheet")


async def test_who_has_no_home_is_not_asked_for_a_rent_contract(booked, catalog):
    contract = catalog.documents["housing"].text["nl"]
    assert contract not in await booked("sheet")


async def test_who_has_a_home_is_asked_for_the_contract(booked, doors, catalog):
    doors.cases["c1"] = replace(doors.cases["c1"], routing=replace(doors.cases["c1"].routing, reason="area"))
    assert catalog.documents["housing"].text["nl"] in await booked("sheet")


async def test_after_a_person_decided_otherwise_the_machine_claims_nothing(booked, doors):
    changed = Triage(kind="single", role="specialist", proposed_by="staff", rule="alphen-2015/triage/2@1")
    doors.cases["c1"] = replace(doors.cases["c1"], triage=changed)
    assert "De computer stelde" not in await booked("sheet")


BESIDE = [
    "Wednesday 2 December 2026 at 10:30",
    "woensdag 2 december 2026 om 10.30 uur",
    "Is something missing? Come anyway.",
    "Hebt u iets niet? Kom toch.",
]


@pytest.mark.parametrize("words", BESIDE)
async def test_beside_english_stands_the_dutch(words, booked, doors):
    in_english(doors)
    assert words in await booked("sheet")


async def test_no_name_of_a_person_is_on_the_sheet(booked, doors):
    doors.add("c1", "staff", {"text": "Tot woensdag, groet Mo"})
    sheet = await booked("sheet")
    assert ("Mo" in sheet.split() or "intaker 1" in sheet) is False


CALENDAR = [
    # language, line
    ("nl", "SUMMARY:Afspraak bij de gemeente"),
    ("en", "SUMMARY:Appointment at the municipality (gemeente)"),
    ("nl", "DTSTART:20261202T093000Z"),
    ("nl", "LOCATION:Serviceplein"),
]


@pytest.mark.parametrize("lang, line", CALENDAR)
async def test_the_calendar_file_says(lang, line, booked, doors):
    doors.cases["c1"] = replace(doors.cases["c1"], language=lang)
    assert line in (await booked("appointment.ics")).split("\r\n")


async def test_the_links_that_were_said_open_the_papers(client, booked):
    answer = await client.get(f"{PAPERS}/messages?after=2", headers={"Authorization": "Bearer token-c1"})
    links = (await answer.json())["messages"][0]["attachments"]
    opened = [(link["kind"], (await client.get(link["href"])).status) for link in links]
    assert opened == [("sheet", 200), ("calendar", 200)]


async def test_an_appointment_that_was_called_off_leaves_the_calendar(booked, doors):
    case = doors.cases["c1"]
    gone = tuple(replace(one, status="cancelled") for one in case.appointments)
    doors.cases["c1"] = replace(case, appointments=gone)
    assert "METHOD:CANCEL" in await booked("appointment.ics")


def test_every_paper_that_a_message_may_bring_has_an_address():
    sources = (ROOT / "bot" / "services").rglob("*.py")
    found = [names for file in sources for names in ATTACHMENTS.findall(file.read_text(encoding="utf-8"))]
    said = {name for names in found for name in re.findall(r"\w+", names)}
    assert said == DOCUMENTS.keys()


async def test_the_key_of_the_papers_opens_nothing_else(client, booked):
    headers = {"Authorization": f"Bearer {document_key(SECRET, 'c1')}"}
    assert (await client.get(f"{PAPERS}/case", headers=headers)).status == 403


KEYS = [
    # secret, conversation, opens c1
    (SECRET, "c1", True),
    (SECRET, "c2", False),  # the papers of somebody else
    ("t" * 32, "c1", False),  # a key of another installation
]


@pytest.mark.parametrize("secret, conversation, opens", KEYS)
def test_a_key_opens_the_papers_of_one_talk(secret, conversation, opens):
    assert is_document_key(SECRET, "c1", document_key(secret, conversation)) is opens


DATES = [
    ("nl", "Uw data"), ("nl", "De dag van uw aanvraag is 24 november 2026"), ("nl", "22 december 2026"),
    ("nl", "19 januari 2027"), ("en", "Your dates"),
]


@pytest.mark.parametrize(("language", "words"), DATES)
async def test_the_sheet_has_the_dates_that_stand(language, words, booked, doors):
    case = doors.cases["c1"]
    contact = replace(case.contact, application_on=date(2026, 11, 24))
    doors.cases["c1"] = replace(case, language=language, contact=contact)
    assert words in await booked("sheet")


async def test_the_dates_can_be_printed_when_the_talk_is_over(booked, doors):
    case = doors.cases["c1"]
    contact = replace(case.contact, application_on=date(2026, 11, 24))
    over = tuple(replace(one, status="attended") for one in case.appointments)
    doors.cases["c1"] = replace(case, contact=contact, appointments=over)
    sheet = await booked("sheet")
    assert ("22 december 2026" in sheet, "10.30 uur" in sheet) == (True, False)
