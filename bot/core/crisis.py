"""Do these words mean that someone needs help now?

Flow: a free text, in any state of the talk -> ``find`` -> a person, or one question back.
Pure: words come in as data (``bot/catalog/crisis_words``); standard library only.
Limits: it reads words, not meaning; a flag is a reason to bring a person, not a finding.
High recall by design: a false alarm costs a phone call, a miss costs more.

Source: docs of the domain, 3.5 (flags) and 2.7 (what follows from them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

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

_HITS_READ = 5
"""Hits of one pattern that are looked at; more of the same tell nothing new."""

_GAP = r"(?: \w+){0,4} "
_PART = re.compile(r"\(([^()]*)\)([?*]?)|([^()]+)")
_LONGEST_PART = 30
"""Letters of a beginning or end that are compared; a text may be one word of 20,000 letters."""

_TELLS = re.compile(rf"\w+|\w{{1,{_LONGEST_PART}}}\*|\*\w{{1,{_LONGEST_PART}}}")
"""A word, or the beginning or end of one, that must stand in the text for the pattern to match."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying it.

    Attributes:
        needs: Sets of words, beginnings ("slap*") and ends ("*brief"); a text without one of each
            set never meets the expression.
        expression: Matches in a text made by ``words_only``.
    """

    needs: tuple[frozenset[str], ...]
    expression: re.Pattern[str]

    def may_occur(self, occurring: Set[str]) -> bool:
        """Whether a text in which these occur can match; much cheaper than to try."""
        return not any(map(occurring.isdisjoint, self.needs))


Patterns = tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """What people say, in one language or several.

    Attributes:
        sure: Flag to patterns that mean it.
        doubt: Flag to patterns that may mean something else.
        sayings: Taken out of the text first: "laughed myself to death", "my battery is dead".
        about: Said near a hit: it is about a film, a joke, a school paper.
        past: Said near a hit: it is over.
        still: Said near a hit: it goes on, so ``past`` does not count.
    """

    sure: Mapping[str, Patterns]
    doubt: Mapping[str, Patterns]
    sayings: Patterns = ()
    about: Patterns = ()
    past: Patterns = ()
    still: Patterns = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one text.

    Attributes:
        flags: Whose words leave no doubt, in the order of ``FLAGS``.
        doubt: Flags whose words may mean something else; ask, do not decide.
        excused: Crisis words stood there, but they were a saying or over.
        distant: It speaks of a saying, a film, a joke or the past; a doubt that stands on no word
            has little ground then.
    """

    flags: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    excused: bool = False
    distant: bool = False


def to_pattern(words: str) -> Pattern:
    """Compile one readable pattern.

    Args:
        words: Words with a space between; ``...`` is up to four words, ``*`` any letters,
            ``(a|b)`` one of these, ``(a )?`` at most once, ``(a |b )*`` any number of times.

    Raises:
        ValueError: Brackets inside brackets, or a choice outside them.
    """
    plain = single_letters(without_accents(words.replace("'", "")))
    if "((" in plain or "|" in re.sub(r"\([^()]*\)", "", plain):
        raise ValueError(f"{words}: a choice stands in one pair of brackets")
    source = re.sub(r"(?<!\))\*", r"\\w*", plain.replace(" ... ", _GAP))
    return Pattern(tuple(_needs(plain)), re.compile(rf"(?<= )(?:{source})(?= )"))


def _needs(plain: str) -> Iterator[frozenset[str]]:
    for choices, repeated, certain in _PART.findall(plain):
        if certain:
            yield from (frozenset({word}) for word in certain.split() if _TELLS.fullmatch(word))
        elif not repeated:
            yield from _needs_of(choices.split("|"))


def _needs_of(choices: list[str]) -> Iterator[frozenset[str]]:
    """One word or beginning of each choice, or nothing if a choice has none that must occur."""
    found = [next(filter(_TELLS.fullmatch, choice.split()), "") for choice in choices]
    if all(found):
        yield frozenset(found)


def _occurring(plain: str) -> Set[str]:
    """The words of a text and, with a star, all their beginnings and ends."""
    words = set(plain.split())
    return words.union(chain.from_iterable(map(_parts, words)))


def _parts(word: str) -> Iterator[str]:
    for length in range(1, min(len(word), _LONGEST_PART) + 1):
        yield f"{word[:length]}*"
        yield f"*{word[-length:]}"


def join(languages: Iterable[CrisisWords]) -> CrisisWords:
    """The words of several languages as one, as people mix them."""
    every = tuple(languages)
    return CrisisWords(
        sure=_join_flags(words.sure for words in every),
        doubt=_join_flags(words.doubt for words in every),
        sayings=tuple(chain.from_iterable(words.sayings for words in every)),
        about=tuple(chain.from_iterable(words.about for words in every)),
        past=tuple(chain.from_iterable(words.past for words in every)),
        still=tuple(chain.from_iterable(words.still for words in every)),
    )


def _join_flags(parts: Iterable[Mapping[str, Patterns]]) -> dict[str, Patterns]:
    joined: dict[str, Patterns] = {}
    for part in parts:
        for flag, patterns in part.items():
            joined[flag] = joined.get(flag, ()) + patterns
    return joined


def find(text: str, words: CrisisWords) -> Finding:
    """The crisis flags that a text raises.

    Args:
        text: As typed, of any length.
        words: Of all languages, joined.

    Returns:
        Flags and doubts in the order of ``FLAGS``; both empty when nothing was said or it
        was excused.
    """
    plain = words_only(text)
    occurring = _occurring(plain)
    literal = _without(plain, occurring, words.sayings)
    sure = _said(literal, occurring, words.sure, words)
    doubt = _said(literal, occurring, words.doubt, words)
    if sure.meant or doubt.meant:
        return Finding(_in_order(sure.meant), _in_order(doubt.meant - sure.meant))
    in_saying = literal != plain and any(
        any(_said(plain, occurring, by_flag, words)) for by_flag in (words.sure, words.doubt)
    )
    excused = sure.excused or doubt.excused or in_saying
    return Finding(excused=excused, distant=literal != plain or _is_excused(plain, words))


def _in_order(flags: Set[str]) -> tuple[str, ...]:
    return tuple(flag for flag in FLAGS if flag in flags)


def _without(plain: str, occurring: Set[str], sayings: Patterns) -> str:
    for saying in sayings:
        if saying.may_occur(occurring):
            plain = saying.expression.sub("~", plain)
    return plain


class _Said(NamedTuple):
    meant: Set[str]
    excused: bool


def _said(plain: str, occurring: Set[str], by_flag: Mapping[str, Patterns], words: CrisisWords) -> _Said:
    meant, excused = set(), False
    for flag, patterns in by_flag.items():
        candidates = [pattern for pattern in patterns if pattern.may_occur(occurring)]
        verdicts = [_is_excused(around, words) for around in _hits(plain, candidates)]
        if not all(verdicts):
            meant.add(flag)
        excused = excused or any(verdicts)
    return _Said(meant, excused)


def _hits(plain: str, patterns: Iterable[Pattern]) -> Iterator[str]:
    for pattern in patterns:
        for hit in islice(pattern.expression.finditer(plain), _HITS_READ):
            yield _surroundings(plain, hit)


def _surroundings(plain: str, hit: re.Match[str]) -> str:
    before = plain[max(0, hit.start() - _BEFORE) : hit.start()].rpartition(" . ")[2]
    after = plain[hit.end() : hit.end() + _AFTER].partition(" . ")[0]
    return f" {before}{hit.group()}{after} "


def _is_excused(around: str, words: CrisisWords) -> bool:
    if _any(words.about, around):
        return True
    return _any(words.past, around) and not _any(words.still, around)


def _any(patterns: Patterns, text: str) -> bool:
    occurring = _occurring(text)
    return any(p.may_occur(occurring) and p.expression.search(text) for p in patterns)
