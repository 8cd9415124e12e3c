"""What travels between a resident and the front door, without a word of any language.

A bot message is a key with values; the border renders it in the language of whoever
reads it, so the desk shows in Dutch what the resident read in English.

Values are plain JSON: a string or number as it is, or one of the shapes below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Value = Any
"""str, int, or a dict made by one of the functions below."""


def text(key: str, **values: Value) -> Value:
    """A message inside a message, by its key in ``locales``."""
    return {"key": key, "values": values}


def localized(texts: Mapping[str, str]) -> Value:
    """A text of the catalog: language code to words."""
    return {"in": dict(texts)}


def moment(at: datetime) -> Value:
    """A date with the time of day, written out in the reader's language."""
    return {"at": at.isoformat()}


def day(on: date) -> Value:
    """A date, written out in the reader's language."""
    return {"on": on.isoformat()}


def weekday(on: date) -> Value:
    """A date to plan by, with the name of its day in front."""
    return {"on": on.isoformat(), "weekday": True}


def items(values: Iterable[Value], style: str = "and") -> Value:
    """A list: in one sentence (``and``), one item a line (``lines``) or one sentence each (``sentences``)."""
    return {"items": list(values), "style": style}


def euros(cents: int) -> Value:
    """An amount of money, given in cents, written out in the reader's language."""
    return {"cents": cents}


def role(name: str) -> Value:
    """A role (glossary): the profile's own word in Dutch, explained in other languages."""
    return {"role": name}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the resident can tap or type.

    Attributes:
        id: Stable and the same in all languages, e.g. ``photo.money:b``.
        title: What the resident reads.
        kind: ``answer`` for an answer, ``aside`` for what is always possible (skip, stop, a person).
    """

    id: str
    title: Value
    kind: str = "answer"


@dataclass(frozen=True, slots=True)
class Say:
    """One message of the front door.

    Attributes:
        key: Message id, the same in all languages.
        values: What the text's placeholders stand for.
        choices: What can be tapped, in order.
        input: Hint for the page: ``text`` (free text expected), ``choice``, ``date`` or ``none``.
        attachments: ``sheet`` and ``calendar`` after a booking, ``calendar_off`` after it was called off;
            the channel turns them into links.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    input: str = "none"
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of a resident, as a channel delivers it.

    Attributes:
        conversation_id: Opaque id of the talk; also the id of its case.
        text: Free text, or ``None`` when a choice was tapped.
        choice: Id of the tapped choice, or ``None``.
        message_id: Sender's own id; the same id twice is one message.
    """

    conversation_id: str
    text: str | None = None
    choice: str | None = None
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the model made of a free text.

    Attributes:
        intent: What the dialogue would act on; ``out_of_scope`` when it would not act.
        text: The resident's words, personal numbers masked.
        confidence: 0.0 to 1.0.
        ranking: The three best intents with their confidence, best first.
        crisis: Flags of domain.md 3.5 whose words were found.
        crisis_doubt: True when the words may also mean something else: ask, do not decide.
    """

    intent: str
    text: str = ""
    confidence: float = 1.0
    ranking: tuple[tuple[str, float], ...] = ()
    crisis: tuple[str, ...] = ()
    crisis_doubt: bool = False
