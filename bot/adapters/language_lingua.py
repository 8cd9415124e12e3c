"""In which of our languages is a text written?

Lingua in low-accuracy mode (33 MB instead of 310), after a rule for Ge'ez script, which it
does not know.  Nothing about a person follows from it: it only offers to switch.
"""

from __future__ import annotations

from functools import lru_cache

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk", "fa", "so")
"""Told apart by Lingua; ``ti`` comes from its script."""

NEIGHBOURS = ("ru",)
"""Not ours, but often written by residents; told apart only where it matters."""

GEEZ = "ti"
_GEEZ_BLOCK = ("\u1200", "\u137f")
_LONGEST = 500
"""Characters that are read; more does not make it surer."""


def detect(text: str, languages: tuple[str, ...] = LANGUAGES) -> tuple[str | None, float]:
    """The likeliest language of a text.

    Args:
        text: Of any length.
        languages: Those to choose from, besides Tigrinya.

    Returns:
        Language code and confidence (0.0 to 1.0); ``(None, 0.0)`` when there is nothing to go by.
    """
    text = text[:_LONGEST]
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return None, 0.0
    geez = sum(_GEEZ_BLOCK[0] <= letter <= _GEEZ_BLOCK[1] for letter in letters) / len(letters)
    if geez >= 0.5:
        return GEEZ, geez
    best = _detector(languages).compute_language_confidence_values(text)[0]
    if not best.value:
        return None, 0.0
    return best.language.iso_code_639_1.name.lower(), round(best.value, 4)


def language_of(text: str) -> tuple[str | None, float]:
    """As ``detect``, and Russian is told from Ukrainian; implements ``bot.core.ports.LanguageOf``."""
    return detect(text, (*LANGUAGES, *NEIGHBOURS))


@lru_cache(maxsize=2)
def _detector(languages: tuple[str, ...]) -> LanguageDetector:
    codes = [getattr(IsoCode639_1, code.upper()) for code in languages]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
