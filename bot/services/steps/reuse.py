"""Somebody comes back after weeks: does what they told still hold?  Nothing has to be told again (X6).

Source: domain.md 2.11; Pw 43a.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.case import Needs
from bot.core.messages import Say, day, items
from bot.core.reuse import asks_still_true
from bot.core.rights import law_on
from bot.services import rights
from bot.services.steps import HUMAN, STOP, YesNoStep, yes_no
from bot.services.steps.questions import summary
from bot.services.turn import Turn


class ReuseStep(YesNoStep):
    """"Klopt dit nog?", asked where the read-back before sharing does not come by itself."""

    name = "reuse"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        values = {"since": day(turn.case.contact.first_contact_on), "lines": items(summary(turn), "lines")}
        return Say("reuse.ask", values, (*yes_no(), HUMAN, STOP), "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        """After a no the needs of today are asked again, and the photo can be corrected."""
        turn.talk = turn.talk.return_from(self.name)
        if option == "yes":
            turn.say(Say("reuse.kept"))
            return
        turn.case = replace(turn.case, needs=Needs())
        if turn.case.photo.answers:
            turn.talk = turn.talk.detour("correct")


def ask_if_still_true(turn: Turn) -> None:
    """For who comes back within the months of the law: say why nothing is asked again, and check it."""
    law = law_on(turn.catalog, turn.law_day)
    months = law.terms.get("reuse_months") if law else None
    first = turn.case.contact.first_contact_on
    if not asks_still_true(first, turn.today, months) or turn.case.crisis or not summary(turn):
        return
    rights.tell(turn, ("pw_43a",))
    if turn.case.consents.share_with_staff is not None:
        turn.talk = turn.talk.detour("reuse")
