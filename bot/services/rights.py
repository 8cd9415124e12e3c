"""What does the law say about this, from when, and who decides?

Explanation only: never yes or no, never a sum for one person (domain.md 2.11, X8 and X9).
What a resident told puts the texts that fit it first; the general ones still come.

Flow: actions.rights -> here -> core.rights and the catalog.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.core.catalog import Right
from bot.core.date_window import month_in
from bot.core.law_dates import date_asked
from bot.core.messages import Say, Understanding, Value, day, euros, items, localized, role, text
from bot.core.needs import in_institution
from bot.core.rights import filled, fits, fitting, is_for_others, law_on, rights_by_id, rights_for
from bot.services import my_dates
from bot.services.turn import Turn

ABOUT_DATES = frozenset({"ask_decision_time", "ask_advance"})
"""Questions that are about the resident's own dates as well, once there are any."""

TEXTS_SHOWN = 2
"""Texts in one answer; more would bury the one that was asked for."""

LIKELY = 0.2
"""A second meaning from this confidence is reckoned with."""

FIGURES_FIRST = ("single", "couple")
"""Norms shown for a question about the amount; the rest stands on the official page."""

FIGURES_OF_INSTITUTION = ("institution_single", "institution_couple")
"""Shown to who told that they live in an institution (Pw 23); named, never worked out (P1)."""


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
    terms = _terms(turn, on)
    for right in (*_fitting(turn, heard.intent, on), *_fitting_first(turn, found)[:TEXTS_SHOWN]):
        turn.say(Say("rights.answer", _values(right, terms)))
    if heard.intent in ABOUT_DATES and turn.case.contact.application_on:
        my_dates.tell(turn)


def _fitting_first(turn: Turn, found: tuple[Right, ...]) -> list[Right]:
    """What fits what they told before the rest, without what is for others only."""
    meant = [right for right in found if not is_for_others(right, turn.case, turn.catalog)]
    return sorted(meant, key=lambda right: not fits(right, turn.case, turn.catalog))


def tell(turn: Turn, ids: Iterable[str]) -> None:
    """Say the texts with these ids as they hold on the law's day; those that do not hold are left out."""
    terms = _terms(turn, turn.law_day)
    for right in rights_by_id(turn.catalog, ids, turn.law_day):
        turn.say(Say("rights.answer", _values(right, terms)))


def _may_want_a_verdict(heard: Understanding) -> bool:
    """Whether somebody may be asking for a yes or no, which only the municipality gives."""
    second = any(intent == "ask_eligibility" and sure >= LIKELY for intent, sure in heard.ranking)
    return heard.intent == "ask_eligibility" or second


def asked_about(turn: Turn, heard: Understanding) -> date:
    """The date whose version is asked for: a month, date or year that is named, else the law's day (X12)."""
    words = turn.raw or heard.text
    return month_in(words, turn.date_words) or date_asked(words, turn.law_day) or turn.law_day


def _general(turn: Turn, intent: str, on: date) -> tuple[Right, ...]:
    """The municipality's list, without what is shown before it because it fits."""
    ids = {"ask_rights": turn.profile.rights, "ask_obligations": turn.profile.obligations}.get(intent, ())
    found = rights_by_id(turn.catalog, ids, on)
    return tuple(right for right in found if not fits(right, turn.case, turn.catalog))


def _fitting(turn: Turn, intent: str, on: date) -> tuple[Right, ...]:
    """What fits what the resident told, for a question about rights or duties in general."""
    if intent not in ("ask_rights", "ask_obligations"):
        return ()
    return fitting(turn.catalog, turn.case, intent == "ask_obligations", on)[:TEXTS_SHOWN]


def _terms(turn: Turn, on: date) -> Mapping[str, int]:
    law = law_on(turn.catalog, on)
    return law.terms if law else {}


def _values(right: Right, terms: Mapping[str, int]) -> dict[str, Value]:
    extra = [localized(words) for words in (right.depends_on, right.how) if words]
    return {
        "text": localized(filled(right.text, terms)), "extra": items(extra, "sentences"),
        "article": right.article, "url": right.url, "valid_from": day(right.valid_from),
    }


def _explain_amount(turn: Turn, heard: Understanding) -> None:
    law = law_on(turn.catalog, asked_about(turn, heard))
    if law is None or not law.figures:
        turn.say(Say("rights.amount_unknown"))
        return
    ids = FIGURES_OF_INSTITUTION if in_institution(turn.case, turn.catalog) else FIGURES_FIRST
    shown = [figure for figure in law.figures if figure.id in ids] or law.figures[:2]
    lines = [text("rights.figure", name=localized(f.name), euros=euros(f.amount_cents)) for f in shown]
    source = {"article": shown[0].article, "valid_from": day(law.valid_from)}
    turn.say(Say("rights.amount", {"lines": items(lines, "lines"), **source}))
