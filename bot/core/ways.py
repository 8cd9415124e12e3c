"""In which ways may a resident apply here, on the day whose law is read?

What the municipality describes, and what today's law adds: nobody has to use a computer, so there are
always two ways, and a form is never given in a meeting only.  Pure.
Source: domain.md 1.11, 2.2 (Jan-B2), 2.3 (Jan-C1); Awb 2:7, Pw 41.
"""

from __future__ import annotations

from datetime import date

from bot.core.appointment_kinds import AppointmentKind
from bot.core.law_guard import ELECTRONIC_ONLY, FORM_IN_SESSION, in_force
from bot.core.profile import Profile
from bot.core.profile_parts import Way

NATIONAL = Way("web_national", "werk.nl", can_apply=True, by_law=True)
"""The national way of Pw 41(1)."""


def ways_to_apply(profile: Profile, law_day: date) -> tuple[Way, ...]:
    """Where an application can be made, the municipality's own ways first.

    Args:
        profile: Whose ways.
        law_day: The day whose law is read; from the day of ``ELECTRONIC_ONLY`` an offline way is among them.
    """
    own = [way for way in profile.ways if way.can_apply and not way.by_law]
    if not in_force(profile, ELECTRONIC_ONLY, law_day):
        return tuple(own)
    offline = next(
        (way for way in profile.ways if way.kind == profile.offline_way), Way(profile.offline_way, None)
    )
    by_kind = {way.kind: way for way in (NATIONAL, offline)}
    return (*own, *(way for kind, way in by_kind.items() if kind not in {one.kind for one in own}))


def only_way(profile: Profile, law_day: date) -> Way | None:
    """The one way that the source called compulsory; ``None`` since the law forbids that."""
    if in_force(profile, ELECTRONIC_ONLY, law_day):
        return None
    return next((way for way in profile.ways if way.mandatory), None)


def form_in_session(profile: Profile) -> AppointmentKind | None:
    """The compulsory session in which the source gave out the form, if there was one."""
    return next((kind for kind in profile.appointments.values() if _gives_form(kind)), None)


def session_holds_form(profile: Profile, law_day: date) -> bool:
    """Whether the form was to be had in that session only, as the source has it."""
    return form_in_session(profile) is not None and not in_force(profile, FORM_IN_SESSION, law_day)


def _gives_form(kind: AppointmentKind) -> bool:
    return kind.group is not None and kind.group.mandatory and kind.group.form_given_out
