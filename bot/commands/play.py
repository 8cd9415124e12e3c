"""``voordeur play``: do scenario files come true in the real dialogue?

Flow: files -> bot.play.scenario -> database and dialogue started once -> bot.play.player.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import asyncpg

from bot.core.errors import CatalogInvalid
from bot.play.player import play
from bot.play.scenario import Scenario, read_scenarios
from bot.play.world import world
from bot.rasa_components.model import TrainingFailed, ensure_model
from bot.settings import Settings


def run(files: Sequence[Path], settings: Settings, out: TextIO, err: TextIO) -> int:
    """Play every scenario of the files on an empty database of its own.

    Args:
        files: Scenario files (docs/scenarios.md).
        settings: ``database_url`` is a server where we may create a database; ``None`` starts one.
        out: Gets one line for each failed expectation, and at the end the count.
        err: Gets what is wrong with the installation, and the progress of a training.

    Returns:
        Exit code: 1 when any scenario failed, or none could be played.
    """
    logging.basicConfig(level=logging.ERROR, stream=err, format="%(levelname)s %(name)s %(message)s")
    read = [read_scenarios(file) for file in files]
    scenarios = [scenario for found, _ in read for scenario in found]
    faults = [fault for _, found in read for fault in found]
    print(*faults, sep="\n", end="\n" if faults else "", file=out)
    try:
        model = ensure_model(lambda line: print(line, file=err, flush=True))
        failed = asyncio.run(_play_all(scenarios, settings, model, out)) if scenarios else 0
    except (CatalogInvalid, TrainingFailed) as refused:
        print(refused, file=err)
        return 1
    except (asyncpg.PostgresError, OSError) as missing:
        print(f"database: play: {type(missing).__name__}: {missing}", file=err)
        return 1
    unread = len({fault.partition(": step ")[0].rsplit(": ", 1)[0] for fault in faults})
    print(f"{len(scenarios) - failed} passed, {failed + unread} failed", file=out)
    return 1 if failed or faults else 0


async def _play_all(scenarios: Sequence[Scenario], settings: Settings, model: Path, out: TextIO) -> int:
    """Play them one after another; returns how many failed."""
    from bot.rasa_components.dialogue import RasaDialogue

    dialogue = await asyncio.to_thread(RasaDialogue.load, model)
    failed = 0
    async with world(settings, dialogue) as here:
        for scenario in scenarios:
            lines = await play(scenario, here)
            print(*lines, sep="\n", end="\n" if lines else "", file=out, flush=True)
            failed += bool(lines)
    return failed
