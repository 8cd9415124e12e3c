"""Which keys does the file of a municipality have (domain.md 1.12, voordeur-profile/1)?

``null`` means that the source does not describe it; where a national default exists
(``defaults.yml``) it serves, and staff are told.  Every part may carry the words of its
source: ``q`` (a quotation, or one by key) or ``source: {file, quote}``.
"""

from __future__ import annotations

from bot.adapters.catalog_parse_shape import (
    Shape,
    day,
    each,
    either,
    flag,
    mapping,
    number,
    one_of,
    optional,
    record,
    text,
)
from bot.core.triage import CONDITIONS, CONDITIONS_WITH_NUMBER
from bot.core.vocabulary import CHANNEL_KINDS, DEADLINE_UNITS, EXCEPTIONS, ROLES

_NAMES = each(text)
_ROLE = one_of(ROLES)
_WEEKDAY = one_of(("mo", "tu", "we", "th", "fr", "sa", "su"))


def part(**shapes: Shape) -> Shape:
    """A record that may carry the words of its source."""
    return record(
        **shapes,
        q=optional(either(mapping(text), text)),
        source=optional(record(file=text, quote=text)),
    )


_DURATION = record(value=number, unit=one_of((*DEADLINE_UNITS, "minutes")))
_DEADLINE = record(
    value=number,
    unit=one_of(DEADLINE_UNITS),
    from_=one_of(("first_contact", "now")),
    unless=optional(one_of(EXCEPTIONS)),
    law=optional(text),
)
_CONDITION = either(
    one_of(CONDITIONS.keys() - CONDITIONS_WITH_NUMBER),
    *(record(**{name: number}) for name in sorted(CONDITIONS_WITH_NUMBER)),
)
_LINK = record(to=optional(text), when=optional(text))

_META = part(
    id=text,
    name=text,
    organisation=optional(text),
    municipalities=_NAMES,
    vintage=number,
    status=one_of(("historic_demo", "draft", "live")),
    valid=record(from_=optional(day), to=optional(day)),
    approved_by=optional(text),
    laws_in_scope=_NAMES,
    sources=each(record(file=text, chapter=optional(text))),
    inconsistencies=_NAMES,
)
_TERMS = part(
    person=text,
    forbidden=_NAMES,
    address_form=one_of(("je", "u")),
    photo=text,
    first_line=text,
    intaker=text,
    specialist=text,
    case_owner=optional(text),
    crisis_worker=text,
    place=text,
    document_list=text,
    staff=optional(mapping(text)),
)
_ENTRY = part(
    attitude=optional(one_of(("no_discouragement", "strict_gate"))),
    start_rule=optional(text),
    channels=each(
        part(kind=one_of(CHANNEL_KINDS), label=text, can_apply=flag, steps=optional(_NAMES), requires=_NAMES),
        at_least=1,
    ),
    absent=each(part(kind=one_of(CHANNEL_KINDS), where=text)),
    simultaneous_to=_NAMES,
    offline_alternative=part(required=one_of((True,)), channel=one_of(CHANNEL_KINDS), law=optional(text)),
    redirects=each(part(from_=text, to=text)),
)
_APPLICATION = part(
    form_obtainable=optional(_NAMES),
    moment=optional(text),
    signature_at=optional(text),
    date_counts_from=optional(text),
    help=_NAMES,
)
_PHOTO = part(
    enabled=flag,
    modes=each(one_of(("digital", "paper", "assisted")), at_least=1),
    domain_set=optional(either(_NAMES, one_of(("default_13",)))),
    optional_domains=_NAMES,
    need_only_domains=_NAMES,
    discussed_with=_ROLE,
    refusal=optional(text),
    copy_to_resident=text,
    kept_by_resident=optional(flag),
    retention_days=optional(number),
)
_SCREENING = each(
    part(
        id=text,
        order=number,
        by=text,
        domains=record(n=optional(number), names=optional(_NAMES)),
        mode=text,
        minutes=optional(number),
        group_size=optional(number),
        outcome=_NAMES,
        automated=one_of((False,)),
    )
)
_TRIAGE = part(
    version=number,
    proposed_by=one_of(("rules",)),
    decided_by=_ROLE,
    fallback_if_no_human=_ROLE,
    rules=each(
        part(
            when=either(each(_CONDITION, at_least=1), _CONDITION),
            then=record(
                kind=one_of(("crisis", "multiple", "single")),
                role=_ROLE,
                appointment=optional(text),
                by=optional(one_of(("main_question",))),
                deadline=optional(_DEADLINE),
            ),
        ),
        at_least=1,
    ),
    human_only_outcomes=_NAMES,
)
_ROUTING = part(
    model=one_of(("area_team", "central", "team_by_group", "team_by_phase", "track", "neighbourhood")),
    key=one_of(("postcode", "core", "area", "none")),
    table=optional(text),
    areas_note=optional(text),
    demo=optional(flag),
    no_fixed_address=record(to=text, priority=optional(one_of(("speed",)))),
    unknown_postcode=_LINK,
    outside_municipality=record(action=text, law=text),
    bounds=optional(each(each(number, at_least=2))),
    letter_address_counts=optional(flag),
    teams=optional(each(part(id=text, name=text, for_=text))),
    specialism=mapping(text),
    transfers=each(part(when=text, to=text)),
)
_APPOINTMENT = part(
    id=text,
    with_=_ROLE,
    minutes_max=optional(number),
    booked_by=text,
    deadline=optional(_DEADLINE),
    confirmation=each(one_of(("printed", "optional_card", "sms", "email")), at_least=1),
    late_grace_minutes=optional(number),
    reschedule_by=_NAMES,
)
_GROUP_SESSION = part(
    id=text,
    topic=text,
    invited_max=optional(number),
    seats=optional(number),
    expected_no_show=optional(record(value=number, unit=one_of(("percent",)))),
    per_week=optional(number),
    weekday=optional(_WEEKDAY),
    facilitators=record(n=optional(number), role=optional(text)),
    mandatory=flag,
    audience=optional(record(age_gte=optional(number))),
    agenda=_NAMES,
    form_given_out=flag,
    individual_exception=optional(record(when=one_of(EXCEPTIONS), to=text)),
    when_full=optional(text),
    no_show=optional(record(contacts=number, then=one_of(("human",)), never=_NAMES)),
    languages=_NAMES,
    interpreter=optional(text),
    companion=one_of(("allowed",)),
)
_SCHEDULING = part(
    calendar=record(
        weekdays=each(_WEEKDAY, at_least=1),
        holidays=one_of(("nl_atw",)),
        extra_closed=each(day),
        open_hours=optional(mapping(text)),
    ),
    appointments=each(_APPOINTMENT),
    chains=each(_NAMES),
    group_sessions=each(_GROUP_SESSION),
)
_DOCUMENTS = part(
    given_when=optional(text),
    items=_NAMES,
    not_asked=_NAMES,
    missing=record(action=one_of(("note_and_continue",)), never=_NAMES),
)
_GROUPS = part(
    axis=optional(text),
    assigned_by=one_of(("human",)),
    items=each(part(id=either(text, number), label=text)),
)
_ESCALATION = part(
    crisis=part(
        role=_ROLE,
        reachable=record(hours=optional(text), phone=optional(text)),
        out_of_hours=text,
        climb_after=optional(_DURATION),
    ),
    moved_or_lost=_LINK,
    doubt=_LINK,
    complaint=_LINK,
)
_HUMAN = part(
    first=_ROLE,
    second=_ROLE,
    fixed_contact=flag,
    companion=one_of(("always_allowed",)),
    phone=optional(text),
    place=text,
)
_PRIVACY_KEYS = ("purpose", "legal_ground", "retention", "dpia_ref", "algorithm_register_ref")

_LAW_FLAGS = each(record(rule=text, law=text, from_=day, effect=one_of(("never_blocks",))))

DEFAULTS = record(
    format=one_of(("voordeur-defaults/1",)),
    immediate_needs=record(ask=text, questions=_NAMES),
    client_photo=record(domain_set=one_of(("default_13",)), refusal=text),
    scheduling=record(appointments=record(minutes_max=number, deadline=_DEADLINE)),
    escalation=record(crisis=record(climb_after=_DURATION)),
    law_flags=_LAW_FLAGS,
)
"""What serves where a municipality's source is silent, and the law that none of them can switch off."""

PROFILE = record(
    format=one_of(("voordeur-profile/1",)),
    meta=_META,
    terms=_TERMS,
    entry=_ENTRY,
    application=_APPLICATION,
    age_rules=each(part(id=text, when=mapping(number), effect=text, law=text)),
    immediate_needs=part(
        ask=optional(one_of(("before_photo", "after_photo", "both"))),
        questions=optional(_NAMES),
        horizon_days=optional(number),
    ),
    client_photo=_PHOTO,
    screening=_SCREENING,
    triage=_TRIAGE,
    routing=_ROUTING,
    scheduling=_SCHEDULING,
    tasks=each(part(id=text, n=number, unit=text, due=text, blocks_application=one_of((False,)))),
    documents=_DOCUMENTS,
    obligations=_NAMES,
    rights=_NAMES,
    payments=record(advance=one_of(("law",))),
    groups=_GROUPS,
    limits=each(part(id=text, max=number, places=optional(number))),
    partners=each(
        part(
            name=text,
            slot=optional(record(weekday=_WEEKDAY, kind=text)),
            referral_needs_consent=one_of((True,)),
            for_=optional(text),
        )
    ),
    escalation=_ESCALATION,
    human=_HUMAN,
    next_step=text,
    context=part(
        principles=_NAMES,
        after_intake=each(part(id=text, label=text)),
        programmes=each(
            part(name=text, weeks=optional(number), max=optional(number), facilities=optional(_NAMES))
        ),
        sanctions_by=optional(text),
    ),
    handover=part(to_resident=_NAMES, to_staff=record(package=text, fields=_NAMES), never=_NAMES),
    languages=record(offered=each(text, at_least=1), default=text, level=text, legal_text=one_of(("nl",))),
    privacy=record(**{key: optional(text) for key in _PRIVACY_KEYS}),
    law_flags=_LAW_FLAGS,
)
"""The whole file.  It has no key that could hold a group, a score or the name of a person."""
