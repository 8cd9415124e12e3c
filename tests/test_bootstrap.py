"""Does the front door keep its database alive?"""

from __future__ import annotations

import asyncio
import subprocess

from bot import bootstrap


class Server:
    """An embedded database that is down, and does not come up at the first try."""

    def __init__(self) -> None:
        self.tries = 0

    def start(self) -> None:
        self.tries += 1
        if self.tries == 1:
            raise subprocess.CalledProcessError(1, "postgres")

    async def answers(self) -> bool:
        return self.tries > 1


async def test_a_database_that_does_not_come_back_at_once_is_tried_again(monkeypatch):
    monkeypatch.setattr(bootstrap, "_WATCH_S", 0.01)
    server = Server()
    watch = asyncio.create_task(bootstrap._keep_alive(server, server))
    async with asyncio.timeout(5):
        while not await server.answers():
            await asyncio.sleep(0.01)
            assert not watch.done()
    watch.cancel()
    assert server.tries == 2
