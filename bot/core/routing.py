"""To which team does a case go?

The address decides where the municipality works by area; elsewhere a person does.  Without a
fixed address the first intaker who is free, speed first (Alphen).

Pure: the date comes in, because areas change (R7).  Source: municipality profile, ``routing``;
domain.md 1.1 and 2.9.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.core.case import Case, Routing
from bot.core.catalog import Area, Catalog, Profile, Team
from bot.core.errors import TransitionNotAllowed
from bot.core.needs import has_fixed_address

BY_AREA = frozenset({"area_team", "neighbourhood"})
"""Models in which the address decides the team."""

CHOSEN_BY_STAFF = {"team_by_group": "by_group", "team_by_phase": "by_phase", "track": "by_track"}
"""Models in which a person chooses the team, with the reason that the case carries until then."""

KEPT = frozenset({"chosen_by_staff", "moved"})
"""Reasons of a route that no answer changes any more: a person has the case."""

HOME, LETTER, ELSEWHERE = "home", "letter", "elsewhere"
"""What the resident said of the address: where they live, a letter address, another municipality."""

_CENTRAL = "central_desk"


def route(case: Case, profile: Profile, catalog: Catalog, on: date) -> Routing:
    """The team by address, or the reason why no team is fixed.

    Args:
        case: With the address for as far as it was told.
        profile: Whose areas and teams are used.
        on: Local date whose areas count.
    """
    if profile.routing_model not in BY_AREA:
        return Routing(None, profile.place, CHOSEN_BY_STAFF.get(profile.routing_model, "central"))
    if has_fixed_address(case, catalog) is False:
        return Routing(None, _desk(profile, profile.no_fixed_address_to), "no_fixed_address")
    if case.address_kind == LETTER and not profile.letter_address_counts:
        return Routing(None, _desk(profile, profile.no_fixed_address_to), "letter_address")
    return _by_postcode(case, profile, on)


def _by_postcode(case: Case, profile: Profile, on: date) -> Routing:
    area = area_of(case.postcode, profile, on)
    if is_elsewhere(case, profile):
        return Routing(None, _desk(profile, _CENTRAL), "outside_municipality")
    if area:
        return Routing(area.team, None, "area", area.core)
    desk = _desk(profile, profile.unknown_postcode_to) if case.postcode else None
    return Routing(None, desk, "unknown_postcode" if case.postcode else "address_unknown")


def _desk(profile: Profile, to: str) -> str | None:
    return profile.place if to == _CENTRAL else None


def is_elsewhere(case: Case, profile: Profile) -> bool:
    """Whether the resident lives in another municipality: they said so, or the postcode is not ours (R4)."""
    if case.address_kind == ELSEWHERE:
        return True
    if case.postcode is None or not profile.postcodes:
        return False
    return not any(first <= int(case.postcode) <= last for first, last in profile.postcodes)


def area_of(postcode: str | None, profile: Profile, on: date) -> Area | None:
    """The area that holds the four digits of a postcode on a day, if any."""
    if postcode is None:
        return None
    code = int(postcode)
    return next((a for a in profile.areas if a.first <= code <= a.last and _holds(a, on)), None)


def _holds(area: Area, on: date) -> bool:
    return area.valid_from <= on <= (area.valid_to or date.max)


def asks_postcode(case: Case, profile: Profile, catalog: Catalog) -> bool:
    """Whether the postcode decides anything for this case."""
    told = case.postcode is not None or case.address_kind is not None
    return profile.routing_model in BY_AREA and not told and has_fixed_address(case, catalog) is True


def teams_of(profile: Profile) -> tuple[Team, ...]:
    """Every team to which a person may give a case: those of the profile, else those of its areas."""
    by_area = dict.fromkeys(area.team for area in profile.areas)
    return profile.teams or tuple(Team(team, team, "") for team in by_area)


def assigned(routing: Routing, team: str, profile: Profile) -> Routing:
    """The route after a person chose a team.

    Raises:
        TransitionNotAllowed: The municipality has no such team.
    """
    if team not in {one.id for one in teams_of(profile)}:
        raise TransitionNotAllowed(f"no such team: {team}")
    return replace(routing, team=team, reason="chosen_by_staff", core=None)
