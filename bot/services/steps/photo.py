"""The client photo: offered, made together, refused, or made question by question."""

from __future__ import annotations

from dataclasses import replace

from bot.core import photo
from bot.core.case import Answer
from bot.core.catalog import LifeDomain
from bot.core.messages import Choice, Say, Understanding, localized
from bot.core.phrases import refuses_photo
from bot.services import crisis, own_words
from bot.services.steps import (
    CALLS,
    DECLINE,
    HUMAN,
    SKIP,
    STOP,
    Step,
    YesNoStep,
    aside,
    choice,
    is_command,
    yes_no,
)
from bot.services.turn import Turn

MADE_HERE = ("digital", "assisted")

BARE_YES_NO = 3
"""So few words of a yes or no say no more than that."""

SHORT_WISH = 3
"""Words of a wish for another language; a longer text tells which ones somebody speaks."""


class PhotoOfferStep(YesNoStep):
    """Offer the photo; a refusal is an ordinary answer and no reason is asked (Jan-A2)."""

    name = "photo_offer"

    def question(self, turn: Turn) -> str | None:
        return self.name if turn.case.photo.mode is None else None

    async def ask(self, turn: Turn, question: str) -> Say:
        choices = (choice("start_photo"), choice("paper"), choice("no", "photo_no"), HUMAN, STOP)
        return Say("photo.offer", {"photo": turn.profile.terms["photo"]}, choices, "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option in ("start_photo", "yes"):
            self._set_mode(turn, "digital")
        elif option == "paper":
            self._set_mode(turn, "paper")
            turn.say(Say("photo.paper", {"place": turn.profile.place}))
        elif option == "no":
            together = turn.profile.photo_refusal == "assisted_same_contact"
            self._set_mode(turn, "assisted" if together else "refused")
            turn.talk = turn.talk.detour("photo_together") if together else turn.talk

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """A no in any words is a no; words of a crisis are never read as one."""
        if heard.intent != "report_crisis" and refuses_photo(heard.text, turn.catalog.phrases):
            await self.choose(turn, question, "no")
            return True
        return await super().hear(turn, question, heard)

    @staticmethod
    def _set_mode(turn: Turn, mode: str) -> None:
        turn.case = replace(turn.case, photo=replace(turn.case.photo, mode=mode))


class PhotoTogetherStep(YesNoStep):
    """After a refusal: the same questions together with a worker, or no photo at all."""

    name = "photo_together"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        choices = (choice("start_photo", "photo_together"), choice("without", "photo_without"), HUMAN, STOP)
        return Say("photo.together", choices=choices, input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option in ("without", "no"):
            turn.case = replace(turn.case, photo=replace(turn.case.photo, mode="refused"))


class PhotoStep(YesNoStep):
    """One question of a life domain; every one may be skipped or declined."""

    name = "photo"

    def question(self, turn: Turn) -> str | None:
        if turn.case.photo.mode not in MADE_HERE:
            return None
        question = photo.next_question(turn.case.photo, turn.profile, turn.catalog)
        return f"{self.name}.{question}" if question else None

    async def ask(self, turn: Turn, question: str) -> Say:
        inner = question.partition(".")[2]
        domain = turn.catalog.domains[inner.partition(".")[0]]
        if inner.endswith(f".{photo.ALONE}"):
            return Say("photo.alone", choices=(*yes_no(question), SKIP, HUMAN, STOP), input="choice")
        return Say(self._key(domain, inner), self._values(turn, domain, inner),
                   self._choices(turn, question, domain), "choice")

    @staticmethod
    def _key(domain: LifeDomain, inner: str) -> str:
        if inner != domain.id:
            return "photo.follow_up"
        return "photo.question_with_warning" if domain.warning else "photo.question"

    @staticmethod
    def _values(turn: Turn, domain: LifeDomain, inner: str) -> dict:
        follow_up = photo.find_follow_up(inner, turn.catalog)
        return {
            "number": turn.profile.photo_domains.index(domain.id) + 1,
            "total": len(turn.profile.photo_domains),
            "title": localized(domain.title),
            "question": localized(follow_up.question if follow_up else domain.question),
            "warning": localized(domain.warning) if domain.warning else "",
        }

    @staticmethod
    def _choices(turn: Turn, question: str, domain: LifeDomain) -> tuple[Choice, ...]:
        options = photo.options_of(question.partition(".")[2], turn.catalog)
        answers = tuple(Choice(f"{question}:{o.id}", localized(o.text)) for o in options)
        can_decline = any(o.id == "decline" for o in options)
        return (*answers, SKIP, *(() if can_decline else (DECLINE,)), HUMAN, STOP)

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        inner = question.partition(".")[2]
        if option in ("skip", "decline"):
            self._keep(turn, inner, Answer({"skip": "skipped", "decline": "declined"}[option], at=turn.now))
        elif inner.endswith(f".{photo.ALONE}"):
            self._alone(turn, inner, option)
        else:
            self._answer(turn, inner, option)

    def _answer(self, turn: Turn, inner: str, letter: str) -> None:
        option = next((o for o in photo.options_of(inner, turn.catalog) if o.id == letter), None)
        if option is None:
            return
        self._keep(turn, inner, photo.answered(option, "resident", turn.now))
        if option.crisis:
            crisis.raise_flags(turn, (option.crisis,))

    def _alone(self, turn: Turn, inner: str, option: str) -> None:
        self._keep(turn, inner, Answer("answered", option, at=turn.now))
        if option == "no":
            skipped = photo.without_alone(turn.case.photo, inner.partition(".")[0], turn.now)
            turn.case = replace(turn.case, photo=skipped)
            turn.say(Say("photo.later_in_person"))

    @staticmethod
    def _keep(turn: Turn, inner: str, answer: Answer) -> None:
        words = own_words.take(turn, inner)
        told = answer if answer.status == "declined" else replace(answer, words=words)
        turn.case = replace(turn.case, photo=photo.with_answer(turn.case.photo, inner, told))

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """A yes or no where those are the choices; other words are read back, or kept beside the choices."""
        inner = question.partition(".")[2]
        if heard.crisis or heard.intent == "report_crisis":
            return False
        if self._is_yes_or_no(turn, inner, heard):
            return await super().hear(turn, question, heard)
        option = None if inner.endswith(f".{photo.ALONE}") else own_words.meant(turn, inner, heard.text)
        if is_command(heard) and (option is None or heard.intent in CALLS):
            return False
        if option is None and not own_words.told(turn, inner, heard):
            return False
        own_words.remember(turn, inner, heard.text)
        if option is None:
            turn.say(Say("photo.own_words"))
        else:
            turn.talk = turn.talk.detour(f"photo_check.{inner}.{option.id}")
        return True

    @staticmethod
    def _is_yes_or_no(turn: Turn, inner: str, heard: Understanding) -> bool:
        answer = {"affirm": "yes", "deny": "no"}.get(heard.intent)
        if inner.endswith(f".{photo.ALONE}"):
            return answer is not None
        offered = answer in {option.id for option in photo.options_of(inner, turn.catalog)}
        return offered and len(heard.text.split()) <= BARE_YES_NO

    def knows(self, turn: Turn, question: str, words: str) -> bool:
        inner = question.partition(".")[2]
        return not inner.endswith(f".{photo.ALONE}") and own_words.meant(turn, inner, words) is not None


class StrengthsStep(Step):
    """"Wat gaat al goed? Wat kunt u zelf doen?" (domain.md 3.3, 3.4): optional, in own words."""

    name = "strengths"

    def question(self, turn: Turn) -> str | None:
        told = turn.case.photo.mode in MADE_HERE and photo.told(turn.case.photo, turn.profile)
        return self.name if told and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("photo.strengths", choices=(SKIP, HUMAN, STOP), input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.finish(self.name)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        if is_command(heard) and not self._tells_languages(heard):
            return False
        turn.talk = turn.talk.finish(self.name)
        if heard.intent != "deny":
            turn.case = replace(turn.case, photo=replace(turn.case.photo, strengths=heard.text))
        return True

    @staticmethod
    def _tells_languages(heard: Understanding) -> bool:
        """"Ik spreek drie talen" goes well; "English please" asks for another language."""
        return heard.intent == "change_language" and len(heard.text.split()) > SHORT_WISH


class CorrectStep(Step):
    """Which part of the photo has to change?  Staff see the newest answer (X5)."""

    name = "correct"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        domains = [turn.catalog.domains[d] for d in turn.profile.photo_domains]
        choices = tuple(Choice(f"correct:{d.id}", localized(d.title)) for d in domains)
        return Say("photo.correct", choices=(*choices, aside("back"), HUMAN), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option in turn.profile.photo_domains:
            mode = turn.case.photo.mode if turn.case.photo.mode in MADE_HERE else "digital"
            turn.case = reopen_domain(turn, option)
            turn.case = replace(turn.case, photo=replace(turn.case.photo, mode=mode))


def reopen_domain(turn: Turn, domain_id: str):
    """The case with one domain to be asked again; its help question is asked again too."""
    case = turn.case
    return replace(case, photo=photo.reopened(case.photo, domain_id),
                   questions=tuple(q for q in case.questions if q != domain_id),
                   declined_topics=tuple(q for q in case.declined_topics if q != domain_id))
