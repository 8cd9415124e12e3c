"""Does a resident write another language than the one they chose?  Then a button offers it, once.

Their choice stands until they tap.  What is kept is only which languages were offered in this talk
(``Talk.done``); nothing about the language somebody writes goes into the case.

Flow: ``services.conversation`` -> here -> ``LanguageStep`` when the button is tapped.
"""

from __future__ import annotations

from bot.core.messages import Choice, Say, text
from bot.core.ports import LanguageOf
from bot.services.turn import Turn

FEWEST_WORDS = 3
"""One word is borrowed sooner than a language is changed."""

SURE = 0.95
"""From this confidence; measured in docs/understanding.md."""

INSTEAD = {"ru": ("uk", "en", "nl")}
"""What is offered to whoever writes a language that we do not speak."""


def offer(turn: Turn, words: str, language_of: LanguageOf) -> Say | None:
    """The offer to go on in the language of a text.

    Args:
        turn: Open; remembers what was offered.
        words: What the resident wrote.
        language_of: Recognises a language.

    Returns:
        ``None`` when they write what they chose, did not choose yet, are being asked, or were offered it.
    """
    asked = turn.case.language is None or turn.talk.asked == "language"
    if asked or len(words.split()) < FEWEST_WORDS:
        return None
    codes = [code for code in _spoken(turn, *language_of(words)) if _mark(code) not in turn.talk.done]
    for code in codes:
        turn.talk = turn.talk.finish(_mark(code))
    choices = tuple(Choice(f"language:{code}", text(f"language.{code}")) for code in codes)
    return Say("language.offer", choices=choices) if choices else None


def _spoken(turn: Turn, written: str | None, confidence: float) -> tuple[str, ...]:
    """The languages of the profile that serve a text, none when one of them was chosen first."""
    serves = INSTEAD.get(written, (written,))
    if confidence < SURE or turn.language == serves[0]:
        return ()
    return tuple(code for code in serves if code in turn.profile.languages and code != turn.language)


def _mark(code: str) -> str:
    return f"language_offer.{code}"
