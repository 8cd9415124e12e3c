"""Which dates stand for me, and where does each come from?

Flow: agenda, desk, rights, the sheet -> here -> core.due_dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.appointment_kinds import AppointmentKind
from bot.core.case import Case
from bot.core.catalog import Catalog, Profile
from bot.core.due_dates import ADVANCE, DECISION, LAW_OF, MISSING, PAPERS, TALK, Due, due_dates
from bot.core.messages import Say, Value, day, items, localized, role, text
from bot.core.rights import filled, law_on, rights_by_id
from bot.core.scheduling import IsWorkingDay, local_date
from bot.services.turn import Turn, Turns

BY_LAW = {ADVANCE: "dates.advance", DECISION: "dates.decision"}
"""What the municipality owes, to its line."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one case in words, read on one day of the law."""

    case: Case
    profile: Profile
    catalog: Catalog
    law_day: date
    is_working_day: IsWorkingDay

    def lines(self) -> list[Value]:
        """One line for each date, the soonest first; a date of the law with the text that it stands in."""
        found = due_dates(self.case, self.profile, self._terms(), self.is_working_day)
        return [line for due in found if (line := self._line(due)) is not None]

    def _terms(self) -> Mapping[str, int]:
        law = law_on(self.catalog, self.law_day)
        return law.terms if law else {}

    def _line(self, due: Due) -> Value | None:
        if due.what in LAW_OF:
            return self._by_law(due)
        if due.what == TALK:
            return _talk(self.profile.appointments[due.about], due.on)
        if due.what == MISSING:
            missing = [localized(self.catalog.documents[id_].text) for id_ in self.case.follow_up.missing]
            return text("dates.missing", documents=items(missing), day=day(due.on))
        if due.what == PAPERS:
            return text("dates.papers", day=day(due.on))
        return text("dates.task", task=task_text(self.profile, due.about), day=day(due.on))

    def _by_law(self, due: Due) -> Value | None:
        """``None`` where no checked text of the law holds on the day: then the date is not known either."""
        for right in rights_by_id(self.catalog, LAW_OF[due.what][1:], self.law_day):
            told = filter(None, (right.text, right.depends_on))
            said = items([localized(filled(words, self._terms())) for words in told], "sentences")
            return text(BY_LAW[due.what], day=day(due.on), text=said,
                        valid_from=day(right.valid_from), article=right.article)
        return None


def dates_of(turn: Turn) -> list[Value]:
    """The dates of a turn's case."""
    return Dates(turn.case, turn.profile, turn.catalog, turn.law_day, turn.is_working_day).lines()


def dates_now(case: Case, turns: Turns) -> Dates:
    """The dates of a case as they stand now, for a page."""
    profile, today = turns.catalog.profiles[case.profile], local_date(turns.clock())
    law_day = turns.law_days(profile, today)
    return Dates(case, profile, turns.catalog, law_day, lambda on: turns.working_days(profile, on.year)(on))


def tell(turn: Turn) -> None:
    """"Uw data", or that there are none yet."""
    lines = dates_of(turn)
    turn.say(Say("dates.yours", {"lines": items(lines, "lines")}) if lines else Say("dates.none"))


def task_text(profile: Profile, task_id: str) -> Value:
    """A task in words, with its number where the source gives one."""
    task = next(one for one in profile.tasks if one.id == task_id)
    return text(f"task.{task.id}", n=task.n or "")


def _talk(kind: AppointmentKind, on: date) -> Value:
    """The last day of a talk or a session, or the very day where it is promised on that."""
    exact = kind.deadline.exact or kind.deadline.weekday is not None
    if kind.group:
        topic = text(f"session.topic.{kind.group.topic}")
        return text("dates.session_on" if exact else "dates.session", topic=topic, day=day(on))
    return text("dates.talk_on" if exact else "dates.talk", role=role(kind.role), day=day(on))
