"""Does a running front door take a changed catalog when it is told to, and keep the old one otherwise?"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from types import SimpleNamespace

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.adapters.catalog_reload import LiveCatalog
from bot.commands import run

FAULT = "municipalities/alphen-2015.yml: triage.decided_by: system is refused"


@pytest.mark.parametrize(
    ("faults", "logged", "filled"),
    [
        ((), "catalog: read again: 1 profiles", [True]),
        ((FAULT,), f"catalog: kept the old version: {FAULT}", []),
    ],
)
async def test_a_hangup_reads_the_catalog_again(monkeypatch, caplog, faults, logged, filled):
    alphen = {"alphen-2015": load_catalog().profiles["alphen-2015"]}
    services = SimpleNamespace(catalog=LiveCatalog(SimpleNamespace(profiles=alphen)))
    calendars, read = [], asyncio.Event()
    loop = asyncio.get_running_loop()

    def reload(live):
        loop.call_soon_threadsafe(read.set)
        return faults

    async def fill(services):
        calendars.append(True)

    monkeypatch.setattr(run, "reload", reload)
    monkeypatch.setattr(run, "fill_demo_calendar", fill)
    caplog.set_level(logging.INFO)
    run.reload_on_hangup(services)
    try:
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.wait_for(read.wait(), 10)
        while not caplog.messages:
            await asyncio.sleep(0.01)
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
    assert (caplog.messages, calendars) == ([logged], filled)
