"""Which dates follow from what people recorded?  The table is that of domain.md 2.4, Jan-D5."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.adapters.holidays_nl import is_working_day_of
from bot.core.case import Appointment, Case, Contact, FollowUp
from bot.core.due_dates import application_date, due_dates
from bot.core.rights import law_on
from bot.core.scheduling import LOCAL

CATALOG = load_catalog()
TODAY = law_on(CATALOG, date(2026, 7, 1)).terms
OF_2015 = law_on(CATALOG, date(2015, 7, 1)).terms
TALK, REPORT, RIGHT = "meldingsgesprek", "report_back", "rechtmatigheidsgesprek"


def talk(kind: str, on: date, status: str = "attended") -> Appointment:
    at = datetime(on.year, on.month, on.day, 10, 0, tzinfo=LOCAL)
    until = at + timedelta(hours=1)
    return Appointment(kind, kind, "first_line", at, until, on, "balie", "nl", status=status)


def case(profile: str, *talks: Appointment, applied: date | None = None, **arranged) -> Case:
    contact = Contact("webchat", date(2015, 10, 6), application_on=applied)
    return Case("c", profile, "nl", contact, appointments=talks, follow_up=FollowUp(**arranged))


def dates(one: Case, terms=TODAY) -> list[tuple[str, str, date]]:
    profile = CATALOG.profiles[one.profile]
    found = due_dates(one, profile, terms, is_working_day_of(profile, 2015))
    return [(due.what, due.about, due.on) for due in found]


tilburg = partial(case, "tilburg-noma-2015")
ijmond = partial(case, "ijmondwerkt-2015")
weener = partial(case, "weenerxl-2015")

SIGNED, BACK = date(2015, 10, 8), date(2015, 10, 29)
SPOKE = talk(TALK, SIGNED)

JAN = [
    ("nothing took place", tilburg(), TODAY, []),
    ("the talk is booked and did not take place", tilburg(talk(TALK, SIGNED, "booked")), TODAY, []),
    ("signed on 8 October", tilburg(SPOKE, applied=SIGNED), TODAY, [
        ("talk", REPORT, date(2015, 11, 5)), ("advance", "", date(2015, 11, 5)),
        ("decision", "", date(2015, 12, 3))]),
    ("reported back on 29 October", tilburg(SPOKE, talk(REPORT, BACK), applied=SIGNED), TODAY, [
        ("advance", "", date(2015, 11, 5)), ("talk", RIGHT, date(2015, 11, 12)),
        ("papers", "", date(2015, 11, 12)), ("decision", "", date(2015, 12, 3))]),
    ("tasks were given", tilburg(SPOKE, tasks_on=SIGNED), TODAY, [
        ("talk", REPORT, date(2015, 11, 5)), ("task", "applications", date(2015, 11, 5)),
        ("task", "agencies", date(2015, 11, 5))]),
    ("papers are missing", tilburg(missing=("bank",), missing_by=date(2015, 11, 19)), TODAY,
     [("missing", "", date(2015, 11, 19))]),
    ("the layer of 2015 knows no term for a decision", tilburg(SPOKE, applied=SIGNED), OF_2015,
     [("talk", REPORT, date(2015, 11, 5)), ("advance", "", date(2015, 11, 5))]),
    ("no layer holds", tilburg(applied=SIGNED), {}, []),
    ("five working days after the session",
     ijmond(talk("groepsintake", date(2015, 10, 15))), TODAY,
     [("talk", "kennismaking", date(2015, 10, 22))]),
    ("the Monday after the kennismaking",
     ijmond(talk("groepsintake", date(2015, 10, 15)), talk("kennismaking", date(2015, 10, 22))), TODAY,
     [("talk", "training_start", date(2015, 10, 26))]),
    ("no date where the source gives none", weener(talk("quick_scan", SIGNED)), TODAY, []),
]


@pytest.mark.parametrize(("what", "one", "terms", "expected"), JAN, ids=[row[0] for row in JAN])
def test_dates_follow_from_what_took_place(what, one, terms, expected):
    assert dates(one, terms) == expected


COUNTS = [
    ("the talk took place", tilburg(SPOKE), SIGNED),
    ("it is only booked", tilburg(talk(TALK, SIGNED, "booked")), None),
    ("it was missed", tilburg(talk(TALK, SIGNED, "missed")), None),
    ("a person wrote down another day", tilburg(SPOKE, applied=date(2015, 10, 6)), date(2015, 10, 6)),
    ("no talk counts here", ijmond(talk("groepsintake", SIGNED)), None),
]


@pytest.mark.parametrize(("what", "one", "expected"), COUNTS, ids=[row[0] for row in COUNTS])
def test_the_talk_that_counts_gives_the_date_of_the_application(what, one, expected):
    assert application_date(one, CATALOG.profiles[one.profile]) == expected


@pytest.mark.parametrize("tasks_on", [None, SIGNED])
def test_tasks_move_neither_the_advance_nor_the_decision(tasks_on):
    given = replace(tilburg(SPOKE, applied=SIGNED), follow_up=FollowUp(tasks_on=tasks_on))
    owed = [(what, on) for what, _, on in dates(given) if what in ("advance", "decision")]
    assert owed == [("advance", date(2015, 11, 5)), ("decision", date(2015, 12, 3))]


def test_the_soonest_comes_first():
    found = dates(tilburg(SPOKE, applied=SIGNED, tasks_on=SIGNED))
    assert [on for _, _, on in found] == sorted(on for _, _, on in found)
