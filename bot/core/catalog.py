"""What does a municipality, and the law, let the front door say and ask?

Values read from ``bot/catalog`` by ``bot.adapters.catalog_files``.  Every text for
people is a mapping of language code to words; Dutch is always there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.appointment_kinds import AppointmentKind, Deadline, GroupSession
from bot.core.date_words import DateWords
from bot.core.law import LawLayer, Right
from bot.core.profile import Area, Profile, TriageRule
from bot.core.profile_parts import Team
from bot.core.words import Words

__all__ = [
    "AppointmentKind",
    "Area",
    "Catalog",
    "Deadline",
    "Document",
    "FollowUp",
    "GroupSession",
    "HelpTopic",
    "LifeDomain",
    "NeedQuestion",
    "Option",
    "Profile",
    "Team",
    "TriageRule",
]


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
    ``known_at``: register in which the municipality may look for it by itself, of ``REGISTERS``.
    """

    id: str
    text: Words
    when: str
    known_at: str | None = None


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
    date_words: Mapping[str, DateWords] = field(default_factory=dict)

    @property
    def current(self) -> Catalog:
        """The version of this moment; see ``bot.adapters.catalog_reload``."""
        return self

    def question_name(self, question: str) -> Words:
        """The words for a help question inside a sentence, by life domain or topic id."""
        return (self.domains.get(question) or self.topics[question]).name

    def question_specialism(self, question: str) -> str:
        """The specialism key of a help question."""
        return (self.domains.get(question) or self.topics[question]).specialism
