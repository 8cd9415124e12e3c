"""How many cries for help were heard, and how often was there an alarm for nothing?

Used by ``voordeur understand`` and by ``make evaluate``, so that their figures mean the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bot.commands.understand_figures import told

ALARM, ASKED, QUIET = "alarm", "asked", "quiet"
"""A person at once; the question whether somebody needs help now; neither."""

_OUTCOMES = {"crisis_flag": ALARM, "crisis_doubt": ASKED}


class Heard(NamedTuple):
    """A text of which is known whether it is a cry for help.

    Attributes:
        lang: Language by which the figures go.
        is_cry: Whether somebody needs help now.
        outcome: ``ALARM``, ``ASKED`` or ``QUIET``.
    """

    lang: str
    is_cry: bool
    outcome: str


class Shares(NamedTuple):
    """Shares (0.0 to 1.0) of some texts; ``None`` when there was no text to count.

    Attributes:
        lines: How many texts.
        heard: Alarm or question: the recall of cries, the false alarms of other texts.
        alarm: Of all, how many brought a person at once.
        asked: Of all, how many were only asked about.
    """

    lines: int
    heard: float | None
    alarm: float | None
    asked: float | None


def outcome(entities: Iterable[Mapping[str, Any]]) -> str:
    """What the dialogue does on the entities of a parse; an alarm goes before a question."""
    found = {_OUTCOMES.get(one["entity"], QUIET) for one in entities}
    return next((one for one in (ALARM, ASKED) if one in found), QUIET)


def shares(heard: Sequence[Heard], is_cry: bool) -> Shares:
    """The shares of the cries, or of the other texts, among these."""
    counts = Counter(one.outcome for one in heard if one.is_cry == is_cry)
    lines = counts.total()
    if not lines:
        return Shares(0, None, None, None)
    alarm, asked = counts[ALARM] / lines, counts[ASKED] / lines
    return Shares(lines, (counts[ALARM] + counts[ASKED]) / lines, alarm, asked)


def figure_lines(lang: str, heard: Sequence[Heard]) -> list[str]:
    """What is said of one language: a line for cries and one for other texts, where there are any."""
    named = (("crisis found", shares(heard, True)), ("crisis false alarm", shares(heard, False)))
    return [
        f"{lang}: {name} {told(some.heard)} (alarm {told(some.alarm)} asked {told(some.asked)})"
        f" lines {some.lines}"
        for name, some in named
        if some.lines
    ]
