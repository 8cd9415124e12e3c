"""Where can one apply, under which law?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.core.ways import form_in_session, only_way, session_holds_form, ways_to_apply

PROFILES = load_catalog().profiles
IN_2015, TODAY = date(2015, 7, 1), date(2026, 7, 1)

WAYS = [
    ("swf-2015", IN_2015, ["web_national"]),
    ("swf-2015", TODAY, ["web_national", "paper"]),
    ("tilburg-noma-2015", TODAY, ["web_national", "walk_in"]),
    ("weenerxl-2015", IN_2015, ["walk_in"]),
    ("weenerxl-2015", TODAY, ["walk_in", "web_national"]),
    ("ijmondwerkt-2015", IN_2015, ["web_national"]),
]


@pytest.mark.parametrize(("profile", "law_day", "expected"), WAYS)
def test_today_adds_a_way_without_a_computer_and_the_national_one(profile, law_day, expected):
    assert [way.kind for way in ways_to_apply(PROFILES[profile], law_day)] == expected


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda one: one.id)
def test_today_nobody_needs_a_computer(profile):
    offline = [way for way in ways_to_apply(profile, TODAY) if not way.kind.startswith("web")]
    assert (len(offline) >= 1, only_way(profile, TODAY)) == (True, None)


@pytest.mark.parametrize(("profile", "law_day", "expected"), [
    ("swf-2015", IN_2015, "werk.nl"), ("tilburg-noma-2015", IN_2015, "werk.nl"),
    ("ijmondwerkt-2015", IN_2015, None)])
def test_the_source_of_2015_may_name_one_way_only(profile, law_day, expected):
    way = only_way(PROFILES[profile], law_day)
    assert (way.label if way else None) == expected


@pytest.mark.parametrize(("profile", "law_day", "expected"), [
    ("weenerxl-2015", IN_2015, True), ("weenerxl-2015", TODAY, False), ("ijmondwerkt-2015", IN_2015, False)])
def test_a_session_holds_the_form_in_2015_only(profile, law_day, expected):
    assert session_holds_form(PROFILES[profile], law_day) == expected


def test_the_session_with_the_form_is_that_of_weener():
    found = {profile.id: form_in_session(profile) for profile in PROFILES.values()}
    assert [id_ for id_, kind in found.items() if kind is not None] == ["weenerxl-2015"]
