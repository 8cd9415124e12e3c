"""What are the small parts of a municipality's profile?

Values of ``bot.core.profile``, each from one list of the file.  Nothing here drives a rule
unless its docstring says so.  Source: domain.md 1.12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Way:
    """A way in.

    Attributes:
        kind: Of the closed list ``CHANNEL_KINDS``.  ``label``: the municipality's own name for it.
        can_apply: Whether an application can be made there.
        mandatory: The source calls it the only way; today's law always adds an offline one.
        by_law: Not in the source: added because of the law (Awb 2:7).
    """

    kind: str
    label: str | None
    can_apply: bool = False
    mandatory: bool = False
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class AgeRule:
    """What the municipality or the law does for an age; explanation only, never a yes or no.

    Attributes:
        id: E.g. ``under_27``.
        when: ``age_lt``, ``age_gte`` or ``left_pro_vso_months_lt`` to a number; empty: for everybody.
        effect: Of the closed list ``AGE_EFFECTS``.  ``law``: id of the text that says so, if any.
    """

    id: str
    when: Mapping[str, int]
    effect: str
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something the municipality asks a resident to do; it never holds up an application.

    Attributes:
        n / unit: E.g. 20 ``applications``; ``n`` ``None``: the source gives no number.
        due_value / due_unit / due_from: Until when, e.g. 4 ``weeks`` from ``first_talk``; ``None``: not said.
    """

    id: str
    n: int | None
    unit: str | None
    due_value: int | None = None
    due_unit: str | None = None
    due_from: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team to which a person gives a case, by group, phase or track; ``purpose`` tells staff for whom."""

    id: str
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Where the municipality hands a case over.

    Attributes:
        when: A short name.  ``to``: id of a team of the profile, or a name.
        known_as: What residents call the organisation where they work; empty: staff alone hand over.
    """

    when: str
    to: str
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation beside the municipality; referral asks the resident's consent.

    Attributes:
        weekday: When it is there, Monday is 0; ``None``: the source is silent.  ``kind``: how.
        for_: What for, in the municipality's words.
    """

    name: str
    weekday: int | None = None
    kind: str | None = None
    for_: str | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """A step that people do after the photo; the front door does none of it.

    Attributes:
        by: Role.  ``mode``: e.g. ``talk``.  ``domains``: how many, ``None`` when the source is silent.
    """

    id: str
    by: str
    mode: str
    domains: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the profile's facts come from.  ``chapter``: within the file, if it has chapters."""

    file: str
    chapter: str | None = None


@dataclass(frozen=True, slots=True)
class StaffContext:
    """What colleagues want to know about the municipality; no rule reads it, no resident sees it.

    Attributes:
        principles: E.g. "omgekeerde toets".
        after_intake: What is done first after the intake.
        programmes: Names of programmes.
        sanctions_by: Who alone may sanction.
    """

    principles: tuple[str, ...] = ()
    after_intake: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    sanctions_by: str | None = None


@dataclass(frozen=True, slots=True)
class LawFlag:
    """Where the law overrules what profiles of older years describe; no profile can switch it off.

    Attributes:
        rule: E.g. ``effort_period_27_plus``.  ``law``: id of the text of the law.
        from_: First day on which it is in force.
        effect: Of the closed list ``LAW_EFFECTS``.
    """

    rule: str
    law: str
    from_: date
    effect: str
