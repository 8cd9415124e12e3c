"""Does every municipality of the catalog let a resident in, in words that it does not forbid?

One common way through the real dialogue, played for each profile: a reason, the photo, the needs, a
talk or a person.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest

from bot.adapters.catalog_files import CATALOG, load_catalog
from bot.adapters.catalog_profile_rules import forbidden
from bot.play.resident import Resident, StepFailed
from bot.play.scenario import Scenario
from bot.play.steps import STEPS

pytestmark = pytest.mark.timeout(600)  # The model may have to be trained first.

PROFILES = load_catalog().profiles
NOW = datetime.fromisoformat("2026-11-26T10:00:00+01:00")
COMMON_WAY = partial(
    Scenario, file="", name="the common way", now=NOW, channel="webchat", calendar=None, law=None, steps=()
)
WAY_IN = [
    ("say", "ik heb een uitkering nodig"),
    ("photo", {"money": "b", "housing": "b"}),
    ("needs", {"sleeps_where": "own_home", "food_drink_daily": "yes"}),
    ("confirm", ["money", "housing"]),
]


def test_every_file_is_a_profile():
    assert sorted(PROFILES) == sorted(file.stem for file in (CATALOG / "municipalities").glob("*.yml"))


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("profile", PROFILES)
async def test_a_resident_gets_a_talk_or_a_person_without_a_forbidden_word(profile, language, here):
    await here.begin(COMMON_WAY(profile=profile, language=language))
    resident = Resident(here.services, profile)
    await resident.open("webchat", language)
    for step, value in WAY_IN:
        await STEPS[step](resident, value)
    helped = await _booked_or_called(resident)
    read = "\n".join(said.text for said in resident.heard())
    found = [word for word in PROFILES[profile].forbidden if forbidden(word).search(read)]
    assert (helped, found) == (True, [])


async def _booked_or_called(resident: Resident) -> bool:
    """Book the earliest talk; where none can be booked, ask for a person."""
    try:
        await STEPS["book"](resident, "earliest")
    except StepFailed:
        await resident.choose("human")
    case = await resident.case()
    return bool(case["appointments"]) or case["handoff"]["state"] in ("requested", "waiting")
