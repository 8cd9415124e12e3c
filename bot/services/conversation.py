"""What happens to a message of a resident?

It is masked and committed; then a person answers, when one has the talk, or the dialogue.
The main path of the product starts here:
``services/conversation.py`` -> ``actions/triage.py`` -> ``core/triage.py``.

Flow: channels and bot.web -> ``Conversations.receive`` -> core.ports.Dialogue -> messages out.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import uuid
from collections.abc import Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakValueDictionary

from bot.core.case import Case, Contact
from bot.core.choices import choice_id_in, typed_choice
from bot.core.errors import DialogueUnavailable
from bot.core.inbound_text import LONGEST_TEXT, clean, only_numbers
from bot.core.messages import Choice, Inbound, Say
from bot.core.ports import Dialogue, Entry, LanguageOf, Titles
from bot.core.resume_codes import code_in, hash_code
from bot.core.rights import law_on
from bot.core.scheduling import local_date
from bot.core.talk import Talk
from bot.services import agenda, languages
from bot.services.steps import HUMAN
from bot.services.steps.reuse import ask_if_still_true
from bot.services.turn import Turn, Turns

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation that this device may use.

    Attributes:
        id: Opaque; not a secret.  ``token``: the secret of this device; only its hash is kept.
        says: What the resident reads first.
    """

    id: str
    token: str
    says: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one message.

    Attributes:
        says: What the front door says; empty while a person has the talk.
        last_seq: Position of the last line of the transcript.
        silent: A person has the talk.
        resume: The conversation of a resume code that was typed, to go on there.
        case: The case after the turn, also when it was erased by it; ``None`` with ``resume``.
    """

    says: tuple[Say, ...]
    last_seq: int
    silent: bool = False
    resume: Opened | None = None
    case: Case | None = None


@dataclass(frozen=True)
class Conversations:
    """The use cases of residents."""

    turns: Turns
    dialogue: Dialogue
    titles: Titles
    language_of: LanguageOf
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def open(self, profile: str, channel: str, language: str | None = None) -> Opened:
        """Start a conversation.

        Args:
            profile: Id of the municipality.
            channel: Name of the channel module.
            language: When the resident chose one already; ``None`` asks on the first screen.

        Raises:
            KeyError: No such profile.
        """
        token = secrets.token_urlsafe(32)
        case = self.new_case(uuid.uuid4().hex, profile, channel)
        await self.turns.store.create(case, Talk(), hash_code(token), self.turns.clock())
        async with self.turns.open(case.id) as turn:
            if language:
                await agenda.STEPS["language"].choose(turn, "language", language)
            await agenda.go_on(turn)
            says = tuple(turn.said)
        return Opened(case.id, token, says)

    def new_case(self, case_id: str, profile: str, channel: str) -> Case:
        """An empty case of today.  Raises KeyError for an unknown profile."""
        today = local_date(self.turns.clock())
        known = self.turns.catalog.profiles[profile]
        law = law_on(self.turns.catalog, self.turns.law_days(known, today))
        return Case(case_id, known.id, None, Contact(channel, today), law=law.id if law else None)

    async def receive(self, inbound: Inbound) -> Reply:
        """Take one message; messages of one resident are handled in order, one at a time.

        Raises:
            ConversationUnknown: No such conversation, or it was erased.
            StoreUnavailable: The database does not answer; the message may be sent again with its id.
        """
        if inbound.text is not None and (resume := await self._resume(inbound)) is not None:
            return Reply((), 0, resume=resume)
        text = clean(inbound.text) if inbound.text is not None else None
        masked = self.turns.numbers.mask(text) if text else None
        body = _body(inbound, masked.text if masked else text)
        if body.get("text"):
            self.dialogue.think_ahead(body["text"])
        async with self._in_order(inbound.conversation_id):
            try:
                return await self._answer(inbound, body, text, masked.kinds if masked else ())
            except DialogueUnavailable as error:
                _log.error("dialogue failed in %s", error.where)
                return await self._apologise(inbound.conversation_id)

    async def _answer(self, inbound: Inbound, body: Mapping[str, Any], raw: str | None,
                      masked: tuple[str, ...]) -> Reply:
        async with self.turns.open(inbound.conversation_id, body, inbound.message_id, raw) as turn:
            if turn.opened.record.repeat_of is not None and (reply := await self._said_before(turn)):
                return reply
            silent = _person_has_the_talk(turn)
            if not silent:
                remarks = _remarks(turn, inbound, masked)  # By the question that it answers, not by the next.
                answer = await self._dialogue(turn, body)
                turn.said = [*remarks, *self._with_language_offer(turn, body, answer)]
            says = tuple(turn.said)
        return Reply(says, turn.opened.record.last_seq, silent, case=turn.case)

    async def _dialogue(self, turn: Turn, body: Mapping[str, Any]) -> tuple[Say, ...]:
        text, choice = body.get("text"), body.get("choice")
        if choice is None:
            choice = await self._typed(turn, text)
        asked = turn.talk.asked or ""
        if choice is None and only_numbers(text) and not asked.startswith(ASKS_A_NUMBER):
            await agenda.go_on(turn)
            return tuple(turn.said)
        return await self.dialogue.handle(turn.case.id, None if choice else text, choice)

    def _with_language_offer(self, turn: Turn, body: Mapping[str, Any],
                             answer: tuple[Say, ...]) -> tuple[Say, ...]:
        """The answer, with the offer of another language before its last message: the question."""
        offer = languages.offer(turn, body.get("text") or "", self.language_of)
        return (*answer[:-1], offer, *answer[-1:]) if offer else answer

    async def _typed(self, turn: Turn, text: str) -> str | None:
        """The choice on screen that a text types, if any; short texts only."""
        if turn.talk.asked is None or len(text) > LONGEST_TITLE:
            return None
        if (written := choice_id_in(text, agenda.STEPS)) is not None:
            return written
        say = await agenda.step_of(turn.talk.asked).ask(turn, turn.talk.asked)
        titles = self._titles_on_screen(turn, say.choices if say else ())
        numbered = bool(say) and say.input == "choice"
        return typed_choice(text, tuple(titles), titles.values(), numbered)

    def _titles_on_screen(self, turn: Turn, choices: Iterable[Choice]) -> Mapping[str, str]:
        lang, terms = turn.language, turn.profile.terms
        known = {choice.id: self.titles.title(choice.title, lang, terms) for choice in choices}
        return {choice_id: known.get(choice_id, choice_id) for choice_id in turn.talk.on_screen}

    async def _said_before(self, turn: Turn) -> Reply | None:
        """What was answered to the same message the first time; ``None`` when nothing was: answer now."""
        lines = await turn.opened.transcript(turn.opened.record.repeat_of)
        says = []
        for line in lines:
            if line.sender == "resident":
                break
            says += [self.titles.say(line.body)] if line.sender == "bot" else []
        if not says:
            return None
        return Reply(tuple(says), lines[-1].seq, _person_has_the_talk(turn), case=turn.case)

    async def _apologise(self, conversation_id: str) -> Reply:
        """A fixed apology and the offer of a person; the question on screen stays."""
        async with self.turns.open(conversation_id) as turn:
            say = Say("error.dialogue", choices=(HUMAN,))
            turn.talk = replace(turn.talk, on_screen=tuple(dict.fromkeys((*turn.talk.on_screen, HUMAN.id))))
            turn.say(say)
        return Reply((say,), turn.opened.record.last_seq, case=turn.case)

    async def _resume(self, inbound: Inbound) -> Opened | None:
        code = code_in(inbound.text)
        opened = await self.resume(code) if code else None
        return opened if opened and opened.id != inbound.conversation_id else None

    async def resume(self, code: str) -> Opened | None:
        """Let one more device go on with the conversation of a code; ``None`` for an unknown code."""
        conversation_id = await self.turns.store.by_resume_code(hash_code(code_in(code) or code))
        if conversation_id is None:
            return None
        token = secrets.token_urlsafe(32)
        await self.turns.store.add_device(conversation_id, hash_code(token), self.turns.clock())
        async with self.turns.open(conversation_id) as turn:
            turn.talk = replace(turn.talk, paused=False)
            turn.say(Say("resume.welcome"))
            if not _person_has_the_talk(turn):
                ask_if_still_true(turn)
                await agenda.go_on(turn)
            says = tuple(turn.said)
        return Opened(conversation_id, token, says)

    async def authorize(self, conversation_id: str, token: str) -> bool:
        """Whether a device's token opens the conversation."""
        return await self.turns.store.authorized(conversation_id, hash_code(token))

    async def transcript(self, conversation_id: str, after: int = 0) -> tuple[Entry, ...]:
        """The talk from a position on, oldest first."""
        return await self.turns.store.transcript(conversation_id, after)

    async def case(self, conversation_id: str) -> Case:
        """The case as it stands.  Raises ConversationUnknown."""
        return await self.turns.store.case(conversation_id)

    async def erase(self, conversation_id: str) -> None:
        """Delete everything of a conversation (AVG 17).  Raises ConversationUnknown."""
        async with self._in_order(conversation_id), self.turns.open(conversation_id) as turn:
            turn.erased = True
            await turn.opened.erase(turn.now)

    @asynccontextmanager
    async def _in_order(self, conversation_id: str):
        """First come, first served in this process, so that waiting takes no database connection."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        async with lock:
            yield


def _person_has_the_talk(turn: Turn) -> bool:
    return turn.case.handoff.state == "active"


ASKS_A_NUMBER = ("reach", "situation")
"""Questions to which a number that is masked is the answer."""

LONGEST_TITLE = 200
"""Longer texts are never a typed choice."""


def _body(inbound: Inbound, text: str | None) -> dict[str, Any]:
    """The line of the transcript."""
    return {"choice": inbound.choice} if inbound.choice is not None else {"text": text or ""}


def _remarks(turn: Turn, inbound: Inbound, masked: tuple[str, ...]) -> list[Say]:
    """What the resident should know about the message itself."""
    wanted = {"telefoon": "reach", "e-mail": "reach", "geboortedatum": "situation"}
    asked = turn.talk.asked or ""
    needless = [kind for kind in masked if not asked.startswith(wanted.get(kind, "-"))]
    remarks = [Say("masked", {"what": {"key": f"masked.{needless[0]}"}})] if needless else []
    too_long = inbound.text is not None and len(inbound.text) > LONGEST_TEXT
    return [*remarks, Say("text.shortened")] if too_long else remarks
