"""Which talks and group sessions does a municipality have, and until when are they promised?

Values of the profile's ``scheduling``; an individual talk is a moment with one seat, a group
session one with more.  Source: domain.md 1.12, 2.10.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A promise in time.

    Attributes:
        value / unit: E.g. 5 ``working_days``; also ``hours``, ``days``, ``weeks``.
        from_: Counted from ``first_contact``, ``now``, ``application`` or ``previous``, the
            talk before it in its chain.
        exact: On that very day, not before it.
        weekday: The first such weekday after the anchor; Monday is 0.
    """

    value: int
    unit: str
    from_: str = "first_contact"
    exact: bool = False
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class GroupSession:
    """What a group session has beside what every talk has.

    Attributes:
        topic: E.g. ``rights_duties``; of the closed list ``SESSION_TOPICS``.
        seats: The room's limit.  ``invited_max``: at most so many are invited, never below ``seats``.
        expected_no_show: Percent of those invited that did not come until now.
        per_week: How often it is held.  ``weekday``: on which day, Monday is 0.
        mandatory: Whether the source called it compulsory; since the law of 2026 it is an offer.
        age_gte: For residents of this age and over.
        agenda: What is told; ids of the closed list ``AGENDA``.
        form_given_out: The application form is given out here, among other places.
        exception_to: To which kind of talk a resident comes alone.
        languages: In which it is held.  ``interpreter``: how one is arranged.
        companion_takes_seat: Whether who comes along counts for the room.
    """

    topic: str
    seats: int
    invited_max: int
    expected_no_show: int = 0
    per_week: int = 1
    weekday: int | None = None
    mandatory: bool = False
    age_gte: int | None = None
    agenda: tuple[str, ...] = ()
    form_given_out: bool = False
    exception_to: str | None = None
    languages: tuple[str, ...] = ("nl",)
    interpreter: str | None = None
    companion_takes_seat: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentKind:
    """A talk or a group session that can be booked.

    Attributes:
        id: E.g. ``second_talk``.  ``role``: who it is with.
        minutes_max: Length in minutes.
        confirmation: Ways in which the resident gets it in writing.
        late_grace_minutes: So late is still in time; ``None``: the source is silent.
        booked_by: ``resident``, ``first_line`` or ``system``.
        group: ``None`` for an individual talk.
        place: Where, when it is not the municipality's own place.
    """

    id: str
    role: str
    minutes_max: int
    deadline: Deadline
    confirmation: tuple[str, ...] = ("printed",)
    late_grace_minutes: int | None = None
    booked_by: str = "resident"
    group: GroupSession | None = None
    place: str | None = None
