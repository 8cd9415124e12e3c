"""The immediate needs: where do you sleep, how long, do you eat (domain.md 2.1, Jan-A3)?"""

from __future__ import annotations

from dataclasses import replace

from bot.core.messages import Choice, Say, Understanding, localized
from bot.core.needs import crisis_flag, option_of
from bot.services import crisis
from bot.services.steps import HUMAN, SKIP, STOP, Step, is_command
from bot.services.turn import Turn

BARE_YES_NO = 3
"""So few words of a yes or no are no answer to "with whom" or "how long"."""

SURE_QUESTION = 0.7
"""From this confidence a question about rights is answered first; below it the words are the answer."""


class NeedsStep(Step):
    """One immediate needs question; own words are as good as a choice."""

    name = "needs"

    def question(self, turn: Turn) -> str | None:
        open_needs = (n for n in turn.profile.needs
                      if getattr(turn.case.needs, n) is None and f"needs.{n}" not in turn.talk.done)
        need = next(open_needs, None)
        return f"{self.name}.{need}" if need else None

    async def ask(self, turn: Turn, question: str) -> Say:
        need = turn.catalog.needs[question.partition(".")[2]]
        shown = sorted(need.options, key=lambda option: option.id == "no")  # Yes before no, as everywhere.
        choices = tuple(Choice(f"{question}:{o.id}", localized(o.text)) for o in shown)
        values = {"question": localized(need.question)}
        return Say("needs.question", values, (*choices, SKIP, HUMAN, STOP), "text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        need = turn.catalog.needs[question.partition(".")[2]]
        if option in {o.id for o in need.options}:
            self._keep(turn, question, option)
        elif option == "skip":
            turn.talk = turn.talk.finish(question)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Words that the catalog knows as an answer are one, whatever else they may mean elsewhere."""
        need = turn.catalog.needs[question.partition(".")[2]]
        other = heard.intent.startswith("ask_") or heard.intent.endswith("_appointment")
        asks = other and heard.confidence >= SURE_QUESTION
        yes_no = {"affirm": "yes", "deny": "no"}.get(heard.intent)
        fits = yes_no in {o.id for o in need.options}
        empty = yes_no is not None and not fits and len(heard.text.split()) <= BARE_YES_NO
        if option_of(need, heard.text) is None and (is_command(heard) or asks or empty):
            return False
        self._keep(turn, question, yes_no if fits else heard.text)
        return True

    def knows(self, turn: Turn, question: str, words: str) -> bool:
        return option_of(turn.catalog.needs[question.partition(".")[2]], words) is not None

    @staticmethod
    def _keep(turn: Turn, question: str, answer: str) -> None:
        need = question.partition(".")[2]
        turn.case = replace(turn.case, needs=replace(turn.case.needs, **{need: answer}))
        flag = crisis_flag(turn.catalog.needs[need], answer)
        if flag:
            crisis.raise_flags(turn, (flag,))
