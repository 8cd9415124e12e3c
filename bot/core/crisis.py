"""Do these words mean that someone needs help now?

Flow: a free text, in any state of the talk -> ``find`` -> a person, or one question back.
Pure: words come in as data (``bot/catalog/crisis_words``); standard library only.
Limits: it reads words, not meaning; a flag is a reason to bring a person, not a finding.
High recall by design: a false alarm costs a phone call, a miss costs more.

Source: docs of the domain, 3.5 (flags) and 2.7 (what follows from them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.plain_text import single_letters, without_accents, words_only

FLAGS = (
    "no_bed_tonight",
    "no_food_today",
    "eviction",
    "shutoff",
    "insurance_end",
    "unsafe_home",
    "child_unsafe",
    "suicide",
    "medical_now",
    "self_care_zero",
    "medicine_none",
    "no_heat",
    "trafficking",
)
"""All crisis indicators, in the order in which they are told to staff."""

_BEFORE, _AFTER = 70, 45
"""Characters around a hit in which "last year" or "in a film" takes the alarm away."""

_GAP = r"(?: \w+){0,4}"
_PLAIN_WORD = re.compile(r"\([^()]*\)\??|\w*[*?]|[|]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying it.

    Attributes:
        anchor: A piece that must occur, so that most texts never meet the expression.
        expression: Matches in a text made by ``words_only``.
    """

    anchor: str
    expression: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in a text made by ``words_only`` where it is said."""
        return self.expression.search(text) if self.anchor in text else None

    def places(self, text: str) -> Iterable[re.Match[str]]:
        """Every place in a text made by ``words_only`` where it is said."""
        return self.expression.finditer(text) if self.anchor in text else ()


Patterns = tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """What people say in one language.

    Attributes:
        sure: Flag to patterns that mean it.
        doubt: Flag to patterns that may mean something else.
        idiom: Said near a hit: it is a joke, a saying, a film, a question about a word.
        past: Said near a hit: it is over, or about someone long ago.
        still: Said near a hit: it goes on, so ``past`` does not count.
    """

    sure: Mapping[str, Patterns]
    doubt: Mapping[str, Patterns]
    idiom: Patterns = ()
    past: Patterns = ()
    still: Patterns = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one text.

    Attributes:
        flags: Whose words leave no doubt, in the order of ``FLAGS``.
        doubt: Flags whose words may mean something else; ask, do not decide.
        excused: Crisis words stood there, but they were a saying or over.
    """

    flags: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    excused: bool = False


def to_pattern(words: str) -> Pattern:
    """Compile one readable pattern.

    Args:
        words: Words with a space between; ``...`` is up to four words, ``*`` any letters,
            ``(a|b)`` one of these, ``(a )?`` may be left out.

    Raises:
        re.error: A bracket is not closed.
    """
    plain = single_letters(without_accents(words.replace("'", "")))
    source = plain.replace(" . ", _GAP + " ").replace("*", r"\w*")
    return Pattern(_anchor(plain), re.compile(rf"(?<= )(?:{source})(?= )"))


def _anchor(plain: str) -> str:
    if "|" in re.sub(r"\([^()]*\)", "", plain):
        return ""
    certain = re.findall(r"\w+", _PLAIN_WORD.sub(" ", plain)) if "((" not in plain else []
    return max(certain, key=len, default="")


def find(text: str, languages: Iterable[CrisisWords]) -> Finding:
    """The crisis flags that a text raises, by the words of every language.

    Args:
        text: As typed, of any length.
        languages: Words of each language; all are tried, as people mix them.

    Returns:
        Flags and doubts; both empty when nothing was said or it was excused.
    """
    plain = words_only(text)
    parts = [_find_in(plain, words) for words in languages]
    flags = {flag for part in parts for flag in part.flags}
    doubt = {flag for part in parts for flag in part.doubt}
    return Finding(
        flags=tuple(flag for flag in FLAGS if flag in flags),
        doubt=tuple(flag for flag in FLAGS if flag in doubt - flags),
        excused=any(part.excused for part in parts) and not flags and not doubt,
    )


def _find_in(plain: str, words: CrisisWords) -> Finding:
    sure, sure_excused = _said(plain, words.sure, words)
    doubt, doubt_excused = _said(plain, words.doubt, words)
    return Finding(sure, doubt, sure_excused or doubt_excused)


def _said(
    plain: str, by_flag: Mapping[str, Patterns], words: CrisisWords
) -> tuple[tuple[str, ...], bool]:
    flags, excused = [], False
    for flag, patterns in by_flag.items():
        hits = [_surroundings(plain, hit) for pattern in patterns for hit in pattern.places(plain)]
        meant = [around for around in hits if not _is_excused(around, words)]
        excused = excused or len(meant) < len(hits)
        if meant:
            flags.append(flag)
    return tuple(flags), excused


def _surroundings(plain: str, hit: re.Match[str]) -> str:
    before = plain[max(0, hit.start() - _BEFORE) : hit.start()].rpartition(" . ")[2]
    after = plain[hit.end() : hit.end() + _AFTER].partition(" . ")[0]
    return f" {before}{hit.group()}{after} "


def _is_excused(around: str, words: CrisisWords) -> bool:
    if _any(words.idiom, around):
        return True
    return _any(words.past, around) and not _any(words.still, around)


def _any(patterns: Patterns, text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
