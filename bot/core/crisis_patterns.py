"""Which of these ways of saying something can a text meet?

Flow: a line of ``bot/catalog/crisis_words`` -> ``to_pattern``; the words of a text -> ``occurring``
-> ``Index.candidates`` -> the few patterns that are worth trying.
Pure: standard library only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import chain

from bot.core.plain_text import single_letters, without_accents

_GAP = r"((?: \w+){0,4}) "
"""Up to four words, kept, so that a "not" among them is seen."""

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
        expression: Matches in a text made by ``words_only``; its groups are what stood in the gaps.
    """

    needs: tuple[frozenset[str], ...]
    expression: re.Pattern[str]

    def may_occur(self, occurring: Set[str]) -> bool:
        """Whether a text in which these occur can match; much cheaper than to try."""
        return not any(map(occurring.isdisjoint, self.needs))


Patterns = tuple[Pattern, ...]


Kind = tuple[str, str]
"""What a pattern is of: a key of the file, and a flag or nothing."""


class Index:
    """Patterns by a word that they need, so that a text tries a few of some thousands."""

    def __init__(self, patterns: Iterable[tuple[Kind, Pattern]]) -> None:
        """Put the number of every pattern under the words of one of its needs."""
        self._patterns = tuple(patterns)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for number, (_, pattern) in enumerate(self._patterns):
            words = max(pattern.needs, key=_shortest, default=None)
            for place in [self._always] if words is None else [self._by_word[word] for word in words]:
                place.append(number)

    def candidates(self, words: Set[str]) -> dict[Kind, list[Pattern]]:
        """The patterns that a text in which these occur may match, each once, in the order given."""
        listed = chain(self._always, *(self._by_word[word] for word in self._by_word.keys() & words))
        found: dict[Kind, list[Pattern]] = defaultdict(list)
        for kind, pattern in map(self._patterns.__getitem__, sorted(set(listed))):
            if pattern.may_occur(words):
                found[kind].append(pattern)
        return found


def _shortest(words: Set[str]) -> int:
    """Letters of the shortest: long words are rare, so a need without short ones sorts out most texts."""
    return min(map(len, words))


def to_pattern(words: str) -> Pattern:
    """Compile one readable pattern.

    Args:
        words: Words with a space between; ``...`` is up to four words, ``*`` any letters,
            ``(a|b)`` one of these, ``(a )?`` at most once, ``(a |b )*`` any number of
            times, ``(a |b )+`` at least once.

    Raises:
        ValueError: Brackets inside brackets, or a choice outside them.
    """
    plain = single_letters(without_accents(words.replace("'", "")))
    if "((" in plain or "|" in re.sub(r"\([^()]*\)", "", plain):
        raise ValueError(f"{words}: a choice stands in one pair of brackets")
    letters = re.sub(r"(?<!\))\*", r"\\w*", plain.replace("(", "(?:"))
    source = letters.replace(" ... ", _GAP)
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


def occurring(plain: str) -> Set[str]:
    """The words of a text and, with a star, all their beginnings and ends."""
    words = set(plain.split())
    return words.union(chain.from_iterable(map(_parts, words)))


def _parts(word: str) -> Iterator[str]:
    for length in range(1, min(len(word), _LONGEST_PART) + 1):
        yield f"{word[:length]}*"
        yield f"*{word[-length:]}"
