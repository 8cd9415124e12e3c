"""What do we know of one resident's request for help?

The case is the object of the outside contract: the desk API, the resident's own
export and the scenario files speak of it.  ``None`` means unknown; a collection
is never ``None``.

Pure: values only.  Nothing here may be logged, except ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Reachable:
    """Where the resident may be reached, for as far as they told; each may be empty."""

    phone: str | None = None
    email: str | None = None
    post: str | None = None
    via: str | None = None


REPRESENTATIVE = "representative"
"""Helper who acts for the resident, as a mentor does (Awb 2:1); a person asks for the proof."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The klantcontact.

    Attributes:
        channel: Name of the channel module, or ``walk_in`` where staff fill in.
        first_contact_on: Local date on which the process started.
        application_on: Local date of the application; set by people.
        helper: Who writes for the resident (free words), ``None`` for nobody.
        safe_to_message: Whether a message to the phone is safe (domain.md 2.7, C3).
    """

    channel: str
    first_contact_on: date
    application_on: date | None = None
    reachable: Reachable = Reachable()
    helper: str | None = None
    safe_to_message: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in the client photo.

    Attributes:
        status: ``answered``, ``skipped`` or ``declined``.
        choice: Letter of the choice in the catalog, or ``now/later/no`` in need mode.
        band: 1 (acute) to 5 (goes well) as the resident sees it; ``None`` in need mode.
        words: The resident's own words, masked.
        by: ``resident`` or the name of the staff member who filled it in.
        at: Aware moment (UTC).
    """

    status: str
    choice: str | None = None
    band: int | None = None
    words: str | None = None
    by: str = "resident"
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that was replaced later; kept for the resident only."""

    domain: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Photo:
    """The client photo (klantfoto).

    Attributes:
        mode: ``digital``, ``paper``, ``assisted``, ``refused`` or ``None`` (not offered yet).
        complete: Every domain of the profile has an answer of some status.
        answers: By life domain id, and by ``domain.follow_up`` for follow-up questions.
        history: The newest answers that were corrected, oldest first.
        withheld: Life domains the resident keeps from staff.
        strengths: What already goes well, in own words.
    """

    mode: str | None = None
    complete: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)
    history: tuple[Change, ...] = ()
    withheld: tuple[str, ...] = ()
    strengths: str | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """The immediate needs: a choice id of the profile's question, or the resident's own words."""

    sleeps_where: str | None = None
    how_long: str | None = None
    food_drink_daily: str | None = None
    safe_now: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What changes the explanation of the law, as the resident told it; never a date of birth.

    Attributes:
        age_group: ``under_18``, ``18_26`` or ``27_plus``.
        turns_27_on: Birthday within the search period, when a date of birth was told.
        partner_27: A partner of 27 or older; False for a younger one, ``None`` for none or not told.
        left_school_recently: Left practical or special secondary education within a year (Pw 41(4)).
        newcomer: Status holder, as they say themselves; never guessed.
        studying: Goes to school now.
        wage_subsidy: Works with loonkostensubsidie: ``yes``, ``maybe`` or ``no`` (Pw 41(4)).
    """

    age_group: str | None = None
    turns_27_on: date | None = None
    partner_27: bool | None = None
    left_school_recently: bool | None = None
    newcomer: bool | None = None
    studying: bool | None = None
    wage_subsidy: str | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """A proposal by a printed rule; a person decides.

    Attributes:
        kind: ``crisis``, ``multiple``, ``single`` or ``None`` (nothing proposed yet).
        role: Role that takes the case (glossary, domain.md 6).
        main_question: Help question id that decides the specialism.
        specialism: Name of the specialism in the profile.
        urgency: ``crisis``, ``elevated`` or ``routine``.
        reasons: Keys of the reasons in words, strongest first.
        rule: ``<profile>/triage/<n>@<version>`` of the rule that fired.
        proposed_by: ``rules``, or ``staff`` after a change.
        decided_by: Role that decides.
        decision: ``None`` until a person decided, then ``kept`` or ``changed``.
        decision_reason: Code of the reason for a change; never free text.
    """

    kind: str | None = None
    role: str | None = None
    main_question: str | None = None
    specialism: str | None = None
    urgency: str | None = None
    reasons: tuple[str, ...] = ()
    rule: str | None = None
    proposed_by: str | None = None
    decided_by: str | None = None
    decision: str | None = None
    decision_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Routing:
    """Where the case goes.

    ``reason`` says why: ``no_fixed_address``, ``area``, ``central`` ...; ``core`` is the town or village.
    """

    team: str | None = None
    desk: str | None = None
    reason: str | None = None
    core: str | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked talk.

    Attributes:
        starts_at, ends_at: Aware.
        deadline_on: Last local date that keeps the promise.
        status: ``booked``, ``on_the_way``, ``moved`` (another took its place), ``cancelled``,
            ``attended`` or ``missed``.
        uid: The same for every time to which one appointment was moved; ``None``: its own id.
        sequence: How often it was moved before.
    """

    id: str
    kind: str
    role: str
    starts_at: datetime
    ends_at: datetime
    deadline_on: date
    place: str
    language: str
    documents: tuple[str, ...] = ()
    status: str = "booked"
    uid: str | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Handoff:
    """State of the talk between resident and staff.

    ``state``: none, requested, waiting, active, returned, closed or callback.
    ``since`` is the moment of the last change; ``by`` the name of the staff member.
    ``level``: how far an unanswered crisis call has climbed (domain.md 2.7, C9), 0 to 2.
    """

    state: str = "none"
    reason: str | None = None
    since: datetime | None = None
    by: str | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a person arranged with the resident after a talk; each is an act of staff, or a yes to one.

    Attributes:
        tasks_on: Local date on which a person gave the tasks of the municipality; ``None``: not given.
        missing: Ids of the papers that a person still asks for.
        missing_by: Local date until which, as the person agreed with the resident.
        referrals: Names of the partners whom the resident wants to meet; only with their yes.
    """

    tasks_on: date | None = None
    missing: tuple[str, ...] = ()
    missing_by: date | None = None
    referrals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consents:
    """What the resident agreed to.  ``share_with_staff``: None (not asked), True or False."""

    share_with_staff: bool | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One request for help; see the module docstring.

    ``group`` does not exist here: it is set by people, elsewhere.  ``postcode`` is four digits and
    ``address_kind`` one of ``home``, ``letter`` and ``elsewhere``; both only where they decide a team.
    """

    id: str
    profile: str
    language: str | None
    contact: Contact
    reason: str | None = None
    topics: tuple[str, ...] = ()
    declined_topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    photo: Photo = Photo()
    needs: Needs = Needs()
    situation: Situation = Situation()
    crisis: tuple[str, ...] = ()
    letter_on: date | None = None
    triage: Triage = Triage()
    routing: Routing = Routing()
    postcode: str | None = None
    address_kind: str | None = None
    appointments: tuple[Appointment, ...] = ()
    follow_up: FollowUp = FollowUp()
    handoff: Handoff = Handoff()
    consents: Consents = Consents()
    unanswered: tuple[str, ...] = ()
    law: str | None = None

    @property
    def appointment(self) -> Appointment | None:
        """The appointment that stands, if any."""
        ahead = ("booked", "on_the_way")
        return next((a for a in reversed(self.appointments) if a.status in ahead), None)


def with_flag(case: Case, flag: str) -> Case:
    """Add a crisis flag once, oldest first."""
    return case if flag in case.crisis else replace(case, crisis=(*case.crisis, flag))
