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
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from bot.core.crisis_patterns import Index, Kind, Pattern, Patterns, occurring
from bot.core.plain_text import words_only

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

HARM = frozenset({"unsafe_home", "child_unsafe", "suicide", "trafficking"})
"""Flags of which "it is solved" is asked about: who is afraid of somebody says so as well."""

ALL = "all"
"""Instead of a flag: goes for every flag."""

_BEFORE, _AFTER, _NEXT = 70, 45, 60
"""Characters around a hit in which "last year" or "in a film" takes the alarm away, and of the
sentence after it in which "that is solved" does."""

_NO_WITHIN = 2
"""Words before "solved" in which a "not" takes it back."""

_HITS_READ = 5
"""Hits of one pattern that are looked at; more of the same tell nothing new."""

_MEANT, _ASKED, _QUIET = "meant", "asked", "quiet"
_KINDS = ("sayings", "about", "past", "still", "negated", "denied", "anyway", "but", "no")
_KINDS_BY_FLAG = ("sure", "doubt", "solved")


@dataclass(frozen=True)
class CrisisWords:
    """What people say, in one language or several.

    Attributes:
        sure: Flag to patterns that mean it.
        doubt: Flag to patterns that may mean something else.
        solved: Flag, or ``ALL``, to what is said when there is no need, or no longer: "it came back".
        sayings: Taken out of the text first: "laughed myself to death", "my battery is dead".
        about: Said near a hit: it is about a film, a joke, a school paper.
        past: Said near a hit: it is over.
        still: Said near a hit: it goes on, so ``past`` does not count.
        negated: Said in a hit, which it takes away: "does not hit" in "my husband does not hit me".
        denied: Said around a hit, which is written ``<>`` (a saying taken out is ``~``): "nobody <>".
        anyway: Said near a hit: it is so all the same, so ``past``, ``negated``, ``denied`` and
            ``solved`` do not count.
        but: Said after ``solved``, which then does not count, or after a hit that is denied, which is
            then asked about.
        no: Said in the two words before ``solved``, which then does not count: "not enough to eat".
    """

    sure: Mapping[str, Patterns]
    doubt: Mapping[str, Patterns]
    solved: Mapping[str, Patterns] = field(default_factory=dict)
    sayings: Patterns = ()
    about: Patterns = ()
    past: Patterns = ()
    still: Patterns = ()
    negated: Patterns = ()
    denied: Patterns = ()
    anyway: Patterns = ()
    but: Patterns = ()
    no: Patterns = ()

    @cached_property
    def index(self) -> Index:
        """All patterns with their kind and flag."""
        plain = [((kind, ""), one) for kind in _KINDS for one in getattr(self, kind)]
        by_flag = [
            ((kind, flag), one)
            for kind in _KINDS_BY_FLAG
            for flag, patterns in getattr(self, kind).items()
            for one in patterns
        ]
        return Index([*plain, *by_flag])


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one text.

    Attributes:
        flags: Whose words leave no doubt, in the order of ``FLAGS``.
        doubt: Flags whose words may mean something else; ask, do not decide.
        excused: Crisis words stood there, but they were a saying, denied or over; or the text says that
            there is no need.
        distant: It speaks of a saying, a film, a joke or the past; a doubt that stands on no word
            has little ground then.
    """

    flags: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    excused: bool = False
    distant: bool = False


class _Text(NamedTuple):
    """A text that is being read.

    Attributes:
        plain: Its words, by ``words_only``, perhaps without sayings.
        candidates: What it may match.
    """

    plain: str
    candidates: Mapping[Kind, list[Pattern]]

    def says(self, kind: str, flag: str = "", part: str | None = None) -> bool:
        """Whether a pattern of this kind matches in the text, or in this part of it."""
        searched = self.plain if part is None else part
        return any(one.expression.search(searched) for one in self.candidates.get((kind, flag), ()))

    def solves(self, flag: str, part: str) -> bool:
        """Whether this part says that the flag is solved, with no "not" before and no "but" after."""
        patterns = self.candidates.get(("solved", flag), ())
        found = filter(None, (one.expression.search(part) for one in patterns))
        return any(not self._is_taken_back(part, match) for match in found)

    def _is_taken_back(self, part: str, match: re.Match[str]) -> bool:
        before = " ".join(part[: match.start()].split()[-_NO_WITHIN:])
        return self.says("no", part=f" {before} ") or self.says("but", part=part[match.end() :])


class _Hit(NamedTuple):
    """What stands around something that was found.

    Attributes:
        words: What was found.
        sentence: What stands near it in its own sentence, and itself.
        marked: The same with the hit as ``<>``, and between two of these what stood in its gaps.
        near: The same as ``sentence``, and the beginning of the next one.
        rest: What of that comes after the hit.
    """

    words: str
    sentence: str
    marked: str
    near: str
    rest: str


class _Heard(NamedTuple):
    meant: Set[str]
    asked: Set[str]
    excused: bool


def join(languages: Iterable[CrisisWords]) -> CrisisWords:
    """The words of several languages as one, as people mix them."""
    every = tuple(languages)
    return CrisisWords(
        **{kind: _join_flags(getattr(words, kind) for words in every) for kind in _KINDS_BY_FLAG},
        **{kind: tuple(chain.from_iterable(getattr(words, kind) for words in every)) for kind in _KINDS},
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
    whole = _Text(plain, words.index.candidates(occurring(plain)))
    literal = whole._replace(plain=_without_sayings(whole))
    sure, doubt = _heard("sure", literal), _heard("doubt", literal)
    asked = (sure.asked | doubt.meant | doubt.asked) - sure.meant
    if sure.meant or asked:
        return Finding(_in_order(sure.meant), _in_order(asked))
    has_saying = literal.plain != plain
    excused = sure.excused or doubt.excused or (has_saying and _would_hit(whole)) or _needs_nothing(whole)
    return Finding(excused=excused, distant=has_saying or _is_distant(whole, plain))


def _in_order(flags: Set[str]) -> tuple[str, ...]:
    return tuple(flag for flag in FLAGS if flag in flags)


def _without_sayings(whole: _Text) -> str:
    plain = whole.plain
    for saying in whole.candidates.get(("sayings", ""), ()):
        plain = saying.expression.sub("~", plain)
    return plain


def _would_hit(whole: _Text) -> bool:
    return any(whole.says(kind, flag) for kind, flag in whole.candidates if kind in ("sure", "doubt"))


def _needs_nothing(whole: _Text) -> bool:
    """Whether it says so, though no crisis word stands there that this would excuse."""
    solved = any(whole.solves(flag, whole.plain) for kind, flag in whole.candidates if kind == "solved")
    return solved and not whole.says("anyway")


def _heard(kind: str, text: _Text) -> _Heard:
    meant, asked, excused = set(), set(), False
    for flag in [flag for of, flag in text.candidates if of == kind]:
        verdicts = {_verdict(flag, hit, text) for hit in _hits(text, text.candidates[kind, flag])}
        if _MEANT in verdicts:
            meant.add(flag)
        elif _ASKED in verdicts:
            asked.add(flag)
        excused = excused or bool(verdicts - {_MEANT})
    return _Heard(meant, asked, excused)


def _hits(text: _Text, patterns: Iterable[Pattern]) -> Iterator[_Hit]:
    for pattern in patterns:
        for match in islice(pattern.expression.finditer(text.plain), _HITS_READ):
            yield _to_hit(text.plain, match)


def _to_hit(plain: str, match: re.Match[str]) -> _Hit:
    before = plain[max(0, match.start() - _BEFORE) : match.start()].rpartition(" . ")[2]
    after, _, following = plain[match.end() : match.end() + _AFTER + _NEXT].partition(" . ")
    after, following = after[:_AFTER], following.partition(" . ")[0][:_NEXT]
    sentence, rest = f" {before}{match.group()}{after} ", f"{after} . {following} "
    marked = "<>".join(["", *(f"{gap} " for gap in match.groups() if gap), ""])
    return _Hit(
        words=f" {match.group()} ",
        sentence=sentence,
        marked=f" {before}{marked}{after} ",
        near=f"{sentence}. {following} ",
        rest=rest,
    )


def _verdict(flag: str, hit: _Hit, text: _Text) -> str:
    if text.says("about", part=hit.sentence):
        return _QUIET
    if text.says("anyway", part=hit.near):
        return _MEANT
    if _is_distant(text, hit.sentence):
        return _QUIET
    if text.says("negated", part=hit.words) or text.says("denied", part=hit.marked):
        return _ASKED if text.says("but", part=hit.rest) else _QUIET
    if text.solves(flag, hit.near):
        return _QUIET
    if text.solves(ALL, hit.near):
        return _ASKED if flag in HARM else _QUIET
    return _MEANT


def _is_distant(text: _Text, part: str) -> bool:
    """Whether this part is about something else, or over."""
    if text.says("about", part=part):
        return True
    return text.says("past", part=part) and not text.says("still", part=part)
