"""What will the front door say by itself, and when?

A letter is written in the transaction of what causes it, and said in the transaction that marks it
sent: each is said once, whatever falls over in between.

Pure: values, and when to try again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.messages import Say

MOST_ATTEMPTS = 5
"""After so many a letter has failed, and a person sees it at the desk."""

_FIRST_PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to say to one resident at a moment.

    Attributes:
        dedupe: The same word twice in one conversation is one letter, e.g. ``reminder:<appointment>``.
        due_at: Aware.
        say: The message; ``None`` where the question says it all.
        question: Id of a question that comes on screen with it, e.g. ``missed``.
        about: Id of the appointment without which it has no sense any more: then it is dropped.
    """

    dedupe: str
    due_at: datetime
    say: Say | None = None
    question: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter as it stands in the outbox.

    Attributes:
        state: ``pending``, ``sent``, ``failed`` or ``dropped``.
        sent_at: Moment at which it was said.
    """

    id: int
    letter: Letter
    state: str
    attempts: int = 0
    sent_at: datetime | None = None


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many failures: after 1, 4, 16 and 64 minutes; ``None`` for never."""
    return None if attempts >= MOST_ATTEMPTS else now + _FIRST_PAUSE * 4 ** (attempts - 1)
