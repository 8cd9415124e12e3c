"""Does a case go to the team of its area, or to whoever is free first?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import Routing
from bot.core.routing import asks_postcode, route, team_of
from tests.core.alphen import ALPHEN, CATALOG, a_case, sleeps

ROUTES = {
    "no address": ({"needs": sleeps("family_friends")}, Routing(reason="no_fixed_address")),
    "no address goes before a postcode": (
        {"needs": sleeps("shelter"), "postcode": "2404"},
        Routing(reason="no_fixed_address"),
    ),
    "an address in area 3": (
        {"needs": sleeps("own_home"), "postcode": "2404"},
        Routing("team-3", None, "area"),
    ),
    "a postcode outside the table": (
        {"needs": sleeps("own_home"), "postcode": "9999"},
        Routing(reason="unknown_postcode"),
    ),
    "an address, no postcode": ({"needs": sleeps("own_home")}, Routing(reason="address_unknown")),
    "nothing told": ({}, Routing(reason="address_unknown")),
}


@pytest.mark.parametrize(("known", "expected"), ROUTES.values(), ids=ROUTES)
def test_the_address_decides_the_team(known, expected):
    assert route(a_case(**known), ALPHEN, CATALOG) == expected


def test_a_central_municipality_has_one_desk():
    central = replace(ALPHEN, routing_model="central")
    assert route(a_case(postcode="2404"), central, CATALOG) == Routing(None, ALPHEN.place, "central")


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        ("2400", None),
        ("2401", "team-1"),
        ("2402", "team-2"),
        ("2403", "team-2"),
        ("2409", "team-5"),
        ("2410", None),
        (None, None),
    ],
)
def test_a_range_holds_its_first_and_its_last_postcode(postcode, expected):
    assert team_of(postcode, ALPHEN) == expected


@pytest.mark.parametrize(
    ("known", "model", "expected"),
    [
        ({"needs": sleeps("own_home")}, "area_team", True),
        ({"needs": sleeps("own_home"), "postcode": "2404"}, "area_team", False),
        ({"needs": sleeps("family_friends")}, "area_team", False),
        ({}, "area_team", False),
        ({"needs": sleeps("own_home")}, "central", False),
    ],
)
def test_a_postcode_is_asked_only_where_it_decides(known, model, expected):
    assert asks_postcode(a_case(**known), replace(ALPHEN, routing_model=model), CATALOG) == expected
