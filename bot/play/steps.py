"""What does a resident do in one step of a scenario?

A step acts on what it is about; screens before it that it is not about are passed in a
neutral way: skipped, or shared.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.core.photo import ALONE
from bot.core.scheduling import local_moment, local_text
from bot.play.resident import Resident, StepFailed

_LONGEST = 100
"""Screens in one step; more means that the talk goes round."""

Act = Callable[[Resident, Any], Awaitable[None]]


async def say(resident: Resident, text: Any) -> None:
    """Free text."""
    await resident.say(str(text))


async def choose(resident: Resident, choice: Any) -> None:
    """A choice by its id."""
    await resident.choose(_word(choice))


async def photo(resident: Resident, value: Mapping[str, Any]) -> None:
    """Answer the named questions of the client photo, skip all others; ends with the photo or a crisis."""
    letters = {str(question): _word(letter) for question, letter in value.items() if question != "decline"}
    declined = {str(domain) for domain in value.get("decline") or ()}
    while "start_photo" in resident.on_screen:
        await resident.choose("start_photo")
    asked = await _answer_photo(resident, letters, declined)
    if not asked:
        raise StepFailed(f"no question of the photo; {resident.there()}")
    await _all_came({*letters, *declined}, asked, resident)


async def _answer_photo(resident: Resident, letters: Mapping[str, str], declined: set[str]) -> set[str]:
    asked: set[str] = set()
    for _ in range(_LONGEST):
        step, _, question = (await resident.asked()).partition(".")
        if step == "strengths":
            await resident.choose("skip")
        elif step == "photo":
            asked.add(question)
            await resident.choose(_photo_choice(question, letters, declined, resident.on_screen))
        else:
            break
    return asked


def _photo_choice(
    question: str, letters: Mapping[str, str], declined: set[str], on_screen: tuple[str, ...]
) -> str:
    if question in letters:
        letter = letters[question]
        return letter if letter in ("skip", "decline") else f"photo.{question}:{letter}"
    if question.endswith(f".{ALONE}"):
        return f"photo.{question}:yes"
    if question in declined:
        return "decline" if "decline" in on_screen else f"photo.{question}:decline"
    return "skip"


async def needs(resident: Resident, answers: Mapping[str, Any]) -> None:
    """Answer the immediate needs by a choice or in own words, skip the others; ends with a crisis."""
    asked: set[str] = set()
    for _ in range(_LONGEST):
        question = await resident.asked()
        step, _, need = question.partition(".")
        if step != "needs" and not await _passed(resident, question, ("photo", "strengths")):
            break
        if step == "needs":
            if need in asked:
                raise StepFailed(f"{need}: not taken as an answer: {answers.get(need)}; {resident.there()}")
            asked.add(need)
            await _answer_need(resident, question, answers.get(need))
    await _all_came(set(answers), asked, resident)


async def _answer_need(resident: Resident, question: str, answer: Any) -> None:
    if answer is None:
        await resident.choose("skip")
    elif (choice := f"{question}:{_word(answer)}") in resident.on_screen:
        await resident.choose(choice)
    else:
        await resident.say(_word(answer))


async def confirm(resident: Resident, wanted: list[str]) -> None:
    """Say yes to help with these questions and no to the rest."""
    asked: set[str] = set()
    for _ in range(_LONGEST):
        question = await resident.asked()
        step, _, name = question.partition(".")
        if step == "confirm":
            asked.add(name)
            await resident.choose(f"{question}:{'yes' if name in wanted else 'no'}")
        elif not await _passed(resident, question, ("photo", "strengths", "needs")):
            break
    missing = set(wanted) - asked
    if missing:
        raise StepFailed(f"not asked: {_list(missing)}; asked were: {_list(asked)}; {resident.there()}")


async def book(resident: Resident, value: Any) -> None:
    """Take a time: the earliest, or the start that is named; ends with the booking."""
    kind, at = (value.get("kind"), value["at"]) if isinstance(value, dict) else (None, value)
    for _ in range(_LONGEST):
        if any(choice.startswith(_TIMES) for choice in resident.on_screen):
            break
        if not await _passed(resident, await resident.asked(), _BEFORE_A_TIME):
            raise StepFailed(f"no time to book; {resident.there()}")
    await resident.choose(await _wanted_slot(resident, str(at)))
    booked = [a for a in (await resident.case())["appointments"] if a["status"] == "booked"]
    if not booked or kind not in (None, booked[-1]["kind"]):
        raise StepFailed(f"not booked: {value}; {resident.there()}")


_TIMES = ("slot:", "invitation:yes")
"""A time to choose, or the one to which the municipality invites."""

_BEFORE_A_TIME = (
    "photo", "strengths", "needs", "confirm", "share", "situation", "postcode", "companion", "letter",
)


async def _wanted_slot(resident: Resident, at: str) -> str:
    if at == "earliest":
        return next(choice for choice in resident.on_screen if choice.startswith(_TIMES))
    try:
        wanted = f"slot:{local_text(local_moment(at))}"
    except ValueError:
        raise StepFailed(f"{at} is no start of a talk; {resident.there()}") from None
    while wanted not in resident.on_screen and "slots_later" in resident.on_screen:
        await resident.choose("slots_later")
    return wanted


async def channel(resident: Resident, name: Any) -> None:
    """Stop here, if no code was given yet, and go on in another channel with the code."""
    if resident.code is None:
        await resident.choose("stop")
    if resident.code is None:
        raise StepFailed("no code to go on elsewhere was given")
    await resident.go_on_in(str(name), resident.code)


async def _passed(resident: Resident, question: str, about: tuple[str, ...]) -> bool:
    """Pass a screen of one of these steps; False for any other."""
    step = question.partition(".")[0]
    neutral = ("share:yes", "skip", f"{question}:no")
    choice = next((one for one in neutral if one in resident.on_screen), None)
    if step not in about or choice is None:
        return False
    await resident.choose(choice)
    return True


async def _all_came(named: set[str], asked: set[str], resident: Resident) -> None:
    """A name that never came is a mistake in the scenario, unless a crisis came first."""
    missing = named - asked
    if missing and not (await resident.case())["crisis"]:
        raise StepFailed(f"not asked: {_list(missing)}; asked were: {_list(asked)}; {resident.there()}")


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _word(value: Any) -> str:
    """A value as a choice's id has it; true and false are yes and no, as in the contract."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


STEPS: Mapping[str, Act] = {
    "say": say,
    "choose": choose,
    "photo": photo,
    "needs": needs,
    "confirm": confirm,
    "book": book,
    "channel": channel,
}
"""Steps of the resident, by their name in a scenario file."""
