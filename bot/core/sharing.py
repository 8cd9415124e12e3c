"""What of a case may staff see?

The resident decides: without a yes the client photo stays theirs, and a life domain they
keep back is only named.  Corrected answers are always theirs.  Age and situation go with the photo.
Pure: values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.case import Case, Photo, Situation

_SPEAKS_OF_PHOTO = ("photo", "confirm", "share")
"""First word of messages that tell, or ask about, an answer of the photo."""

_SEEN_ALWAYS = ("crisis", "handoff")
"""First word of what we say after a cry for help: staff must be able to read what it answers."""


def shared_with_staff(case: Case) -> Case:
    """The case without what the resident keeps from staff."""
    case = _without_kept_questions(case)
    if not case.consents.share_with_staff:
        empty = Photo(mode=case.photo.mode, complete=case.photo.complete)
        return replace(case, photo=empty, situation=Situation(), unanswered=())
    answers = {id_: answer for id_, answer in case.photo.answers.items() if shares_domain(case, id_)}
    unanswered = tuple(domain for domain in case.unanswered if shares_domain(case, domain))
    return replace(case, photo=replace(case.photo, answers=answers, history=()), unanswered=unanswered)


def _without_kept_questions(case: Case) -> Case:
    """A wish for help with a domain tells its answer, so it is kept back with it."""
    kept = case.photo.withheld
    main = None if case.triage.main_question in kept else case.triage.main_question
    return replace(
        case,
        questions=tuple(one for one in case.questions if one not in kept),
        topics=tuple(one for one in case.topics if one not in kept),
        triage=replace(case.triage, main_question=main),
    )


def shares_domain(case: Case, answer_id: str) -> bool:
    """Whether staff may see an answer, by life domain id or ``domain.follow_up``."""
    return bool(case.consents.share_with_staff) and answer_id.partition(".")[0] not in case.photo.withheld


def hidden_lines(case: Case, lines: list[tuple[str, Mapping[str, Any]]]) -> tuple[bool, ...]:
    """Which lines of the talk tell an answer that staff may not see.

    Args:
        case: The whole case.
        lines: Sender and body of each line, oldest first, as kept in the transcript.

    Returns:
        True for every line to leave out, in the same order.
    """
    hidden, asked_hidden = [], False
    for position, (sender, body) in enumerate(lines):
        if sender == "bot":
            asked_hidden = _tells_hidden_answer(case, body)
            hidden.append(asked_hidden)
        else:
            answers = sender == "resident" and (asked_hidden or _is_hidden_choice(case, body))
            hidden.append(answers and not _cries_for_help(lines[position + 1 :]))
    return tuple(hidden)


def _tells_hidden_answer(case: Case, body: Mapping[str, Any]) -> bool:
    kind = body["key"].partition(".")[0]
    if kind == "situation":
        return not case.consents.share_with_staff
    if kind == "triage":  # The proposal names the help questions; the desk shows its reasons anyway.
        return bool(set(case.photo.withheld) & set(case.questions))
    if kind not in _SPEAKS_OF_PHOTO or (case.consents.share_with_staff and not case.photo.withheld):
        return False
    asked = {_domain_of(choice["id"]) for choice in body.get("choices", ())} - {None}
    return not asked or not all(_may_be_known(case, domain, kind) for domain in asked)


def _may_be_known(case: Case, domain: str, kind: str) -> bool:
    """A help question that the resident confirmed, or came with, is known unless its domain is kept back."""
    case = _without_kept_questions(case)
    told = (*case.questions, *case.topics) if kind == "confirm" else ()
    return domain in told or shares_domain(case, domain)


def _is_hidden_choice(case: Case, body: Mapping[str, Any]) -> bool:
    choice = body.get("choice") or ""
    if choice.startswith("situation."):
        return not case.consents.share_with_staff
    domain = _domain_of(choice)
    return domain is not None and not _may_be_known(case, domain, choice.partition(".")[0])


def _domain_of(choice_id: str) -> str | None:
    question = choice_id.partition(":")[0].split(".")
    return question[1] if question[0] in _SPEAKS_OF_PHOTO and len(question) > 1 else None


def _cries_for_help(later: list[tuple[str, Mapping[str, Any]]]) -> bool:
    answer = next((body for sender, body in later if sender == "bot"), None)
    return answer is not None and answer["key"].partition(".")[0] in _SEEN_ALWAYS
