"""A municipality whose way in starts with a group session: session, then a talk, then another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.appointment_kinds import AppointmentKind, Deadline, GroupSession
from bot.core.catalog import Catalog
from bot.core.scheduling import local_text
from bot.core.talk import Talk
from bot.services.turn import Turns
from tests.fakes import the_catalog
from tests.jan import jan

PROFILE, SESSION, FIRST_TALK, ALONE = "alphen-2015", "information", "start_talk", "second_talk"
SEATS = 15
KNOWS_THE_WAYS = ("ways",)
"""Marks of a resident who was told how to apply, and hears it no more."""
GROUP = GroupSession("rights_duties", seats=SEATS, invited_max=SEATS, exception_to=ALONE)
WEEK = Deadline(5, "working_days")
KINDS = {
    SESSION: AppointmentKind(SESSION, "session_staff", 60, WEEK, group=GROUP),
    FIRST_TALK: AppointmentKind(FIRST_TALK, "case_owner", 45, Deadline(2, "working_days", "previous")),
}


def catalog_with_sessions(**differs: object) -> Catalog:
    """The real catalog, in which every proposal of Alphen leads to a session; ``differs``: of the group."""
    catalog = the_catalog()
    profile = catalog.profiles[PROFILE]
    session = replace(KINDS[SESSION], group=replace(GROUP, **differs))
    changed = replace(
        profile,
        appointments={**profile.appointments, **KINDS, SESSION: session},
        triage_rules=tuple(replace(rule, appointment=SESSION) for rule in profile.triage_rules),
        chains=((SESSION, FIRST_TALK),),
    )
    return replace(catalog, profiles={**catalog.profiles, PROFILE: changed})


async def at_the_choice(turns: Turns, name: str, start: datetime) -> None:
    """A resident of this name, without an appointment, with a start on screen."""
    talk = Talk(asked="slot", on_screen=(choice_of(start),), detours=("slot",), done=KNOWS_THE_WAYS)
    await turns.store.create(jan(id=name, appointments=()), talk, None, turns.clock())


def choice_of(start: datetime) -> str:
    """The id of the choice of a start."""
    return f"slot:{local_text(start)}"
