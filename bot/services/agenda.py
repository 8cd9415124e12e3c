"""What is asked next, and what does an answer do?

The agenda is a list of steps in a fixed order; the first that still has something to ask,
asks.  A detour (a doubt, a correction, a request to erase) goes first and comes back.

Flow: actions -> here -> the step on screen -> core.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core import photo
from bot.core.case import Routing, Triage
from bot.core.messages import Say, Understanding, items, localized, role, text
from bot.core.routing import KEPT, route
from bot.core.triage import propose
from bot.services import crisis, listening, ways
from bot.services.steps import Step
from bot.services.steps.aftercare import PartnerStep, TogetherStep
from bot.services.steps.booking import CancelStep, CardStep, SlotStep
from bot.services.steps.closing import EraseStep, OpenStep, PausedStep, PersonOfferStep, UnclearStep
from bot.services.steps.crisis import (
    CrisisDoubtStep,
    CrisisOpenStep,
    CrisisWhatStep,
    LetterStep,
    SafeContactStep,
    SafeNowStep,
)
from bot.services.steps.needs import NeedsStep
from bot.services.steps.opening import InformationOnlyStep, LanguageStep, ProxyStep, ReasonStep
from bot.services.steps.photo import (
    MADE_HERE,
    CorrectStep,
    PhotoOfferStep,
    PhotoStep,
    PhotoTogetherStep,
    StrengthsStep,
)
from bot.services.steps.photo_check import PhotoCheckStep
from bot.services.steps.postcode import ForwardStep, PostcodeStep, explain_address
from bot.services.steps.questions import ConfirmStep, ShareStep, WithoutStep
from bot.services.steps.reach import ReachFirstStep, ReachStep
from bot.services.steps.reuse import ReuseStep
from bot.services.steps.seats import CompanionStep, InvitationStep, MovedStep, OfferStep
from bot.services.steps.situation import SituationStep, explain
from bot.services.steps.visit import MissedStep
from bot.services.subjects import NO_INTAKE, TransferStep
from bot.services.turn import Turn

INTERVIEW: tuple[Step, ...] = (
    ReasonStep(), PhotoOfferStep(), PhotoStep(), StrengthsStep(), NeedsStep(), ConfirmStep(),
)
"""What the resident tells; a wish for a person goes past it."""

SETTLING: tuple[Step, ...] = (
    ShareStep(), SituationStep(), PostcodeStep(), ForwardStep(), ReachFirstStep(), CompanionStep(),
    SlotStep(), ReachStep(), CardStep(), OpenStep(),
)
"""What follows from it: consent, what the law has for them, a time, where to reach them."""

CRISIS: tuple[Step, ...] = (
    SafeNowStep(), SafeContactStep(), LetterStep(), SlotStep(), ReachStep(), CrisisOpenStep(),
)
"""What is asked in a crisis, and nothing else."""

NO_QUESTIONS: tuple[Step, ...] = (ShareStep(), ReachStep(), OpenStep())
"""After a message that is no request for help: what a person needs to answer it, and nothing else."""

DETOURS: tuple[Step, ...] = (
    ProxyStep(), PhotoTogetherStep(), PhotoCheckStep(), CorrectStep(), WithoutStep(), CancelStep(),
    EraseStep(), MissedStep(), OfferStep(), InvitationStep(), MovedStep(), CrisisDoubtStep(),
    CrisisWhatStep(), UnclearStep(), PersonOfferStep(), TogetherStep(), PartnerStep(), TransferStep(),
    ReuseStep(),
)
WAIT_IN_CRISIS = frozenset({"missed", "offer", "invitation", "moved", "together", "partner", "reuse"})
"""Detours that the resident did not ask for: never before what is asked in a crisis."""

BEFORE_WHICH_WAYS_ARE_TOLD = frozenset({"reach", "card", "open"})
"""When a time is settled, somebody who asks for an income hears how to apply: one thing at a time."""

LONGEST_BARE = 3
"""Words of a bare answer; a longer text may say more than the date in it."""

LANGUAGE, PAUSED, INFORMATION = LanguageStep(), PausedStep(), InformationOnlyStep()

STEPS: dict[str, Step] = {
    step.name: step for step in (LANGUAGE, PAUSED, INFORMATION, *INTERVIEW, *SETTLING, *CRISIS, *DETOURS)
}


def steps_now(turn: Turn) -> Sequence[Step]:
    """The steps that apply, in order."""
    if turn.talk.paused:
        return (PAUSED,)
    if turn.case.crisis:
        return (CRISIS[-1],) if crisis.is_refused(turn.case) else CRISIS
    if "proxy_only" in turn.talk.done:
        return (LANGUAGE, INFORMATION)
    if NO_INTAKE in turn.talk.done:
        return (LANGUAGE, *NO_QUESTIONS)
    return (LANGUAGE, *SETTLING) if "human_first" in turn.talk.done else (LANGUAGE, *INTERVIEW, *SETTLING)


def next_question(turn: Turn) -> str:
    """The id of the question to ask now; the open end when nothing else is left."""
    if ahead := [question for question in turn.talk.detours if not _waits(turn, question)]:
        return ahead[0]
    return next(question for step in steps_now(turn) if (question := step.question(turn)))


def _waits(turn: Turn, detour: str) -> bool:
    return bool(turn.case.crisis) and step_of(detour).name in WAIT_IN_CRISIS


async def go_on(turn: Turn) -> None:
    """Settle what is known and say the next question."""
    if not turn.erased:
        settle(turn)
        turn.say(await _ask(turn))


def step_of(question: str) -> Step:
    """The step that a question id belongs to."""
    return STEPS[question.partition(".")[0]]


async def _ask(turn: Turn) -> Say:
    question = next_question(turn)
    while (say := await step_of(question).ask(turn, question)) is None:
        step_of(question).give_up(turn)
        question = next_question(turn)
    ids = tuple(choice.id for choice in say.choices)
    turn.talk = replace(turn.talk, asked=question, on_screen=ids)
    return say


async def choose(turn: Turn, choice_id: str) -> None:
    """Take a choice; one that is no longer on screen gets a kind answer and the present question."""
    turn.talk = replace(turn.talk, unclear=0)
    question, colon, option = choice_id.partition(":")
    if not colon:
        question, option = "", choice_id
    if choice_id not in turn.talk.on_screen and question != LANGUAGE.name:
        turn.say(Say("choice.gone"))
    elif choice_id == "go_on":
        turn.talk = turn.talk.reopen("human_first")
    elif question := question or turn.talk.asked:
        await step_of(question).choose(turn, question, option)


async def hear(turn: Turn, heard: Understanding) -> bool:
    """Give a free text to the question on screen; False when it is no answer to it.

    Whoever writes again after an unclear message answers the question that stood before.
    """
    question = turn.talk.asked
    if question == UnclearStep.name:
        turn.talk = turn.talk.return_from(question)
        question = next_question(turn)
    if question is None or not await _take(turn, question, heard):
        return False
    turn.talk = replace(turn.talk, unclear=0, last_words=None)
    return True


def is_bare_answer(turn: Turn, heard: Understanding) -> bool:
    """Whether a few words without any of crisis are just what the question asks for, such as a date.

    A model that finds "4 december" sounding like trouble is no reason to ask whether there is any.
    """
    if heard.crisis or turn.talk.asked is None or len(heard.text.split()) > LONGEST_BARE:
        return False
    return step_of(turn.talk.asked).knows(turn, turn.talk.asked, heard.text)


async def _take(turn: Turn, question: str, heard: Understanding) -> bool:
    step = step_of(question)
    return (await listening.before_answer(turn, step, question, heard)
            or await step.hear(turn, question, heard)
            or listening.after_answer(turn, heard))


def settle(turn: Turn) -> None:
    """Bring what follows from the answers up to date: the photo, the route and the proposal."""
    case = turn.case
    made = case.photo.mode in MADE_HERE
    complete = made and photo.next_question(case.photo, turn.profile, turn.catalog) is None
    turn.case = replace(
        case,
        photo=replace(case.photo, complete=complete) if complete != case.photo.complete else case.photo,
        unanswered=photo.unanswered(case.photo, turn.profile) if made else case.unanswered,
    )
    if _told_enough(turn):
        turn.case = replace(turn.case, routing=_routing(turn))
        _settle_triage(turn)
        explain_address(turn)
    if turn.case.crisis or _told_enough(turn):
        explain(turn)
    aside = turn.case.crisis or turn.talk.detours or STEPS["slot"].question(turn) is not None
    if not aside and next_question(turn) in BEFORE_WHICH_WAYS_ARE_TOLD:
        ways.tell_once(turn)


def _told_enough(turn: Turn) -> bool:
    if turn.case.crisis or turn.case.language is None or {"proxy_only", NO_INTAKE} & set(turn.talk.done):
        return False
    return "human_first" in turn.talk.done or not any(step.question(turn) for step in INTERVIEW)


def _routing(turn: Turn) -> Routing:
    """Where the case goes now; what a person chose stays, and so does the desk of a booked talk."""
    if turn.case.routing.reason in KEPT:
        return turn.case.routing
    found = route(turn.case, turn.profile, turn.catalog, turn.today)
    booked = turn.case.appointment
    return replace(found, desk=booked.place) if booked else found


def _settle_triage(turn: Turn) -> None:
    """Propose once, and again when the answers changed; never against a person's decision."""
    proposal = propose(turn.case, turn.profile, turn.catalog)
    former = turn.case.triage
    if former.decision is not None:
        return
    turn.case = replace(turn.case, triage=proposal)
    if _essence(proposal) != _essence(former):
        turn.say(proposal_in_words(turn))


def _essence(triage: Triage) -> tuple[str | None, ...]:
    return triage.kind, triage.role, triage.main_question


def proposal_in_words(turn: Turn) -> Say:
    """The proposal with its reason, its rule, and who decides."""
    triage = turn.case.triage
    reasons = [text(reason, questions=question_names(turn)) for reason in triage.reasons]
    values = {
        "reason": items(reasons, "sentences"),
        "role": role(triage.role), "decided_by": role(triage.decided_by), "rule": triage.rule,
    }
    return Say("triage.proposal", values)


def question_names(turn: Turn):
    """The confirmed help questions in one phrase, e.g. "geld en wonen"."""
    return items(localized(turn.catalog.question_name(q)) for q in turn.case.questions)
