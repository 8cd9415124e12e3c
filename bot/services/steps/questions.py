"""With which questions does the resident want help, and what may staff read?"""

from __future__ import annotations

from dataclasses import replace

from bot.core import photo
from bot.core.case import REPRESENTATIVE
from bot.core.messages import Choice, Say, Value, items, localized, role, text
from bot.core.photo import candidates
from bot.services.steps import HUMAN, STOP, Step, YesNoStep, aside, choice, yes_no
from bot.services.turn import Turn


class ConfirmStep(YesNoStep):
    """"Wilt u hier hulp bij?" for each possible help question; nothing counts unconfirmed (domain.md 3.6)."""

    name = "confirm"

    def question(self, turn: Turn) -> str | None:
        candidate = next(iter(candidates(turn.case, turn.profile, turn.catalog)), None)
        return f"{self.name}.{candidate}" if candidate else None

    async def ask(self, turn: Turn, question: str) -> Say:
        name = localized(turn.catalog.question_name(question.partition(".")[2]))
        return Say("confirm.ask", {"name": name}, (*yes_no(question), HUMAN, STOP), "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        help_question = question.partition(".")[2]
        if option == "yes":
            turn.case = replace(turn.case, questions=(*turn.case.questions, help_question))
        elif option == "no":
            turn.case = replace(turn.case, declined_topics=(*turn.case.declined_topics, help_question))


class ShareStep(YesNoStep):
    """Read the photo back and ask whether staff may see it (domain.md 3.3)."""

    name = "share"

    def question(self, turn: Turn) -> str | None:
        told = turn.case.reason or turn.case.photo.answers or summary(turn)
        return self.name if told and turn.case.consents.share_with_staff is None else None

    async def ask(self, turn: Turn, question: str) -> Say:
        lines = summary(turn)
        told = bool(photo.told(turn.case.photo, turn.profile))
        parts = (choice("share:without", "share_without"), aside("correct")) if told else ()
        choices = (choice("share:yes", "share_yes"), choice("share:no", "share_no"), *parts, HUMAN, STOP)
        values = {"role": role(turn.case.triage.role or "first_line"), "lines": items(lines, "lines"),
                  "helper": text("share.self") if _helped(turn) else ""}
        return Say("share.ask" if lines else "share.ask_short", values, choices, "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option in ("yes", "no"):
            consents = replace(turn.case.consents, share_with_staff=option == "yes")
            turn.case = replace(turn.case, consents=consents)
            turn.say(Say(f"share.{option}"))
        elif option in ("without", "correct"):
            turn.talk = turn.talk.detour({"without": "without", "correct": "correct"}[option])


def _helped(turn: Turn) -> bool:
    """Whether somebody helps who does not act for the resident: then the resident decides at the screen."""
    return turn.case.contact.helper not in (None, REPRESENTATIVE)


class WithoutStep(Step):
    """"Eerst zonder dit onderdeel": keep parts of the photo from staff."""

    name = "without"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        told = [d for d in photo.told(turn.case.photo, turn.profile) if d not in turn.case.photo.withheld]
        choices = tuple(Choice(f"without:{d}", localized(turn.catalog.domains[d].title)) for d in told)
        return Say("share.without", choices=(*choices, aside("back"), HUMAN), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option in turn.profile.photo_domains:
            kept = replace(turn.case.photo, withheld=(*turn.case.photo.withheld, option))
            turn.case = replace(turn.case, photo=kept)


def summary(turn: Turn) -> list[Value]:
    """The read-back: the photo by domain, then the needs, each in the words of the choice."""
    return [*_photo_lines(turn), *_need_lines(turn)]


def _photo_lines(turn: Turn) -> list[Value]:
    told = photo.told(turn.case.photo, turn.profile)
    return [_photo_line(turn, domain_id, said) for domain_id in told for said in _said(turn, domain_id)]


def _photo_line(turn: Turn, domain_id: str, said: Value) -> Value:
    key = "share.line_withheld" if domain_id in turn.case.photo.withheld else "share.line"
    return text(key, title=localized(turn.catalog.domains[domain_id].title), answer=said)


def _said(turn: Turn, domain_id: str) -> list[Value]:
    """The choice of a domain, then what was told of it in own words."""
    answer = turn.case.photo.answers[domain_id]
    chosen = (o for o in turn.catalog.domains[domain_id].options if o.id == answer.choice)
    told = photo.words(turn.case.photo, domain_id)
    return [*(localized(o.text) for o in chosen), *(text("share.own_words", words=one) for one in told)]


def _need_lines(turn: Turn) -> list[Value]:
    lines = []
    for need in (turn.catalog.needs[n] for n in turn.profile.needs):
        answer = getattr(turn.case.needs, need.id)
        option = next((o for o in need.options if o.id == answer), None)
        if answer:
            words = localized(option.text) if option else answer
            lines.append(text("share.line", title=text(f"needs.title.{need.id}"), answer=words))
    return lines
