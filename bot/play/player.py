"""Does the front door do what a scenario asks?

Flow: ``voordeur play`` and the tests -> ``play`` -> steps, staff, expectations.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.core.errors import VoordeurError
from bot.play import staff
from bot.play.expectations import case_faults, reply_faults
from bot.play.resident import Resident, StepFailed
from bot.play.scenario import Scenario, Step
from bot.play.steps import STEPS
from bot.play.world import World


async def play(scenario: Scenario, world: World) -> tuple[str, ...]:
    """Play one scenario in an empty world.

    Returns:
        A line ``file: scenario: step n: path: ...`` for each expectation that failed.  A step that
        cannot be carried out ends the scenario: what comes after it would be about something else.
    """
    head = f"{scenario.file}: {scenario.name}"
    try:
        await world.begin(scenario)
        resident = Resident(world.services, scenario.profile)
        await resident.open(scenario.channel, scenario.language)
    except KeyError as unknown:
        return (f"{head}: start: {unknown} is not in the catalog",)
    except ValueError as wrong:
        return (f"{head}: start: {wrong}",)
    return tuple([f"{head}: {line}" async for line in _lines(scenario, world, resident)])


async def _lines(scenario: Scenario, world: World, resident: Resident) -> AsyncIterator[str]:
    for step in scenario.steps:
        try:
            for fault in await _take(step, world, resident):
                yield f"step {step.number}: {fault}"
        except StepFailed as failed:
            yield f"step {step.number}: {step.kind}: {failed}"
            return
        except (VoordeurError, KeyError) as error:
            yield f"step {step.number}: {step.kind}: {type(error).__name__}: {error}"
            return


async def _take(step: Step, world: World, resident: Resident) -> tuple[str, ...]:
    if step.kind == "expect":
        return tuple(case_faults(step.value, await resident.case()))
    if step.kind == "expect_reply":
        return tuple(reply_faults(step.value, resident.heard()))
    if step.kind == "staff":
        await staff.act(world, resident, step.value)
    elif step.kind == "wait":
        await staff.wait(world, resident, step.value)
    else:
        resident.begin_step()
        await STEPS[step.kind](resident, step.value)
    return ()
