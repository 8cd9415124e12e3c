"""What does a municipality, and the law, let the front door say and ask?

Values read from ``bot/catalog`` by ``bot.adapters.catalog_files``.  Every text for
people is a mapping of language code to words; Dutch is always there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.core.law import LawLayer, Right
from bot.core.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question.

    Attributes:
        id: Letter or short word, stable.
        text: What the resident reads.
        band: 1 (acute) to 5 (goes well) in the resident's own view; ``None`` where it does not apply.
        crisis: Flag of domain.md 3.5 that this answer raises, if any.
        phrases: By language, phrases in own words that mean this answer (``core.phrases``).
        fixed_address: What the answer says about a fixed address; ``None`` where it says nothing.
    """

    id: str
    text: Words
    band: int | None = None
    crisis: str | None = None
    fixed_address: bool | None = None
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that comes only after some answers of its domain.

    Attributes:
        id: Short word; the answer is kept as ``<domain>.<id>``.
        after: Option ids of the domain's question after which it is asked.
    """

    id: str
    after: tuple[str, ...]
    question: Words
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class LifeDomain:
    """One of the thirteen life domains (domain.md 3.2 to 3.4).

    Attributes:
        id: Code name, e.g. ``money``.
        order: Position in the photo, from 1.
        mode: ``band`` (how it goes) or ``need`` (do you want to talk about it).
        optional: Asked only when the profile switches it on.
        alone_first: Ask first whether the resident can read this alone.
        name: As used inside a sentence ("geld"); ``title``: as a heading ("Geldzaken").
        specialism: Key in the profile's ``routing.specialism`` (``income``, ``housing``, ...).
        warning: Said with the question, e.g. that details need not be written down.
        source: Where the domain and its question come from.
        intents: Intents that make us ask whether the resident wants help with it.
    """

    id: str
    order: int
    mode: str
    name: Words
    title: Words
    question: Words
    options: tuple[Option, ...]
    specialism: str
    source: str
    optional: bool = False
    alone_first: bool = False
    warning: Words | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    intents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A help question of the opening list (domain.md 3.3) that is no life domain, such as debts.

    Attributes:
        id: As in ``case.questions``.
        intents: Intents that make us ask whether the resident wants help with it.
    """

    id: str
    name: Words
    specialism: str
    intents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedQuestion:
    """One of the immediate needs questions, asked after the photo.

    Attributes:
        id: Field of ``case.needs``.
        options: Choices; free text is always possible.
    """

    id: str
    question: Words
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An item of the boodschappenlijst (domain.md 4.9).

    ``when``: ``always`` or a condition name understood by ``core.documents``.
    """

    id: str
    text: Words
    when: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A promise in time.  ``unit``: hours, working_days, days or weeks; ``from_``: first_contact or now."""

    value: int
    unit: str
    from_: str = "first_contact"


@dataclass(frozen=True, slots=True)
class AppointmentKind:
    """A talk that can be booked.

    Attributes:
        id: E.g. ``second_talk``.  ``role``: who it is with.
        minutes_max: Length in minutes.
    """

    id: str
    role: str
    minutes_max: int
    deadline: Deadline
    confirmation: tuple[str, ...] = ("printed",)


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
class Team:
    """A team to which a person gives a case, by group, phase or track; ``purpose`` tells staff for whom."""

    id: str
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One municipality as the dialogue sees it (domain.md 1.12).

    Attributes:
        id: Slug; ``name``: of the municipality; ``status``: historic_demo, draft or live.
        terms: Resident-facing nouns: person, photo, first_line, intaker, crisis_worker, place, document_list.
        address_form: ``je`` or ``u``.
        photo_domains: Ids of the life domains asked, in order.
        photo_refusal: What a refusal means: ``assisted_same_contact`` and the like.
        needs: Ids of the immediate needs questions, in order.
        horizon_days: Below this many days at the sleeping place it is urgent; ``None``: the worker decides.
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
        phone: Front desk number, ``None`` where the source is silent.
        crisis_phone: Number of the crisis worker, ``None`` where the source is silent.
        crisis_wait_minutes: Without pick-up the call climbs one step after this long (domain.md 2.7, C9).
        documents: Ids of the boodschappenlijst.
        rights: Ids shown when asked what rights there are; ``obligations``: likewise.
        languages: Offered languages, in order.  ``default_language``: of the first screen.
        retention_days: Days after which a case is erased; ``None`` in a demo.
        silent: Dotted keys where the source is silent and the national default serves.
        staff_terms: What staff call the same things, where it differs from ``terms``.
        areas_demo: The area table is invented for a demonstration; ``areas_note`` says so.
        postcodes: Ranges of postcodes of the municipality, inclusive; empty where they are not known.
        unknown_postcode_to: Where cases with an address outside the table go.
        letter_address_counts: A letter address (briefadres) decides the area as a home does.
        teams: Teams among which a person chooses, where the address does not decide.
    """

    id: str
    name: str
    status: str
    vintage: int
    terms: Mapping[str, str]
    address_form: str
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
    horizon_days: int | None = None
    areas: tuple[Area, ...] = ()
    areas_note: str | None = None
    closed_on: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    phone: str | None = None
    crisis_phone: str | None = None
    crisis_wait_minutes: int = 10
    retention_days: int | None = None
    silent: tuple[str, ...] = ()
    staff_terms: Mapping[str, str] = field(default_factory=dict)
    areas_demo: bool = False
    postcodes: tuple[tuple[int, int], ...] = ()
    unknown_postcode_to: str = "central_desk"
    letter_address_counts: bool = False
    teams: tuple[Team, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything of ``bot/catalog``, by id.

    ``rights`` holds every dated version of a text, oldest first; ``core.rights`` picks the one of a date.
    """

    profiles: Mapping[str, Profile]
    domains: Mapping[str, LifeDomain]
    topics: Mapping[str, HelpTopic]
    needs: Mapping[str, NeedQuestion]
    rights: Mapping[str, tuple[Right, ...]]
    documents: Mapping[str, Document]
    laws: Mapping[str, LawLayer] = field(default_factory=dict)
    phrases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def question_name(self, question: str) -> Words:
        """The words for a help question inside a sentence, by life domain or topic id."""
        return (self.domains.get(question) or self.topics[question]).name

    def question_specialism(self, question: str) -> str:
        """The specialism key of a help question."""
        return (self.domains.get(question) or self.topics[question]).specialism
