"""One of the processes in which residents press for the same session at the same moment.

Started by ``test_last_seats``: it makes its residents, says ready, waits for a line, lets them all press,
and prints what each of them read and has, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime

from bot.adapters import personal_numbers
from bot.adapters.postgres import connect
from bot.adapters.store_postgres import PostgresStore
from bot.core.scheduling import local_text
from bot.services import agenda
from bot.services.turn import Turns
from tests.fakes import FakeClock
from tests.sessions import at_the_choice, catalog_with_sessions, choice_of

CONNECTIONS = 8


async def main(url: str, first: int, count: int, start: datetime) -> None:
    pool = await connect(url, size=CONNECTIONS)
    turns = Turns(PostgresStore(pool), catalog_with_sessions(), FakeClock(), personal_numbers, _every_day)
    names = [f"resident{number}" for number in range(first, first + count)]
    for name in names:
        await at_the_choice(turns, name, start)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    read = await asyncio.gather(*(_press(turns, name, start) for name in names))
    print(json.dumps(dict(zip(names, read, strict=True))), flush=True)
    await pool.close()


def _every_day(profile, year):
    return lambda day: True


async def _press(turns: Turns, name: str, start: datetime) -> dict:
    """One turn, as the dialogue does it: the choice, then what comes next."""
    async with turns.open(name) as turn:
        await agenda.choose(turn, choice_of(start))
        await agenda.go_on(turn)
    async with turns.open(name) as turn:
        booked = turn.case.appointment
        return {
            "keys": [entry.body["key"] for entry in await turn.opened.transcript(0)],
            "choices": [choice for choice in turn.talk.on_screen if choice.startswith("slot:")],
            "has": local_text(booked.starts_at) if booked else None,
        }


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), datetime.fromisoformat(sys.argv[4])))
