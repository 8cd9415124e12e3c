"""What does the law say about this, from when, and who decides?

Explanation only: never yes or no, never a sum for one person (domain.md 2.11, X8 and X9).

Flow: actions.rights -> here -> core.rights and the catalog.
"""

from __future__ import annotations

from datetime import date

from bot.core.catalog import Right
from bot.core.date_window import month_in
from bot.core.messages import Say, Understanding, Value, day, euros, items, localized, role, text
from bot.core.rights import law_on, rights_by_id, rights_for
from bot.services.turn import Turn

TEXTS_SHOWN = 2
"""Texts in one answer; more would bury the one that was asked for."""

LIKELY = 0.2
"""A second meaning from this confidence is reckoned with."""

FIGURES_FIRST = ("single", "couple")
"""Norms shown for a question about the amount; the rest stands on the official page."""


def explain(turn: Turn, heard: Understanding) -> None:
    """Answer a question about rights or obligations from the dated catalog."""
    if heard.intent == "ask_amount":
        _explain_amount(turn, heard)
    elif heard.intent == "ask_privacy":
        turn.say(Say("privacy.explained", {"municipality": turn.profile.name}))
    else:
        _explain_texts(turn, heard)


def _explain_texts(turn: Turn, heard: Understanding) -> None:
    on = asked_about(turn, heard)
    found = _general(turn, heard.intent, on) or rights_for(turn.catalog, heard.intent, on)
    if not found:
        turn.say(Say("rights.unknown", {"decided_by": role(turn.profile.decided_by)}))
        return
    if _may_want_a_verdict(heard):
        turn.say(Say("rights.never_decides"))
    for right in found[:TEXTS_SHOWN]:
        turn.say(Say("rights.answer", _values(right)))


def _may_want_a_verdict(heard: Understanding) -> bool:
    """Whether somebody may be asking for a yes or no, which only the municipality gives."""
    second = any(intent == "ask_eligibility" and sure >= LIKELY for intent, sure in heard.ranking)
    return heard.intent == "ask_eligibility" or second


def asked_about(turn: Turn, heard: Understanding) -> date:
    """The date whose version is asked for: a month that is named, otherwise today (X12)."""
    return month_in(heard.text, turn.date_words) or turn.today


def _general(turn: Turn, intent: str, on: date) -> tuple[Right, ...]:
    ids = {"ask_rights": turn.profile.rights, "ask_obligations": turn.profile.obligations}.get(intent, ())
    return rights_by_id(turn.catalog, ids, on)


def _values(right: Right) -> dict[str, Value]:
    extra = [localized(words) for words in (right.depends_on, right.how) if words]
    return {
        "text": localized(right.text), "extra": items(extra, "sentences"), "article": right.article,
        "url": right.url, "valid_from": day(right.valid_from),
    }


def _explain_amount(turn: Turn, heard: Understanding) -> None:
    law = law_on(turn.catalog, asked_about(turn, heard))
    if law is None or not law.figures:
        turn.say(Say("rights.amount_unknown"))
        return
    shown = [figure for figure in law.figures if figure.id in FIGURES_FIRST] or law.figures[:2]
    lines = [text("rights.figure", name=localized(f.name), euros=euros(f.amount_cents)) for f in shown]
    source = {"article": shown[0].article, "valid_from": day(law.valid_from)}
    turn.say(Say("rights.amount", {"lines": items(lines, "lines"), **source}))
