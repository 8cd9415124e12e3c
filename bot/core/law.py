"""What does the law say, from when to when, and where does it stand?

Values of the national layer: texts of rights and obligations, and the figures and terms of a
date.  ``core.rights`` picks those that hold on a date.  Source: domain.md 4.1 to 4.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.words import Words


@dataclass(frozen=True, slots=True)
class Right:
    """One right, obligation, money rule or consequence (domain.md 4.1 to 4.5), dated.

    Attributes:
        id: E.g. ``pw_52``.
        kind: ``applying``, ``obligation``, ``money`` or ``protection``.
        article: As printed, e.g. ``Pw 52(1),(2)``.
        source: Label of domain.md 7.1; ``url``: official page.
        valid_from / valid_to: Inclusive; ``valid_to`` None means no known end.
        checked_on: Date on which the source was read.
        verified: False for texts marked [recalled: verify]; those are never shown to residents.
        topics: Intents that this text answers, the one it answers best first.
        fits: What a resident may have told that makes this text fit (``core.rights.FITS``); any one suffices.
        not_for: What they may have told that makes it a text for others; from the same list.
        text: Plain words; ``{advance_percent}`` and the like stand for a term of the law layer.
        depends_on: What it depends on.  ``how``: how to apply or object.
    """

    id: str
    kind: str
    article: str
    source: str
    url: str
    valid_from: date
    valid_to: date | None
    checked_on: date
    verified: bool
    topics: tuple[str, ...]
    text: Words
    depends_on: Words | None = None
    how: Words | None = None
    fits: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the law with its dates; never summed for one person."""

    id: str
    name: Words
    amount_cents: int
    article: str
    source: str


@dataclass(frozen=True, slots=True)
class LawLayer:
    """The national layer of one date: figures and terms with their source (domain.md 4.4).

    Attributes:
        id: Date as text, e.g. ``2026-07-01``; valid_from / valid_to inclusive.
        figures: Norms and limits.
        terms: Named numbers with their unit, e.g. ``debt_help_urgent_working_days: 3``.
    """

    id: str
    valid_from: date
    valid_to: date | None
    checked_on: date
    figures: tuple[Figure, ...]
    terms: Mapping[str, int]
