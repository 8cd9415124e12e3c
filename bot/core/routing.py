"""To which team does a case go?

Pure.  Source: municipality profile, ``routing``; domain.md 1.1: normally the intaker of
the team of the area where the resident lives; without a fixed address the first intaker
who is free, speed first.
"""

from __future__ import annotations

from bot.core.case import Case, Routing
from bot.core.catalog import Catalog, Profile
from bot.core.needs import has_fixed_address


def route(case: Case, profile: Profile, catalog: Catalog) -> Routing:
    """The team by address, or the reason why no team is fixed."""
    if profile.routing_model != "area_team":
        return Routing(desk=profile.place, reason="central")
    fixed = has_fixed_address(case, catalog)
    if fixed is False:
        return Routing(reason="no_fixed_address")
    team = team_of(case.postcode, profile)
    if team:
        return Routing(team=team, reason="area")
    return Routing(reason="unknown_postcode" if case.postcode else "address_unknown")


def team_of(postcode: str | None, profile: Profile) -> str | None:
    """The team whose range holds the four digits of a postcode, if any."""
    if postcode is None:
        return None
    return next((a.team for a in profile.areas if a.first <= int(postcode) <= a.last), None)


def asks_postcode(case: Case, profile: Profile, catalog: Catalog) -> bool:
    """Whether the postcode decides anything for this case."""
    by_area = profile.routing_model == "area_team" and case.postcode is None
    return by_area and has_fixed_address(case, catalog) is True
