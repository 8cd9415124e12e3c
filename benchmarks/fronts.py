"""How does one client talk with both projects, over HTTP, in the same way?

Implements ``bot.commands.bench_walk.Front`` twice; both share one aiohttp session.
"""

from __future__ import annotations

import itertools
from typing import Any

from aiohttp import ClientSession

from bot.commands.bench_walk import Screen, next_choice


class NoAnswer(RuntimeError):
    """The project took a message and said nothing; Rasa does so when an action failed."""


class OurFront:
    """Our front door by its resident's API."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self._session = session
        self._conversations = f"{base}/api/v1/conversations"

    async def open(self) -> tuple[Any, Screen]:
        """See ``Front``."""
        opened = await self._post(self._conversations, {"channel": "webchat", "language": "nl"}, {})
        return opened, _choices(opened["messages"])

    async def send(self, talk: Any, answer: str) -> Screen:
        """See ``Front``."""
        return _choices(await self._message(talk, {"choice": answer}))

    async def write(self, talk: Any, text: str) -> None:
        """See ``Front``."""
        await self._message(talk, {"text": text})

    def next_answer(self, screen: Screen, turn: int, again: bool) -> str | None:
        """See ``Front``."""
        return next_choice(screen, turn, again)

    async def _message(self, talk: Any, body: dict[str, str]) -> list[dict[str, Any]]:
        token = {"Authorization": f"Bearer {talk['token']}"}
        answer = await self._post(f"{self._conversations}/{talk['id']}/messages", body, token)
        if not answer["messages"]:
            raise NoAnswer(str(body))
        return answer["messages"]

    async def _post(self, url: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        async with self._session.post(url, json=body, headers=headers) as response:
            response.raise_for_status()
            return await response.json()


class StockFront:
    """A stock Rasa project by its REST channel."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self._session = session
        self._url = f"{base}/webhooks/rest/webhook"
        self._senders = itertools.count()

    async def open(self) -> tuple[str, Screen]:
        """See ``Front``; a talk begins with its first message."""
        return f"resident-{next(self._senders)}", ["/start_photo"]

    async def send(self, talk: str, answer: str) -> Screen:
        """See ``Front``."""
        said = await self._message(talk, answer)
        return [button["payload"] for message in said for button in message.get("buttons", ())]

    async def write(self, talk: str, text: str) -> None:
        """See ``Front``."""
        await self._message(talk, text)

    def next_answer(self, screen: Screen, turn: int, again: bool) -> str | None:
        """See ``Front``; when the form is full it starts anew."""
        return screen[turn % len(screen)] if screen else ("/start_photo" if again else None)

    async def _message(self, talk: str, text: str) -> list[dict[str, Any]]:
        async with self._session.post(self._url, json={"sender": talk, "message": text}) as response:
            response.raise_for_status()
            said = await response.json()
        if not said:
            raise NoAnswer(text)
        return said


def _choices(messages: list[dict[str, Any]]) -> Screen:
    return [choice["id"] for message in messages for choice in message.get("choices", ())]
