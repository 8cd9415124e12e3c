"""Does the front door do what the scenarios ask?  Real Rasa, real PostgreSQL, the scenario's own clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.play.player import play
from bot.play.scenario import read_scenarios

pytestmark = pytest.mark.timeout(600)  # The model may have to be trained first.

_FILES = sorted((Path(__file__).parent / "scenarios").glob("*.yml"))
_READ = [read_scenarios(file) for file in _FILES]
_SCENARIOS = [scenario for found, _ in _READ for scenario in found]
_ASKED = [
    *(f"Jan-A{n}" for n in range(1, 13)),
    *(f"Jan-B{n}" for n in range(1, 4)),
    *(f"Jan-C{n}" for n in range(1, 5)),
    *(f"Jan-D{n}" for n in range(1, 8)),
    *(f"Jan-E{n}" for n in range(1, 5)),
    *(f"C{n}" for n in range(1, 10)),
    *(f"X{n}" for n in range(1, 15)),
    *(f"G{n}" for n in range(1, 13)),
    *("Y1", "Y2", "F1", "F2", "A1", "A2", "P1", "P2", "J1", "S1", "S2"),
    *(f"U{n}" for n in range(1, 9)),
    *(f"R{n}" for n in range(2, 10)),
]


def test_every_scenario_file_can_be_read():
    assert [fault for _, faults in _READ for fault in faults] == []


@pytest.mark.parametrize("number", _ASKED)
def test_every_acceptance_scenario_is_told(number):
    assert [one.name for one in _SCENARIOS if one.name.split()[0] == number] != []


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("scenario", _SCENARIOS, ids=lambda one: one.name)
async def test_the_front_door_does_what_the_scenario_asks(scenario, here):
    assert await play(scenario, here) == ()
