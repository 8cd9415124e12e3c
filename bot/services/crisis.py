"""Who helps now?  A crisis leaves everything else at once and calls a person (domain.md 2.7, 3.5).

A flag is a reason to bring a human, not a finding about the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.case import Case, with_flag
from bot.core.date_window import day_in
from bot.core.handoff import ask_for_person
from bot.core.messages import Say, Understanding, role
from bot.core.triage import propose
from bot.services.turn import Turn

LETTER_FLAGS = frozenset({"eviction", "shutoff", "insurance_end"})
"""A letter with a date: debt help within three working days (Wgs 4(2))."""


def raise_flags(turn: Turn, flags: Iterable[str]) -> None:
    """Raise crisis flags: a person is called, the rule proposes crisis, the resident hears what happens."""
    new = [flag for flag in flags if flag not in turn.case.crisis]
    for flag in new:
        turn.case = with_flag(turn.case, flag)
        turn.say(Say(f"crisis.{flag}", {"place": turn.profile.place, "role": role("crisis_worker")}))
    if not new:
        call(turn, "crisis")
        turn.say(Say("crisis.called"))
        return
    turn.talk = replace(turn.talk, paused=False, detours=(), doubted=())
    call(turn, "crisis")
    turn.case = replace(turn.case, triage=propose(turn.case, turn.profile, turn.catalog))


def note_letter(turn: Turn, text: str) -> None:
    """Keep the date of the letter where the words that told of it name one, so that it is not asked (C5)."""
    if LETTER_FLAGS & set(turn.case.crisis) and turn.case.letter_on is None:
        turn.case = replace(turn.case, letter_on=day_in(text, turn.today, turn.date_words))


def call(turn: Turn, reason: str) -> None:
    """Ask for a person, unless one is already asked or here; a crisis goes before an older wish."""
    turn.case = replace(turn.case, handoff=ask_for_person(turn.case.handoff, reason, turn.now))


def refuse(turn: Turn) -> None:
    """A no to help is respected; the numbers stay on screen (C8)."""
    refused = replace(turn.case.handoff, state="none", reason="refused", since=turn.now, by=None)
    turn.case = replace(turn.case, handoff=refused)
    turn.say(Say("crisis.refused"))


def is_refused(case: Case) -> bool:
    """Whether the resident wants no help, and nobody was called again since."""
    return case.handoff.state == "none" and case.handoff.reason == "refused"


def should_ask_back(turn: Turn, heard: Understanding) -> bool:
    """Whether doubtful words are asked back: words always, a mere likeness once, nothing during a crisis."""
    once = "crisis_doubt" not in turn.talk.done
    return not turn.case.crisis and (bool(heard.crisis) or once)


def ask_back(turn: Turn, flags: tuple[str, ...]) -> None:
    """Ask whether help is needed now, instead of deciding on doubtful words."""
    turn.talk = replace(turn.talk.detour("crisis_doubt"), doubted=flags)
