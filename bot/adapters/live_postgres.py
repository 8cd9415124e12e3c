"""Who must know at once that something changed, in whichever process it happened?

Flow: a saved turn -> ``pg_notify('voordeur', {"conversation", "kind"})`` -> the one connection
here -> everyone who subscribed.  When the connection was lost, each subscriber gets ``MISSED``
afterwards: read again, something may have passed by.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from contextlib import suppress

import asyncpg

CHANNEL = "voordeur"
MISSED: Mapping[str, str] = {"conversation": "", "kind": "missed"}
_QUEUE_SIZE = 256
_PING_S = 20.0
_RETRY_S = (0.2, 1.0, 3.0)
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)

_log = logging.getLogger(__name__)


class Subscription:
    """Changes from the moment it was made; iterate it, and close it when done."""

    def __init__(self, updates: LiveUpdates, conversation_id: str | None) -> None:
        self._updates = updates
        self._conversation_id = conversation_id
        self._queue: asyncio.Queue[Mapping[str, str]] = asyncio.Queue(_QUEUE_SIZE)

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Mapping[str, str]:
        return await self._queue.get()

    async def aclose(self) -> None:
        """Stop listening; a second call does nothing."""
        self._updates.forget(self)

    def offer(self, change: Mapping[str, str]) -> None:
        """Take a change that concerns this subscriber; who reads too slowly is told to read again."""
        if self._conversation_id not in (None, change["conversation"]) and change is not MISSED:
            return
        if self._queue.full():
            self._queue = asyncio.Queue(_QUEUE_SIZE)
            change = MISSED
        self._queue.put_nowait(change)


class LiveUpdates:
    """One LISTEN connection for this process, shared by all who wait for changes."""

    def __init__(self, url: str) -> None:
        """Prepare; nothing is opened yet.

        Args:
            url: ``postgresql://`` address.
        """
        self._url = url
        self._subscriptions: set[Subscription] = set()
        self._task: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()

    async def start(self, timeout_s: float = 5.0) -> None:
        """Begin to listen; without a database it goes on trying in the background."""
        self._task = asyncio.create_task(self._listen_for_ever())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._listening.wait(), timeout_s)

    async def stop(self) -> None:
        """Close the connection; subscribers hear nothing any more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def subscribe(self, conversation_id: str | None = None) -> Subscription:
        """Hear of changes from now on.

        Args:
            conversation_id: Only of this conversation; ``None`` for all.

        Returns:
            An async iterator of ``{"conversation": id, "kind": "message" | "case"}``, and ``MISSED``
            after a time in which changes could not be heard.
        """
        subscription = Subscription(self, conversation_id)
        self._subscriptions.add(subscription)
        return subscription

    def forget(self, subscription: Subscription) -> None:
        """Leave out a subscriber that was closed."""
        self._subscriptions.discard(subscription)

    async def _listen_for_ever(self) -> None:
        failures = 0
        while True:
            try:
                await self._listen_once()
            except _LOST as error:
                _log.warning("live updates interrupted: %s", type(error).__name__)
            failures = 0 if self._listening.is_set() else failures + 1
            self._listening.clear()
            await asyncio.sleep(_RETRY_S[min(failures, len(_RETRY_S) - 1)])

    async def _listen_once(self) -> None:
        connection = await asyncpg.connect(self._url, timeout=5)
        try:
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(CHANNEL, self._heard)
            self._tell(MISSED)
            self._listening.set()
            while not await _happens(lost, _PING_S):  # A dead line gives no sign of itself, so we ask.
                await connection.execute("select 1", timeout=5)
        finally:
            connection.terminate()

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        with suppress(ValueError, KeyError, TypeError):
            change = json.loads(payload)
            self._tell({"conversation": str(change["conversation"]), "kind": str(change["kind"])})

    def _tell(self, change: Mapping[str, str]) -> None:
        for subscription in tuple(self._subscriptions):
            subscription.offer(change)


async def _happens(event: asyncio.Event, within_s: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), within_s)
    return event.is_set()
