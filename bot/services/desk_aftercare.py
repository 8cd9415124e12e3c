"""What do staff arrange with a resident after a talk: tasks, papers, a date, and who goes on?

Each is an act of a person, written in the log; the front door only tells it (domain.md 2.4, Jan-D4 to D6;
2.5, Jan-E3).

Flow: desk pages, scenario player -> ``Aftercare`` -> a turn of the conversation -> services.aftercare.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.core.decision import Decision
from bot.core.errors import TransitionNotAllowed
from bot.core.inbound_text import clean
from bot.core.messages import Say, day
from bot.services import lead_on
from bot.services.aftercare import arrange, date_application, document_names, tasks_in_words
from bot.services.staff import StaffMember
from bot.services.turn import Turn, Turns

LONGEST_NAME = 80
"""Characters of the name of an organisation."""


@dataclass(frozen=True, slots=True)
class Aftercare:
    """What staff do after a talk, beside recording that it took place."""

    turns: Turns

    async def give_tasks(self, conversation_id: str, staff: StaffMember) -> None:
        """Give the tasks of the municipality: a person decides that, after the talk.

        Raises:
            TransitionNotAllowed: The municipality has none, or the resident is in a crisis.
        """
        async with self.turns.open(conversation_id) as turn:
            if not turn.profile.tasks or turn.case.crisis:
                raise TransitionNotAllowed("tasks")
            arrange(turn, tasks_on=turn.today)
            turn.say(tasks_in_words(turn))
            await _log(turn, staff, "tasks")
            await lead_on.again(turn)

    async def ask_papers(self, conversation_id: str, staff: StaffMember, missing: Collection[str],
                         by: date) -> None:
        """Agree on a new date for papers that somebody did not have; the talk itself went on.

        Args:
            missing: Ids of the catalog.
            by: Local date until which.

        Raises:
            TransitionNotAllowed: No such paper, or the date is over.
        """
        async with self.turns.open(conversation_id) as turn:
            if not missing or set(missing) - turn.catalog.documents.keys() or by < turn.today:
                raise TransitionNotAllowed("papers")
            asked = tuple(id_ for id_ in turn.catalog.documents if id_ in missing)
            arrange(turn, missing=asked, missing_by=by)
            turn.say(Say("papers.missing", {"documents": document_names(turn, asked), "day": day(by)}))
            await _log(turn, staff, "papers")
            await lead_on.ask(turn, "together")

    async def papers_are_in(self, conversation_id: str, staff: StaffMember) -> None:
        """Every paper that was asked for is there."""
        async with self.turns.open(conversation_id) as turn:
            arrange(turn, missing=(), missing_by=None)
            turn.say(Say("papers.in"))
            await _log(turn, staff, "papers_in")
            await lead_on.again(turn)

    async def hand_over(self, conversation_id: str, staff: StaffMember, to: str, by: date) -> None:
        """Tell the resident who goes on with their question, and by when; why is kept nowhere.

        Args:
            to: Name of the organisation or team, never of a person.
            by: Local date by which they hear from it.

        Raises:
            TransitionNotAllowed: The name is empty or too long, or the date is over.
        """
        name = clean(to)
        async with self.turns.open(conversation_id) as turn:
            if not name or len(name) > LONGEST_NAME or by < turn.today:
                raise TransitionNotAllowed("hand over")
            turn.say(Say("transfer.told", {"to": name, "day": day(by), "place": turn.profile.place}))
            await _log(turn, staff, "hand_over")
            await lead_on.again(turn)

    async def date_application(self, conversation_id: str, staff: StaffMember, on: date) -> None:
        """Write down the day of an application that was made elsewhere, on paper or at the counter.

        Raises:
            TransitionNotAllowed: The day is still to come.
        """
        async with self.turns.open(conversation_id) as turn:
            if on > turn.today:
                raise TransitionNotAllowed("day of the application")
            date_application(turn, on)
            await _log(turn, staff, "date_application")
            await lead_on.again(turn)


async def _log(turn: Turn, staff: StaffMember, action: str) -> None:
    await turn.opened.log(Decision(staff.name, action, turn.now))
