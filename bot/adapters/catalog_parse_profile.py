"""Which keys does the file of a municipality have (domain.md 1.12, voordeur-profile/1)?

``null``, or no key at all, means that the source does not describe it; where a national
default exists (``defaults.yml``) it serves, and staff are told.  Every part may carry the
words of its source: ``q`` (a quotation, or one by key) or ``source: {file, quote}``.
"""

from __future__ import annotations

from bot.adapters.catalog_parse_route import (
    AGE_RULES,
    APPLICATION,
    ENTRY,
    LINK,
    NAMES,
    ROUTING,
    TRIAGE,
)
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
    part,
    record,
    slug,
    text,
    whole,
)
from bot.adapters.catalog_parse_talks import (
    APPOINTMENT_ITEM,
    ROLE,
    SCHEDULING,
    SESSION_ITEM,
    TASKS,
    WEEKDAY,
)
from bot.core.vocabulary import CHANNEL_KINDS, DEADLINE_UNITS, LAW_EFFECTS, REGISTERS

_META = part(
    id=slug,
    name=text,
    organisation=optional(text),
    municipalities=optional(NAMES),
    vintage=whole(2000),
    status=one_of(("historic_demo", "draft", "live")),
    valid=optional(record(from_=optional(day), to=optional(day))),
    approved_by=optional(text),
    laws_in_scope=optional(NAMES),
    sources=optional(each(record(file=text, chapter=optional(text)))),
    inconsistencies=optional(NAMES),
)

_OWN_NAMES = (
    "person",
    "photo",
    "first_line",
    "intaker",
    "specialist",
    "outreach_worker",
    "case_owner",
    "area_team",
    "session_staff",
    "crisis_worker",
    "place",
    "document_list",
)
_TERMS = part(
    **{name: optional(text) for name in _OWN_NAMES},
    forbidden=optional(NAMES),
    address_form=optional(one_of(("je", "u"))),
    staff=optional(mapping(text)),
)

_NEEDS = part(
    ask=optional(one_of(("before_photo", "after_photo", "both"))),
    questions=optional(NAMES),
    horizon_days=optional(number),
)

_PHOTO = part(
    enabled=optional(flag),
    modes=optional(each(one_of(("digital", "paper", "assisted")), at_least=1)),
    domain_set=optional(either(one_of(("default_13",)), NAMES)),
    optional_domains=optional(NAMES),
    need_only_domains=optional(NAMES),
    discussed_with=optional(ROLE),
    refusal=optional(text),
    copy_to_resident=optional(one_of(("always", "on_request"))),
    kept_by_resident=optional(flag),
    retention_days=optional(number),
)

_SCREENING = each(
    part(
        id=text,
        order=whole(1),
        by=ROLE,
        domains=optional(record(n=optional(number), names=optional(NAMES))),
        mode=text,
        minutes=optional(number),
        group_size=optional(number),
        outcome=optional(NAMES),
        automated=optional(one_of((False,))),
    )
)

_DOCUMENTS = part(
    given_when=optional(one_of(("on_confirmation", "end_of_talk", "with_invitation"))),
    due=optional(text),
    items=optional(NAMES),
    not_asked=optional(each(one_of(REGISTERS))),
    missing=optional(record(action=one_of(("note_and_continue",)), never=NAMES)),
)

_GROUPS = part(
    axis=optional(text),
    assigned_by=one_of(("human",)),
    items=optional(each(part(id=either(number, text), label=text))),
)

_LIMITS = each(part(id=text, max=record(value=number, unit=text), places=optional(number)))

_PARTNERS = each(
    part(
        name=text,
        slot=optional(record(weekday=WEEKDAY, kind=one_of(CHANNEL_KINDS))),
        referral_needs_consent=one_of((True,)),
        for_=optional(text),
    )
)

_ESCALATION = part(
    crisis=optional(
        part(
            role=optional(ROLE),
            reachable=optional(record(hours=optional(text), phone=optional(text))),
            out_of_hours=optional(text),
            climb_after=optional(record(value=whole(1), unit=one_of(("minutes",)))),
        )
    ),
    moved_or_lost=optional(LINK),
    doubt=optional(LINK),
    complaint=optional(LINK),
)

_HUMAN = part(
    first=optional(ROLE),
    second=optional(ROLE),
    fixed_contact=optional(flag),
    companion=optional(one_of(("always_allowed",))),
    phone=optional(text),
    place=optional(text),
    route=optional(mapping(text)),
)

_PROGRAMME = part(
    name=text,
    length=optional(record(value=number, unit=one_of((*DEADLINE_UNITS, "months", "years")))),
    places=optional(number),
    facilities=optional(NAMES),
)
_CONTEXT = part(
    principles=optional(each(either(part(id=text, label=text), text))),
    after_intake=optional(each(part(id=text, label=text))),
    programmes=optional(each(_PROGRAMME)),
    sanctions_by=optional(text),
)

_HANDOVER = part(
    to_resident=optional(NAMES),
    to_staff=optional(record(package=text, fields=NAMES)),
    never=optional(NAMES),
)

_LANGUAGES = part(
    offered=optional(each(text, at_least=1)),
    default=optional(text),
    level=optional(text),
    legal_text=optional(one_of(("nl",))),
)

PRIVACY = ("purpose", "legal_ground", "retention", "dpia_ref", "algorithm_register_ref")
"""What a live municipality accounts for."""

_PRIVACY = record(**{key: optional(text) for key in PRIVACY})

_LAW_FLAGS = each(part(rule=text, law=text, from_=day, effect=one_of(LAW_EFFECTS)))

SECTIONS: dict[str, Shape] = {
    "entry": ENTRY,
    "application": APPLICATION,
    "age_rules": AGE_RULES,
    "immediate_needs": _NEEDS,
    "client_photo": _PHOTO,
    "screening": _SCREENING,
    "triage": TRIAGE,
    "routing": ROUTING,
    "scheduling": SCHEDULING,
    "tasks": TASKS,
    "documents": _DOCUMENTS,
    "obligations": NAMES,
    "rights": NAMES,
    "payments": part(advance=one_of(("law",))),
    "groups": _GROUPS,
    "limits": _LIMITS,
    "partners": _PARTNERS,
    "escalation": _ESCALATION,
    "human": _HUMAN,
    "next_step": text,
    "context": _CONTEXT,
    "handover": _HANDOVER,
    "languages": _LANGUAGES,
}
"""Parts about which a source may be silent as a whole; ``defaults.yml`` has every one of them."""

DEFAULTS = record(
    format=one_of(("voordeur-defaults/1",)),
    terms=_TERMS,
    **SECTIONS,
    each_appointment=record(**APPOINTMENT_ITEM),
    each_group_session=record(**SESSION_ITEM),
    law_flags=_LAW_FLAGS,
)
"""What serves where a municipality's source is silent, and the law that none of them can switch off."""

PROFILE = record(
    format=one_of(("voordeur-profile/1",)),
    meta=_META,
    terms=_TERMS,
    **{name: optional(section) for name, section in SECTIONS.items()},
    privacy=_PRIVACY,
    law_flags=optional(_LAW_FLAGS),
)
"""The whole file.  It has no key that could hold a group of a person, a score or the name of a person."""
