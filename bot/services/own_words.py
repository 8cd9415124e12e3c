"""What do a resident's own words say at a question of the photo?

Words that mean one choice are read back first (``PhotoCheckStep``).  Others are kept beside the answer,
once and only where the question does not ask to leave details out; then the choices are shown again.

Flow: the steps of the photo -> here -> core.phrases.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.catalog import Option
from bot.core.inbound_text import has_words
from bot.core.messages import Understanding
from bot.core.photo import options_of
from bot.core.phrases import only_match
from bot.services import listening
from bot.services.turn import Turn

LONGEST = 25
"""Words in a text that is one answer; a longer one tells more than that."""


def meant(turn: Turn, inner: str, words: str) -> Option | None:
    """The choice that the words mean, where that is safe: a statement, not too long, of one thing.

    Args:
        turn: Open.
        inner: Question of the photo, e.g. ``housing`` or ``money.letter``.
        words: What the resident wrote.
    """
    if "?" in words or len(words.split()) > LONGEST:
        return None
    negations = [word for listed in turn.catalog.phrases["negates"].values() for word in listed]
    return only_match(words, options_of(inner, turn.catalog), negations)


def told(turn: Turn, inner: str, heard: Understanding) -> bool:
    """Whether words that mean no choice are an answer still, and may be kept; at one question once."""
    unknown = heard.intent == "out_of_scope" or listening.is_guess(turn, heard) or listening.is_faint(heard)
    statement = "?" not in heard.text and has_words(heard.text)
    return unknown and statement and _may_keep(turn, inner) and inner not in turn.talk.own_words


def remember(turn: Turn, inner: str, words: str) -> None:
    """Keep words until the question has its answer, where words may be kept."""
    if _may_keep(turn, inner):
        turn.talk = replace(turn.talk, own_words={**turn.talk.own_words, inner: words})


def take(turn: Turn, inner: str) -> str | None:
    """The words that were kept at a question; they are kept there no longer."""
    rest = dict(turn.talk.own_words)
    words = rest.pop(inner, None)
    turn.talk = replace(turn.talk, own_words=rest)
    return words


def _may_keep(turn: Turn, inner: str) -> bool:
    """Not where the question asks for no details: health, addiction, police, home, names of people."""
    domain = turn.catalog.domains[inner.partition(".")[0]]
    return domain.mode == "band" and domain.warning is None
