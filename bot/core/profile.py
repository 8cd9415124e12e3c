"""What did one municipality set up?

The value that ``bot.adapters.catalog_files`` makes of ``bot/catalog/municipalities/<id>.yml``,
with the national defaults filled in.  Source: domain.md 1.12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.core.appointment_kinds import AppointmentKind
from bot.core.profile_parts import (
    AgeRule,
    LawFlag,
    Partner,
    Screening,
    Source,
    StaffContext,
    Task,
    Team,
    Transfer,
    Way,
)


@dataclass(frozen=True, slots=True)
class TriageRule:
    """One printed triage rule; the first that matches wins.

    Attributes:
        when: Condition name of the closed list to its argument, e.g. ``{"questions_gte": 2}``;
            the rule matches when any one of its conditions holds.
        kind: ``crisis``, ``multiple`` or ``single``.
        role: Who takes the case.  ``appointment``: kind to book, or ``None`` for now.
    """

    when: Mapping[str, Any]
    kind: str
    role: str
    appointment: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A range of postcodes (four digits, inclusive) and its team, from a day to a day.

    Attributes:
        core: Town or village as the municipality calls it, if the table says.
        valid_from / valid_to: Inclusive; ``valid_to`` ``None`` has no end.
    """

    first: int
    last: int
    team: str
    core: str | None = None
    valid_from: date = date.min
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One municipality as the dialogue sees it (domain.md 1.12).

    Attributes:
        id: Slug; ``name``: of the municipality; ``status``: historic_demo, draft or live.
        vintage: Year that the rules describe.
        terms: Resident-facing nouns: person, photo, first_line, intaker, crisis_worker, place, document_list.
        photo_domains: Ids of the life domains asked, in order.
        photo_refusal: What a refusal means: ``assisted_same_contact`` and the like.
        needs: Ids of the immediate needs questions, in order.
        triage_version: Version in the printed rule id.  ``triage_rules``: in order.
        decided_by: Role that decides; never the system.
        routing_model: area_team, central, ...
        areas: Postcode table; ``areas_note``: where it comes from.
        no_fixed_address_to: Where cases without a fixed address go.
        specialisms: Specialism key (income, housing ...) to the municipality's own name.
        appointments: Kinds of talk by id.
        closed_on: The municipality's own closing days.
        weekdays: Working weekdays, Monday is 0.
        place: Where talks take place, as told to the resident.
        route: How to find that place, by language; empty where nobody wrote it down.
        phone: Front desk number, ``None`` where the source is silent.
        crisis_phone: Number of the crisis worker, ``None`` where the source is silent.
        crisis_wait_minutes: Without pick-up the call climbs one step after this long (domain.md 2.7, C9).
        documents: Ids of the boodschappenlijst.
        rights: Ids shown when asked what rights there are; ``obligations``: likewise.
        languages: Offered languages, in order.  ``default_language``: of the first screen.
        retention_days: Days after which a case is erased; ``None`` in a demo.
        silent: Dotted keys where the source is silent and the national default serves.
        staff_terms: What staff call the same things, where it differs from ``terms``.
        postcodes: Ranges of postcodes of the municipality, inclusive; empty where they are not known.
        unknown_postcode_to: Where cases with an address outside the table go.
        letter_address_counts: A letter address (briefadres) decides the area as a home does.
        teams: Teams among which a person chooses, where the address does not decide.
        organisation: Who carries it out, where that is not the municipality itself.
        municipalities: Those that work together, where it is more than one.
        sources / inconsistencies: Where the facts come from, and where they contradict themselves.
        quotes: The words of the source, by dotted key of the file.
        forbidden: Words that no resident of this municipality may read.
        ways: Ways in, in order.  ``offline_way``: the kind that never needs a screen.
        date_counts_from: What gives the date of the application: ``first_contact`` or a step's id.
        age_rules: What is different for an age; explanation only.
        screening: Steps that people do after the photo.
        chains: Ids of kinds that follow each other, each booked at the end of the former.
        calendar_plugin: Name of the calendar in which talks are booked.
        transfers: Where cases are handed over to others.
        tasks: What is asked of a resident in the meantime; never a condition.
        documents_given_when: When the boodschappenlijst is given.
        documents_due: Kind of talk to which the papers are brought; ``None``: to every talk.
        documents_not_asked: Registers in which the municipality looks by itself (``REGISTERS``).
        complaint_to: Address for complaints and objections; ``None``: at ``place``.
        partners: Organisations beside the municipality.
        next_step: Kind of talk after the front door.  ``fixed_contact``: one person stays the contact.
        context: For staff only.
        law_flags: Where the law overrules what is written here; the same for every municipality.
    """

    id: str
    name: str
    status: str
    vintage: int
    terms: Mapping[str, str]
    photo_domains: tuple[str, ...]
    photo_refusal: str
    needs: tuple[str, ...]
    triage_version: int
    triage_rules: tuple[TriageRule, ...]
    decided_by: str
    routing_model: str
    no_fixed_address_to: str
    specialisms: Mapping[str, str]
    appointments: Mapping[str, AppointmentKind]
    place: str
    documents: tuple[str, ...]
    rights: tuple[str, ...]
    obligations: tuple[str, ...]
    languages: tuple[str, ...]
    default_language: str
    areas: tuple[Area, ...] = ()
    areas_note: str | None = None
    closed_on: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    route: Mapping[str, str] = field(default_factory=dict)
    phone: str | None = None
    crisis_phone: str | None = None
    crisis_wait_minutes: int = 10
    retention_days: int | None = None
    silent: tuple[str, ...] = ()
    staff_terms: Mapping[str, str] = field(default_factory=dict)
    postcodes: tuple[tuple[int, int], ...] = ()
    unknown_postcode_to: str = "central_desk"
    letter_address_counts: bool = False
    teams: tuple[Team, ...] = ()
    organisation: str | None = None
    municipalities: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    inconsistencies: tuple[str, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=dict)
    forbidden: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    offline_way: str = "walk_in"
    date_counts_from: str = "first_contact"
    age_rules: tuple[AgeRule, ...] = ()
    screening: tuple[Screening, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    calendar_plugin: str = "own"
    transfers: tuple[Transfer, ...] = ()
    tasks: tuple[Task, ...] = ()
    documents_given_when: str = "on_confirmation"
    documents_due: str | None = None
    documents_not_asked: tuple[str, ...] = ()
    complaint_to: str | None = None
    partners: tuple[Partner, ...] = ()
    next_step: str = "second_talk"
    fixed_contact: bool = False
    context: StaffContext = field(default_factory=StaffContext)
    law_flags: tuple[LawFlag, ...] = ()
