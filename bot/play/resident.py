"""What does the resident of a scenario send, and what do they see?

Flow: bot.play.steps -> here -> services.conversation, as a channel would.
"""

from __future__ import annotations

from typing import Any

from bot.adapters.case_json import case_to_json
from bot.bootstrap import RenderedTitles, Services
from bot.core.case import Case, Contact
from bot.core.errors import ConversationUnknown
from bot.core.messages import Inbound, Say
from bot.core.scheduling import local_date
from bot.play.expectations import Heard

ALWAYS = frozenset({"human", "stop", "later"})
"""Choices that are taken at any moment, on screen or not."""


class StepFailed(Exception):
    """The step cannot be carried out; the text says what was there instead."""


class Resident:
    """One resident, on one channel after another."""

    def __init__(self, services: Services, profile: str) -> None:
        self._services = services
        self._profile = services.catalog.profiles[profile]
        self._id = ""
        self._seq = 0
        self._language = self._profile.default_language
        self._since_step: list[Say] = []
        self._screen: tuple[Say, ...] = ()
        self._code: str | None = None

    @property
    def id(self) -> str:
        """The conversation's id."""
        return self._id

    @property
    def on_screen(self) -> tuple[str, ...]:
        """Ids of the choices in the newest messages."""
        return tuple(choice.id for say in self._screen for choice in say.choices)

    @property
    def code(self) -> str | None:
        """The newest code to go on elsewhere, if one was given."""
        return self._code

    def begin_step(self) -> None:
        """From here on ``heard`` counts."""
        self._since_step = []

    async def open(self, channel: str, language: str | None) -> None:
        """Begin to talk."""
        opened = await self._services.conversations.open(self._profile.id, channel, language)
        self._id = opened.id
        self._hear(opened.says)
        await self._look()

    async def say(self, text: str) -> None:
        """Write in own words."""
        await self._send(Inbound(self._id, text=text))

    async def choose(self, choice: str) -> None:
        """Tap a choice.

        Raises:
            StepFailed: It is not on screen; names what is.
        """
        if choice not in self.on_screen and choice not in ALWAYS and not choice.startswith("language:"):
            raise StepFailed(f"no such choice: {choice}; {self.there()}")
        await self._send(Inbound(self._id, choice=choice))

    async def go_on_in(self, channel: str, code: str) -> None:
        """Open another channel and send the code there."""
        opened = await self._services.conversations.open(self._profile.id, channel, None)
        reply = await self._services.conversations.receive(Inbound(opened.id, text=code))
        if reply.resume is None:
            raise StepFailed("the code was not taken")
        self._id = reply.resume.id
        self._hear(reply.resume.says)
        await self._look()

    def there(self) -> str:
        """The choices that can be tapped, for a line of failure."""
        return f"there were: {', '.join(self.on_screen) or 'none'}"

    async def asked(self) -> str:
        """Id of the question on screen; empty when nothing is asked any more."""
        try:
            async with self._services.turns.open(self._id) as turn:
                return turn.talk.asked or ""
        except ConversationUnknown:
            return ""

    async def catch_up(self) -> None:
        """Read what came without having written: from staff, or because time passed."""
        entries = await self._services.conversations.transcript(self._id, self._seq)
        titles = RenderedTitles(self._services.texts)
        says = tuple(titles.say(entry.body) for entry in entries if entry.sender == "bot")
        if says:
            self._hear(says)
        self._seq = max((entry.seq for entry in entries), default=self._seq)

    async def case(self) -> dict[str, Any]:
        """The case in the words of the contract; the empty shape after erasure."""
        try:
            return case_to_json(await self._services.conversations.case(self._id))
        except ConversationUnknown:
            return self._erased()

    def heard(self) -> tuple[Heard, ...]:
        """What the front door said since the step began, in the resident's language.

        Raises:
            KeyError: A text is missing.
        """
        return tuple(self._read(say) for say in self._since_step)

    def _read(self, say: Say) -> Heard:
        texts, lang = self._services.texts, self._language
        rendered = texts.render(say, lang, self._profile.terms)
        return Heard(say.key, lang if say.key in texts.keys(lang) else "nl", rendered.text)

    async def _send(self, inbound: Inbound) -> None:
        try:
            reply = await self._services.conversations.receive(inbound)
        except ConversationUnknown:
            raise StepFailed("the conversation was erased") from None
        self._seq = reply.last_seq
        self._hear(reply.says)
        if reply.case is not None:
            self._language = reply.case.language or self._language
        if any(say.key == "error.dialogue" for say in reply.says):
            raise StepFailed("the dialogue gave no answer; the log says where")

    def _hear(self, says: tuple[Say, ...]) -> None:
        self._screen = says
        self._since_step += says
        self._code = next((say.values["code"] for say in says if "code" in say.values), self._code)

    async def _look(self) -> None:
        """Note where the transcript and the language are after something was opened."""
        case = await self._services.conversations.case(self._id)
        self._language = case.language or self._language
        entries = await self._services.conversations.transcript(self._id, 0)
        self._seq = max((entry.seq for entry in entries), default=0)

    def _erased(self) -> dict[str, Any]:
        today = local_date(self._services.turns.clock())
        shape = case_to_json(Case("", self._profile.id, None, Contact("", today)))
        contact = {**shape["contact"], "channel": None, "first_contact_on": None}
        return {**shape, "id": None, "profile": None, "contact": contact}
