"""Where does the resident live, where that decides who helps; and what if it is elsewhere?

Source: domain.md 2.9, R1 to R9.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.law import Right
from bot.core.messages import Say, Understanding, items, localized
from bot.core.phrases import says
from bot.core.rights import rights_by_id
from bot.core.routing import ELSEWHERE, HOME, LETTER, asks_postcode
from bot.core.situation import asks_income
from bot.services import crisis
from bot.services.steps import HUMAN, SKIP, STOP, Step, YesNoStep, choice, yes_no
from bot.services.steps.situation import source_of
from bot.services.turn import Turn

_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?(?:[A-Za-z]{2})?\b")


class PostcodeStep(Step):
    """Four digits of the postcode, where they decide which team the talk is with."""

    name = "postcode"

    def question(self, turn: Turn) -> str | None:
        asks = asks_postcode(turn.case, turn.profile, turn.catalog) and turn.case.triage.kind is not None
        return self.name if asks and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        other = (choice(f"postcode:{LETTER}", "letter_address", "aside"),
                 choice(f"postcode:{ELSEWHERE}", "lives_elsewhere", "aside"))
        return Say("postcode.ask", choices=(*other, SKIP, HUMAN, STOP), input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.finish(self.name).return_from(self.name)
        if option in (LETTER, ELSEWHERE):
            turn.case = replace(turn.case, address_kind=option)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        found = _POSTCODE.search(turn.raw or heard.text)
        if found is None:
            return await self._hear_other(turn, heard)
        turn.talk = turn.talk.return_from(self.name)
        turn.case = replace(turn.case, postcode=found[1], address_kind=HOME)
        _keep_helper(turn)
        return True

    async def _hear_other(self, turn: Turn, heard: Understanding) -> bool:
        """A letter address, or another municipality, in own words."""
        kinds = {"letter_address": LETTER, "lives_elsewhere": ELSEWHERE}
        meant = (kind for words, kind in kinds.items() if says(words, heard.text, turn.catalog.phrases))
        kind = next(meant, None)
        if kind is not None:
            await self.choose(turn, self.name, kind)
        return kind is not None


def _keep_helper(turn: Turn) -> None:
    """Whoever moves in the middle keeps the team that helps until a person hands the case over (R8)."""
    former = turn.case.routing
    if former.team and turn.case.appointment:
        turn.case = replace(turn.case, routing=replace(former, reason="moved"))
        turn.say(Say("address.moved"))


def explain_address(turn: Turn) -> None:
    """What a letter address means here, once, to who has one (R6)."""
    mark = f"said.{LETTER}"
    if turn.case.routing.reason != "letter_address" or mark in turn.talk.done:
        return
    turn.talk = turn.talk.finish(mark)
    found = rights_by_id(turn.catalog, ("brp_2_23",), turn.law_day)
    if found:
        turn.say(Say("address.letter", {"law": items(map(source_of, found), "lines")}))


def about_no_address(turn: Turn) -> tuple[Right, ...]:
    """What is to be told to somebody without a home address; nothing to others (R5, R9)."""
    if turn.case.routing.reason != "no_fixed_address":
        return ()
    ids = ("brp_2_23", "pw_40") if asks_income(turn.case, turn.catalog) else ("brp_2_23",)
    return rights_by_id(turn.catalog, ids, turn.law_day)


def tell_no_address(turn: Turn) -> None:
    """A letter address, and who pays without one, for who wants to read it."""
    found = about_no_address(turn)
    texts = [localized(words) for right in found for words in (right.text, right.how) if words]
    values = {"texts": items(texts, "lines"), "law": items(map(source_of, found), "lines")}
    turn.say(Say("address.none", values))


class ForwardStep(YesNoStep):
    """Another municipality: the question is forwarded for whoever wants that (R4).

    Nobody hears that they are in the wrong place.

    A person forwards it and says where it went and when (Awb 2:3).
    """

    name = "forward"

    def question(self, turn: Turn) -> str | None:
        elsewhere = turn.case.routing.reason == "outside_municipality"
        return self.name if elsewhere and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("forward.ask", choices=(*yes_no(), HUMAN, STOP), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.finish(self.name)
        if option == "yes":
            crisis.call(turn, "forward")
            turn.talk = turn.talk.finish("slot")
        key = "forward.asked" if option == "yes" else "forward.not_now"
        turn.say(Say(key, {"place": turn.profile.place}))
