"""What does a resident hear after a talk: that its day counts, the tasks, the papers, and who can help?

Nothing here holds up an application, and nothing is taken away (domain.md 2.4, Jan-D4 to D7).

Flow: services.desk_aftercare, services.steps.aftercare -> here -> core.due_dates.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.case import Appointment
from bot.core.documents import documents_for
from bot.core.due_dates import application_date
from bot.core.law import Right
from bot.core.law_guard import EFFORT_PERIOD, in_force
from bot.core.messages import Say, Value, day, items, localized, text
from bot.core.rights import rights_by_id
from bot.core.scheduling import local_date
from bot.services import crisis, my_dates
from bot.services.turn import Turn


def after_talk(turn: Turn) -> None:
    """A talk took place, as a person recorded: its day may be that of the application."""
    applied = application_date(turn.case, turn.profile)
    if applied is not None and turn.case.contact.application_on is None:
        date_application(turn, applied)


def take_back(turn: Turn, talk: Appointment) -> None:
    """A talk did not take place after all: its day is not that of the application either."""
    counted = talk.kind == turn.profile.date_counts_from
    if counted and turn.case.contact.application_on == local_date(talk.starts_at):
        turn.case = replace(turn.case, contact=replace(turn.case.contact, application_on=None))


def date_application(turn: Turn, on: date) -> None:
    """Keep the day of the application, and tell which dates follow from it."""
    turn.case = replace(turn.case, contact=replace(turn.case.contact, application_on=on))
    turn.say(Say("application.dated", {"day": day(on)}))
    _tell_papers(turn)
    my_dates.tell(turn)


def _tell_papers(turn: Turn) -> None:
    """The list that is given at the end of the talk, where the papers are due at a later one."""
    if turn.profile.documents_given_when == "end_of_talk" and turn.profile.documents_due:
        listed = documents_for(turn.case, turn.profile, turn.catalog)
        turn.say(Say("papers.list", {"documents": document_names(turn, listed)}))


def tasks_in_words(turn: Turn) -> Say:
    """The tasks, that one may ask for help, and from the law of 2026 on that nothing waits for them."""
    lines = [my_dates.task_text(turn.profile, task.id) for task in turn.profile.tasks]
    free = in_force(turn.profile, EFFORT_PERIOD, turn.law_day)
    rights = rights_by_id(turn.catalog, ("pw_41_12",) if free else (), turn.law_day)
    never = text("tasks.never_delay", sources=items(map(_source, rights), "sentences")) if free else ""
    dates = items(my_dates.dates_of(turn), "lines")
    return Say("tasks.given", {"lines": items(lines, "lines"), "never_delay": never, "dates": dates})


def ask_help(turn: Turn) -> None:
    """Tasks that do not work out are a call for help: a person sees it today (Jan-D7)."""
    crisis.call(turn, "tasks_help")
    turn.say(Say("tasks.help_asked", {"place": turn.profile.place}))
    if turn.profile.partners:
        turn.talk = turn.talk.detour("partner")


def refer(turn: Turn, name: str) -> None:
    """The resident wants to meet a partner: only now a person makes the contact."""
    referrals = dict.fromkeys((*turn.case.follow_up.referrals, name))
    arrange(turn, referrals=tuple(referrals))
    crisis.call(turn, "referral")


def arrange(turn: Turn, **arranged: Any) -> None:
    """Keep what was arranged; names as in ``FollowUp``."""
    turn.case = replace(turn.case, follow_up=replace(turn.case.follow_up, **arranged))


def _source(right: Right) -> Value:
    return text("situation.source", article=right.article, valid_from=day(right.valid_from), url=right.url)


def document_names(turn: Turn, ids: Collection[str]) -> Value:
    """Papers in words, one a line."""
    return items([localized(turn.catalog.documents[id_].text) for id_ in ids], "lines")
