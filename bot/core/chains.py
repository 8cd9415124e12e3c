"""Which talk follows a talk?

Some municipalities lead a resident through a row of talks, each booked at the end of the former: a group
session, a quick scan, a first talk (domain.md 1.2, Weener XL).  Pure.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.core.profile import Profile


def next_in_chain(profile: Profile, kind_id: str) -> str | None:
    """The kind that follows a kind, or ``None`` when it stands last or in no chain."""
    return _beside(profile, kind_id, 1)


def former_in_chain(profile: Profile, kind_id: str) -> str | None:
    """The kind before a kind, or ``None`` when it stands first or in no chain."""
    return _beside(profile, kind_id, -1)


def _beside(profile: Profile, kind_id: str, step: int) -> str | None:
    for chain in profile.chains:
        if kind_id in chain:
            place = chain.index(kind_id) + step
            return chain[place] if 0 <= place < len(chain) else None
    return None


def had_already(profile: Profile, attended: Collection[str]) -> frozenset[str]:
    """The kinds that somebody had: those attended, and a session in whose place they had a talk alone."""
    instead = {kind.id for kind in profile.appointments.values()
               if kind.group and kind.group.exception_to in attended}
    return frozenset({*attended, *instead})
