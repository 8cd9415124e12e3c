"""Does a case go to the team of its area, or to whoever is free first?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.case import Routing
from bot.core.catalog import Area, Team
from bot.core.errors import TransitionNotAllowed
from bot.core.routing import area_of, asks_postcode, assigned, is_elsewhere, route, teams_of
from tests.core.alphen import ALPHEN, CATALOG, a_case, sleeps

TODAY = date(2026, 11, 26)
HOME = {"needs": sleeps("own_home")}
BOUND = replace(ALPHEN, postcodes=((2401, 2409),))

ROUTES = {
    "no address": ({"needs": sleeps("family_friends")}, Routing(reason="no_fixed_address")),
    "no address goes before a postcode": (
        {"needs": sleeps("shelter"), "postcode": "2404"},
        Routing(reason="no_fixed_address"),
    ),
    "an address in area 3": ({**HOME, "postcode": "2404"}, Routing("team-3", None, "area")),
    "a postcode outside the table (R3)": (
        {**HOME, "postcode": "9999"},
        Routing(None, ALPHEN.place, "unknown_postcode"),
    ),
    "a letter address is no home area (R6)": (
        {**HOME, "postcode": "2404", "address_kind": "letter"},
        Routing(reason="letter_address"),
    ),
    "who says to live elsewhere (R4)": (
        {**HOME, "address_kind": "elsewhere"},
        Routing(None, ALPHEN.place, "outside_municipality"),
    ),
    "an address, no postcode": (HOME, Routing(reason="address_unknown")),
    "nothing told": ({}, Routing(reason="address_unknown")),
}


@pytest.mark.parametrize(("known", "expected"), ROUTES.values(), ids=ROUTES)
def test_the_address_decides_the_team(known, expected):
    assert route(a_case(**known), ALPHEN, CATALOG, TODAY) == expected


def test_a_municipality_may_let_a_letter_address_count():
    counts = replace(ALPHEN, letter_address_counts=True)
    case = a_case(**HOME, postcode="2404", address_kind="letter")
    assert route(case, counts, CATALOG, TODAY) == Routing("team-3", None, "area")


def test_no_fixed_address_may_go_to_the_central_desk():
    central = replace(ALPHEN, no_fixed_address_to="central_desk")
    expected = Routing(None, ALPHEN.place, "no_fixed_address")
    assert route(a_case(needs=sleeps("shelter")), central, CATALOG, TODAY) == expected


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ("central", "central"),
        ("team_by_group", "by_group"),
        ("team_by_phase", "by_phase"),
        ("track", "by_track"),
    ],
)
def test_where_no_address_decides_the_case_waits_at_the_desk_for_a_person(model, reason):
    found = route(a_case(postcode="2404"), replace(ALPHEN, routing_model=model), CATALOG, TODAY)
    assert found == Routing(None, ALPHEN.place, reason)


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
    area = area_of(postcode, ALPHEN, TODAY)
    assert (area and area.team) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 12, 31), "old"), (date(2027, 1, 1), "new"), (date(2027, 1, 4), "new")],
)
def test_a_boundary_change_counts_from_its_day(on, expected):
    before = Area(8715, 8715, "old", "Stavoren", date(2015, 1, 1), date(2026, 12, 31))
    after = Area(8715, 8715, "new", "Stavoren", date(2027, 1, 1))
    changed = replace(ALPHEN, areas=(before, after))
    expected_route = Routing(expected, None, "area", "Stavoren")
    assert route(a_case(**HOME, postcode="8715"), changed, CATALOG, on) == expected_route


@pytest.mark.parametrize(
    ("postcode", "profile", "expected"),
    [
        ("2400", BOUND, True),
        ("2401", BOUND, False),
        ("2409", BOUND, False),
        ("2410", BOUND, True),
        ("9999", ALPHEN, False),
        (None, BOUND, False),
    ],
)
def test_only_known_bounds_tell_that_a_postcode_is_elsewhere(postcode, profile, expected):
    assert is_elsewhere(a_case(postcode=postcode), profile) == expected


@pytest.mark.parametrize(
    ("known", "model", "expected"),
    [
        (HOME, "area_team", True),
        (HOME, "neighbourhood", True),
        ({**HOME, "postcode": "2404"}, "area_team", False),
        ({**HOME, "address_kind": "letter"}, "area_team", False),
        ({"needs": sleeps("family_friends")}, "area_team", False),
        ({}, "area_team", False),
        (HOME, "central", False),
        (HOME, "team_by_group", False),
    ],
)
def test_a_postcode_is_asked_only_where_it_decides(known, model, expected):
    assert asks_postcode(a_case(**known), replace(ALPHEN, routing_model=model), CATALOG) == expected


POORT = Team("poort", "Poort", "binnen een half jaar aan het werk")


def test_a_person_gives_a_case_to_a_team_of_the_municipality():
    by_group = replace(ALPHEN, routing_model="team_by_group", teams=(POORT,))
    found = assigned(Routing(None, "Plein", "by_group"), "poort", by_group)
    assert found == Routing("poort", "Plein", "chosen_by_staff")


def test_a_team_that_does_not_exist_is_refused():
    with pytest.raises(TransitionNotAllowed):
        assigned(Routing(), "mayor", ALPHEN)


def test_without_teams_of_its_own_a_municipality_has_those_of_its_areas():
    assert [team.id for team in teams_of(ALPHEN)] == [f"team-{n}" for n in range(1, 6)]
