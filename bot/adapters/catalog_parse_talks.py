"""Which keys describe the talks, group sessions, deadlines and tasks of a municipality?

``scheduling`` and ``tasks`` of a profile (domain.md 1.12), written as shapes.
"""

from __future__ import annotations

from bot.adapters.catalog_parse_shape import (
    day,
    each,
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
from bot.core.vocabulary import (
    AGENDA,
    BOOKERS,
    CALENDAR_PLUGINS,
    CONFIRMATIONS,
    DEADLINE_ANCHORS,
    DEADLINE_UNITS,
    EXCEPTIONS,
    ROLES,
    SESSION_TOPICS,
    WHEN_FULL,
)
from bot.core.vocabulary import TASKS as TASK_IDS

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
"""Monday first, as ``date.weekday`` counts."""

WEEKDAY = one_of(WEEKDAYS)

ROLE = one_of(ROLES)

DEADLINE = record(
    value=number,
    unit=one_of(DEADLINE_UNITS),
    from_=one_of(DEADLINE_ANCHORS),
    exact=optional(flag),
    weekday=optional(WEEKDAY),
    unless=optional(one_of(EXCEPTIONS)),
    law=optional(text),
)

APPOINTMENT_ITEM = {
    "minutes_max": optional(whole(5)),
    "booked_by": optional(one_of(BOOKERS)),
    "place": optional(text),
    "deadline": optional(DEADLINE),
    "confirmation": optional(each(one_of(CONFIRMATIONS), at_least=1)),
    "late_grace_minutes": optional(number),
    "reschedule_by": optional(each(one_of(("resident", "staff")))),
}
"""Keys of a talk that have a national default."""

SESSION_ITEM = {
    "minutes": optional(whole(5)),
    "place": optional(text),
    "invited_max": optional(whole(1)),
    "seats": optional(whole(1)),
    "expected_no_show": optional(record(value=number, unit=one_of(("percent",)))),
    "per_week": optional(whole(1)),
    "weekday": optional(WEEKDAY),
    "facilitators": optional(record(n=optional(number), role=optional(ROLE))),
    "mandatory": optional(flag),
    "audience": optional(record(age_gte=optional(number))),
    "agenda": optional(each(one_of(AGENDA))),
    "form_given_out": optional(flag),
    "when_full": optional(one_of(WHEN_FULL)),
    "no_show": optional(
        record(
            contacts=number,
            then=one_of(("human",)),
            never=each(one_of(("auto_close", "auto_sanction")), at_least=2),
        )
    ),
    "languages": optional(each(text, at_least=1)),
    "interpreter": optional(one_of(("on_request",))),
    "companion": optional(one_of(("allowed",))),
    "companion_takes_seat": optional(flag),
    "deadline": optional(DEADLINE),
}
"""Keys of a group session that have a national default."""

_APPOINTMENT = part(id=text, with_=ROLE, **APPOINTMENT_ITEM)

_GROUP_SESSION = part(
    id=text,
    topic=one_of(SESSION_TOPICS),
    individual_exception=optional(record(when=one_of(EXCEPTIONS), to=text)),
    **SESSION_ITEM,
)

SCHEDULING = part(
    calendar=optional(
        part(
            plugin=optional(one_of(CALENDAR_PLUGINS)),
            weekdays=optional(each(WEEKDAY, at_least=1)),
            holidays=optional(one_of(("nl_atw",))),
            extra_closed=optional(each(day)),
            open_hours=optional(mapping(text)),
        )
    ),
    appointments=optional(each(_APPOINTMENT)),
    chains=optional(each(part(id=text, steps=each(text, at_least=2)))),
    group_sessions=optional(each(_GROUP_SESSION)),
)

TASKS = each(
    part(
        id=one_of(TASK_IDS),
        n=optional(number),
        unit=optional(text),
        due=optional(record(value=number, unit=one_of(DEADLINE_UNITS), from_=text)),
        blocks_application=optional(one_of((False,))),
    )
)
