"""Where does the law of a day overrule what a municipality describes, and how long does it hold?

A profile of older years may describe practice that is no longer lawful.  The national list
``law_flags`` says what the law does to it, and from when.  Pure: the day comes in.
Source: domain.md 1.11.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bot.core.law import LawLayer
from bot.core.profile import Profile

EFFORT_PERIOD = "effort_period_27_plus"
FORM_IN_SESSION = "form_only_in_session"
ELECTRONIC_ONLY = "electronic_route_only"
ADVANCE = "advance_percent"

DAYS_AHEAD = 30
"""So many days before the last layer ends, ``voordeur check`` refuses to call the catalog sound."""


def in_force(profile: Profile, rule: str, law_day: date) -> bool:
    """Whether a rule of the law overrules the profile on a day.

    Args:
        profile: Whose practice; every profile has the same flags, none can be switched off.
        rule: Of ``law_flags``, e.g. ``FORM_IN_SESSION``.
        law_day: The day whose law is read.
    """
    return any(flag.rule == rule and flag.from_ <= law_day for flag in profile.law_flags)


def last_layer(layers: Iterable[LawLayer], today: date) -> LawLayer | None:
    """The layer of today or, where others follow without a gap, the last of those.

    Returns:
        ``None`` when no layer holds today.
    """
    found, day = None, today
    for layer in sorted(layers, key=lambda one: one.valid_from):
        if layer.valid_from <= day <= (layer.valid_to or date.max):
            found, day = layer, (layer.valid_to or date.max - timedelta(days=1)) + timedelta(days=1)
    return found


def days_left(layer: LawLayer, today: date) -> int | None:
    """Days until the last day of a layer; ``None`` when no end is known."""
    return (layer.valid_to - today).days if layer.valid_to else None
