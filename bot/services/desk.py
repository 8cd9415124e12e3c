"""What can a member of staff see and do?

Flow: desk pages, desk API, scenario player -> ``Desk`` -> a turn of the conversation -> store.
Every act is a line in an append-only log, written with the act or not at all.
A person may only see what the resident shares.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bot.core.case import Case
from bot.core.decision import Change, Decision, decided, with_outcome
from bot.core.desk_order import Row, in_order, todo
from bot.core.errors import TransitionNotAllowed
from bot.core.handoff import FORWARDED, move
from bot.core.inbound_text import clean
from bot.core.messages import Say, day
from bot.core.ports import Clock, Entry, Store
from bot.core.routing import assigned
from bot.core.sharing import hidden_lines, shared_with_staff
from bot.services import aftercare, agenda, lead_on, visits
from bot.services.desk_aftercare import LONGEST_NAME
from bot.services.staff import StaffMember
from bot.services.turn import Turn, Turns

LONGEST_MESSAGE = 4_000
"""Characters of one message that staff write."""


class DeskStore(Protocol):
    """What the desk reads beside a single case.  Every method may raise StoreUnavailable."""

    async def cases(self, profile: str) -> tuple[tuple[Case, datetime], ...]:
        """Cases that staff may see, with the moment of first contact."""

    async def opened_at(self, conversation_id: str) -> datetime:
        """The moment of first contact.  Raises ConversationUnknown, also when staff may not see it."""

    async def decisions(self, conversation_id: str) -> tuple[Decision, ...]:
        """The log of one case, oldest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the talk as staff see it; ``entry`` is ``None`` where an answer is not shared."""

    entry: Entry | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """All of one case that staff may see.

    Attributes:
        row: The case with what stands open.
        lines: The talk, oldest first; lines that are not shared in a row are one.
        decisions: What staff did, oldest first.
    """

    row: Row
    lines: tuple[Line, ...]
    decisions: tuple[Decision, ...]

    @property
    def case(self) -> Case:
        """What staff may see of the case."""
        return self.row.case


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases of staff."""

    desk_store: DeskStore
    store: Store
    turns: Turns
    clock: Clock

    async def cases(self, profile: str) -> tuple[Row, ...]:
        """Every case of one municipality, most urgent first, then longest waiting."""
        now = self.clock()
        return in_order([_row(case, at, now) for case, at in await self.desk_store.cases(profile)])

    async def open_case(self, conversation_id: str) -> CaseView:
        """One case with its talk and its log.

        Raises:
            ConversationUnknown: No such case, or it was erased.
        """
        opened_at = await self.desk_store.opened_at(conversation_id)
        case = await self.store.case(conversation_id)
        entries = await self.store.transcript(conversation_id, 0)
        decisions = await self.desk_store.decisions(conversation_id)
        return CaseView(_row(case, opened_at, self.clock()), _lines(case, entries), decisions)

    async def take_over(self, conversation_id: str, staff: StaffMember) -> None:
        """Let a person talk; the front door is silent from now on.

        Raises:
            TakenAlready: A colleague was first; it says who.
        """
        say = Say("handoff.taken_over", {"name": staff.display_name})
        async with self.turns.open(conversation_id) as turn:
            await _hand(turn, staff, "take_over", say)

    async def write(self, conversation_id: str, staff: StaffMember, text: str) -> None:
        """Write to the resident.

        Raises:
            TransitionNotAllowed: The text is empty or too long, or this person does not have the talk.
        """
        kept = clean(text)
        async with self.turns.open(conversation_id) as turn:
            handoff = turn.case.handoff
            if (handoff.state, handoff.by) != ("active", staff.name):
                raise TransitionNotAllowed("write without having the talk")
            if not kept or len(text.strip()) > LONGEST_MESSAGE:
                raise TransitionNotAllowed("length of the message")
            turn.staff = (staff.name, kept)

    async def give_back(self, conversation_id: str, staff: StaffMember) -> None:
        """Let the front door go on with the question that stood.  Raises as ``take_over``."""
        async with self.turns.open(conversation_id) as turn:
            await _hand(turn, staff, "give_back", Say("handoff.returned"))
            await agenda.go_on(turn)

    async def close(self, conversation_id: str, staff: StaffMember) -> None:
        """End the talk.  The case and its appointments stay.  Raises as ``take_over``."""
        async with self.turns.open(conversation_id) as turn:
            await _hand(turn, staff, "close", Say("handoff.closed"))

    async def decide(self, conversation_id: str, staff: StaffMember, change: Change | None) -> None:
        """Keep the proposal (``None``) or change it.

        Raises:
            TransitionNotAllowed: Nothing was proposed, or the change is not on the lists.
        """
        async with self.turns.open(conversation_id) as turn:
            before = turn.case.triage
            turn.case = replace(turn.case, triage=decided(before, change, turn.profile))
            proposal = {"kind": before.kind, "role": before.role, "rule": before.rule}
            code = change.reason_code if change else None
            await _log(turn, staff.name, "change" if change else "keep", code, proposal)

    async def appointment_status(self, conversation_id: str, staff: StaffMember, status: str,
                                 about: str | None = None) -> None:
        """Record what came of the appointment: ``attended``, ``missed`` or ``cancelled``.

        A cancelled talk gives its slot back, and the resident reads so.  After one that was attended
        the next of its chain is offered.  None of these closes the case or has a consequence.

        Args:
            about: Id of the appointment; ``None``: the one that stands, or the last.

        Raises:
            TransitionNotAllowed: There is no such appointment, or no such outcome.
        """
        async with self.turns.open(conversation_id) as turn:
            stood = turn.case.appointment
            turn.case = with_outcome(turn.case, status, about)
            if stood and status == "cancelled":
                await turn.calendar.delete(stood.id)
                turn.say(Say("cancel.done", {"place": turn.profile.place}, attachments=("calendar_off",)))
            await _came(turn, status)
            await _log(turn, staff.name, status)

    async def assign_team(self, conversation_id: str, staff: StaffMember, team: str) -> None:
        """Give the case to a team of the municipality: by group, phase or track people choose, not a rule.

        Raises:
            TransitionNotAllowed: There is no such team.
        """
        async with self.turns.open(conversation_id) as turn:
            turn.case = replace(turn.case, routing=assigned(turn.case.routing, team, turn.profile))
            await _log(turn, staff.name, "assign_team", detail={"team": team})

    async def forward(self, conversation_id: str, staff: StaffMember, to: str) -> None:
        """Tell the resident to which organisation their question was sent today (Awb 2:3).

        Args:
            to: Name of the organisation, never of a person.

        Raises:
            TransitionNotAllowed: The name is empty or too long, or the resident did not agree to it.
        """
        name = clean(to)
        async with self.turns.open(conversation_id) as turn:
            if not name or len(name) > LONGEST_NAME or turn.case.handoff.reason not in FORWARDED:
                raise TransitionNotAllowed("forward")
            await _hand(turn, staff, "forward", Say("forward.sent", {"to": name, "day": day(turn.today)}))


async def _came(turn: Turn, status: str) -> None:
    """What follows on who came, and on who did not."""
    if status in ("attended", "missed"):
        recorded = next(one for one in reversed(turn.case.appointments) if one.status == status)
        await turn.opened.seats.came(recorded.id, status)
        if status == "missed":
            aftercare.take_back(turn, recorded)
            await visits.miss(turn)
        else:
            aftercare.after_talk(turn)
            await lead_on.after_talk(turn)


async def _hand(turn: Turn, staff: StaffMember, act: str, say: Say) -> None:
    step = "close" if act == "forward" else act
    turn.case = replace(turn.case, handoff=move(turn.case.handoff, step, turn.now, by=staff.name))
    turn.say(say)
    await _log(turn, staff.name, act)


async def _log(turn: Turn, name: str, action: str, code: str | None = None,
               detail: dict[str, Any] | None = None) -> None:
    await turn.opened.log(Decision(name, action, turn.now, code, detail))


def _row(case: Case, opened_at: datetime, now: datetime) -> Row:
    return Row(shared_with_staff(case), todo(case, opened_at, now), opened_at)


def _lines(case: Case, entries: tuple[Entry, ...]) -> tuple[Line, ...]:
    hidden = hidden_lines(case, [(entry.sender, entry.body) for entry in entries])
    lines: list[Line] = []
    for entry, is_hidden in zip(entries, hidden, strict=True):
        if not is_hidden:
            lines.append(Line(entry))
        elif not lines or lines[-1].entry is not None:
            lines.append(Line(None))
    return tuple(lines)
