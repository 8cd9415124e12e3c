"""Which keys describe how a resident comes in and to whom the case goes?

``entry``, ``application``, ``age_rules``, ``triage`` and ``routing`` of a profile
(domain.md 1.12), written as shapes.
"""

from __future__ import annotations

from bot.adapters.catalog_parse_shape import (
    each,
    either,
    flag,
    mapping,
    number,
    one_of,
    optional,
    part,
    record,
    text,
    whole,
)
from bot.adapters.catalog_parse_talks import DEADLINE, ROLE
from bot.core.triage import CONDITIONS, CONDITIONS_WITH_NUMBER
from bot.core.vocabulary import AGE_EFFECTS, AGE_LIMITS, CHANNEL_KINDS

NAMES = each(text)
"""A list of names."""

_KIND = one_of(CHANNEL_KINDS)

ENTRY = part(
    attitude=optional(one_of(("no_discouragement", "strict_gate"))),
    start_rule=optional(text),
    channels=optional(
        each(
            part(
                kind=_KIND,
                label=text,
                can_apply=flag,
                mandatory=optional(flag),
                steps=optional(NAMES),
                requires=optional(NAMES),
            ),
            at_least=1,
        )
    ),
    absent=optional(each(part(kind=_KIND, where=optional(text)))),
    simultaneous_to=optional(NAMES),
    offline_alternative=part(required=one_of((True,)), channel=_KIND, law=optional(text)),
    redirects=optional(each(part(from_=text, to=text))),
)

APPLICATION = part(
    form_obtainable=optional(NAMES),
    moment=optional(text),
    signature_at=optional(text),
    date_counts_from=optional(text),
    help=optional(NAMES),
)

AGE_RULES = each(
    part(
        id=text,
        when=optional(record(**{limit: optional(number) for limit in AGE_LIMITS})),
        effect=one_of(AGE_EFFECTS),
        law=optional(text),
    )
)

_CONDITION = either(
    one_of(CONDITIONS.keys() - CONDITIONS_WITH_NUMBER),
    *(record(**{name: number}) for name in sorted(CONDITIONS_WITH_NUMBER)),
)

TRIAGE = part(
    version=optional(number),
    proposed_by=optional(one_of(("rules",))),
    decided_by=optional(ROLE),
    fallback_if_no_human=optional(ROLE),
    rules=optional(
        each(
            part(
                when=either(each(_CONDITION, at_least=1), _CONDITION),
                then=record(
                    kind=one_of(("crisis", "multiple", "single")),
                    role=ROLE,
                    appointment=optional(text),
                    by=optional(one_of(("main_question",))),
                    deadline=optional(DEADLINE),
                ),
            ),
            at_least=1,
        )
    ),
    human_only_outcomes=optional(NAMES),
)

_POSTCODES = each(each(whole(1000), at_least=2))

LINK = record(to=optional(text), when=optional(text))
"""To whom something goes, and when."""

ROUTING = part(
    model=optional(
        one_of(("area_team", "central", "team_by_group", "team_by_phase", "track", "neighbourhood"))
    ),
    key=optional(one_of(("postcode", "core", "area", "none"))),
    table=optional(text),
    areas_note=optional(text),
    demo=optional(flag),
    no_fixed_address=optional(record(to=text, priority=optional(one_of(("speed",))))),
    unknown_postcode=optional(LINK),
    outside_municipality=optional(record(action=one_of(("forward",)), law=text)),
    specialism=optional(mapping(text)),
    transfers=optional(each(part(when=text, to=text, known_as=optional(each(text))))),
    bounds=optional(_POSTCODES),
    letter_address_counts=optional(flag),
    teams=optional(each(part(id=text, name=text, for_=text))),
)
