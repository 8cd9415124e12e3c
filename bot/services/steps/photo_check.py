"""Did we read the resident's own words right?  Asked back before a choice of the photo is taken."""

from __future__ import annotations

from bot.core.messages import Say, Understanding, localized
from bot.core.photo import options_of
from bot.services import own_words
from bot.services.steps import HUMAN, STOP, YesNoStep, yes_no
from bot.services.steps.photo import PhotoStep
from bot.services.turn import Turn


class PhotoCheckStep(YesNoStep):
    """"Ik begrijp: bij familie of vrienden.  Klopt dat?"; a no shows the choices again.

    Its question is ``photo_check.<question of the photo>.<option>``.
    """

    name = "photo_check"
    photo = PhotoStep()

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        inner, letter = _parts(question)
        option = next(o for o in options_of(inner, turn.catalog) if o.id == letter)
        choices = (*yes_no(question), HUMAN, STOP)
        return Say("photo.check", {"answer": localized(option.text)}, choices, "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        inner, letter = _parts(question)
        turn.talk = turn.talk.return_from(question)
        if option == "yes":
            own_words.take(turn, inner)  # The choice says it all.
            await self.photo.choose(turn, f"{self.photo.name}.{inner}", letter)
        elif option == "no":
            turn.say(Say("bot.choose_below"))

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Yes, no, or the answer in better words."""
        inner, letter = _parts(question)
        better = own_words.meant(turn, inner, heard.text)
        if better is None or better.id == letter:
            return await super().hear(turn, question, heard)
        turn.talk = turn.talk.return_from(question)
        return await self.photo.hear(turn, f"{self.photo.name}.{inner}", heard)


def _parts(question: str) -> tuple[str, str]:
    """The question of the photo, and the letter of its option."""
    inner, _, letter = question.partition(".")[2].rpartition(".")
    return inner, letter
