"""What does the client photo still ask, and what does it say?

The photo is what residents say of their own life domains.  Bands are theirs; nothing
here adds them up, compares people or draws a conclusion (domain.md 3.8).

Pure: no clock; moments come in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.core.case import Answer, Case, Change, Photo
from bot.core.catalog import Catalog, FollowUp, LifeDomain, Option, Profile

NEEDS_HELP_FROM_BAND = 3
"""Bands 1 to 3 make us ask whether help is wanted (domain.md 3.6)."""

CHANGES_KEPT = 20
"""Corrected answers that stay with the case, the newest; the transcript holds all of them."""

ALONE = "alone"


def next_question(photo: Photo, profile: Profile, catalog: Catalog) -> str | None:
    """The first question of the photo without an answer of any status, e.g. ``money`` or ``money.letter``."""
    return next((q for q in questions(photo, profile, catalog) if q not in photo.answers), None)


def questions(photo: Photo, profile: Profile, catalog: Catalog) -> Iterator[str]:
    """Every question of the photo that applies, in order, given the answers so far."""
    for domain_id in profile.photo_domains:
        domain = catalog.domains[domain_id]
        if domain.alone_first:
            yield f"{domain_id}.{ALONE}"
        yield domain_id
        answer = photo.answers.get(domain_id)
        yield from (f"{domain_id}.{f.id}" for f in domain.follow_ups if answer and answer.choice in f.after)


def find_follow_up(question: str, catalog: Catalog) -> FollowUp | None:
    """The follow-up of a question id such as ``money.letter``; ``None`` for a domain's own question."""
    domain_id, _, follow_up = question.partition(".")
    return next((f for f in catalog.domains[domain_id].follow_ups if f.id == follow_up), None)


def options_of(question: str, catalog: Catalog) -> tuple[Option, ...]:
    """The options of a photo question."""
    follow_up = find_follow_up(question, catalog)
    return follow_up.options if follow_up else catalog.domains[question.partition(".")[0]].options


def with_answer(photo: Photo, question: str, answer: Answer) -> Photo:
    """Keep an answer; a former answer that said something goes to the history."""
    former = photo.answers.get(question)
    history = photo.history if former is None else _remember(photo.history, Change(question, former))
    return replace(photo, answers={**photo.answers, question: answer}, history=history)


def _remember(history: tuple[Change, ...], *changes: Change) -> tuple[Change, ...]:
    """The newest changes; a case that grew with every correction would make every message slower."""
    return (*history, *changes)[-CHANGES_KEPT:]


def answered(option: Option, by: str, at: datetime) -> Answer:
    """The answer that choosing an option makes; ``decline`` is a choice, not an answer."""
    if option.id == "decline":
        return Answer("declined", by=by, at=at)
    return Answer("answered", option.id, option.band, None, by, at)


def without_alone(photo: Photo, domain_id: str, at: datetime) -> Photo:
    """Skip a domain that cannot be read alone now; a person asks later."""
    return with_answer(photo, domain_id, Answer("skipped", at=at))


def reopened(photo: Photo, domain_id: str) -> Photo:
    """Ask a domain and its follow-ups again; what was said goes to the history."""
    again = {q: a for q, a in photo.answers.items() if q.partition(".")[0] == domain_id}
    history = _remember(photo.history, *(Change(q, a) for q, a in again.items() if a.status == "answered"))
    kept = {q: a for q, a in photo.answers.items() if q not in again}
    return replace(photo, answers=kept, history=history, complete=False)


def told(photo: Photo, profile: Profile) -> tuple[str, ...]:
    """Life domains with an answer or own words, in the order of the photo."""
    return tuple(d for d in profile.photo_domains if _status(photo, d) == "answered" or words(photo, d))


def words(photo: Photo, domain_id: str) -> tuple[str, ...]:
    """What was told of a life domain in own words, beside the choices."""
    answers = (answer for q, answer in photo.answers.items() if q.partition(".")[0] == domain_id)
    return tuple(answer.words for answer in answers if answer.words)


def unanswered(photo: Photo, profile: Profile) -> tuple[str, ...]:
    """Life domains that were skipped, declined or never asked: a valid answer, without a judgement."""
    return tuple(d for d in profile.photo_domains if _status(photo, d) != "answered")


def _status(photo: Photo, domain_id: str) -> str | None:
    answer = photo.answers.get(domain_id)
    return answer.status if answer else None


def shared(photo: Photo, profile: Profile) -> Mapping[str, Answer]:
    """The answers staff may read: without what the resident keeps to themselves."""
    return {q: a for q, a in photo.answers.items() if q.partition(".")[0] not in photo.withheld}


def wants_help(domain: LifeDomain, answer: Answer | None) -> bool:
    """Whether an answer makes us ask "wilt u hier hulp bij?" (domain.md 3.6)."""
    if answer is None or answer.status != "answered":
        return False
    if domain.mode == "need":
        return answer.choice in ("now", "later")
    return answer.band is not None and answer.band <= NEEDS_HELP_FROM_BAND


def candidates(case: Case, profile: Profile, catalog: Catalog) -> tuple[str, ...]:
    """Help questions that the resident has not yet confirmed or declined: domains in order, then topics."""
    domains = [d for d in profile.photo_domains
               if d in case.topics or wants_help(catalog.domains[d], case.photo.answers.get(d))]
    topics = [t for t in catalog.topics if t in case.topics]
    return tuple(q for q in (*domains, *topics) if q not in case.questions and q not in case.declined_topics)
