"""What happens to a message that is no new request for help?

Somebody reports a change (S1), works at another organisation (J1), asks about volunteering (A2) or has
no residence permit (X13).  No intake follows; a person does, where one is needed.

Flow: services.listening -> here -> core.subjects and the dated texts of the catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.case import Routing
from bot.core.messages import Say, Understanding, Value, role
from bot.core.subjects import CHANGE, NO_PERMIT, VOLUNTEERING, subject_of, transfer_to
from bot.services import crisis, rights
from bot.services.steps import HUMAN, STOP, YesNoStep, yes_no
from bot.services.steps.opening import keep_reason
from bot.services.turn import Turn

NO_INTAKE = "no_intake"
"""Mark in ``Talk.done``: no questions for a benefit, until somebody asks for one."""

HEARD_AT = frozenset({"reason", "open"})
"""Questions at which a message may have a subject of its own."""


def take(turn: Turn, heard: Understanding) -> bool:
    """Act on a message with a subject of its own; False for any other."""
    transfer = transfer_to(heard, turn.profile, turn.catalog)
    subject = subject_of(heard, turn.catalog)
    if transfer is not None:
        _keep_reason(turn, heard)
        turn.talk = turn.talk.detour(f"{TransferStep.name}.{transfer.to}")
    elif subject is not None:
        _ACTS[subject](turn, heard)
    return transfer is not None or subject is not None


def _keep_reason(turn: Turn, heard: Understanding) -> None:
    if turn.case.reason is None:
        keep_reason(turn, heard)


def _report_change(turn: Turn, heard: Understanding) -> None:
    """A change of who has a benefit: no application, so no search period (S1)."""
    _keep_reason(turn, heard)
    crisis.call(turn, "change_report")
    if turn.case.triage.kind is None:
        turn.talk = turn.talk.finish(NO_INTAKE)
    turn.say(Say("change.report", {"role": _contact(turn)}))
    rights.tell(turn, ("pw_17_1", "pw_31_n"))


def _contact(turn: Turn) -> Value:
    fixed = turn.profile.fixed_contact and "case_owner" in turn.profile.terms
    return role("case_owner" if fixed else "first_line")


def _volunteering(turn: Turn, heard: Understanding) -> None:
    """No yes or no, and no amount: tell the municipality; there are rules for an allowance (A2)."""
    _keep_reason(turn, heard)
    turn.say(Say("rights.volunteering"))
    rights.tell(turn, ("pw_17_1",))


def _no_permit(turn: Turn, heard: Understanding) -> None:
    """Not written down: a person helps, and nobody asks for papers here (X13)."""
    crisis.call(turn, "wants_human")
    turn.talk = turn.talk.reopen(NO_INTAKE).finish("human_first")
    turn.say(Say("help.for_everybody", {"place": turn.profile.place}))


_ACTS: Mapping[str, Callable[[Turn, Understanding], None]] = {
    CHANGE: _report_change,
    VOLUNTEERING: _volunteering,
    NO_PERMIT: _no_permit,
}


class TransferStep(YesNoStep):
    """Another organisation helps who works there; a person hands the question over, after a yes (J1)."""

    name = "transfer"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("transfer.ask", {"name": _name(turn, question)}, (*yes_no(), HUMAN, STOP), "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        to = question.partition(".")[2]
        turn.talk = turn.talk.return_from(question).finish(NO_INTAKE)
        if option == "yes":
            turn.case = replace(turn.case, routing=Routing(team=to, reason="transfer"))
            crisis.call(turn, "transfer")
            turn.say(Say("transfer.asked", {"name": _name(turn, question)}))
        else:
            turn.say(Say("transfer.not_now", {"place": turn.profile.place}))


def _name(turn: Turn, question: str) -> str:
    to = question.partition(".")[2]
    return next((team.name for team in turn.profile.teams if team.id == to), to)
