"""In which language, for whom and why does somebody come?"""

from __future__ import annotations

from dataclasses import replace

from bot.core.case import REPRESENTATIVE
from bot.core.catalog import Catalog
from bot.core.inbound_text import has_words
from bot.core.messages import Choice, Say, Understanding, text
from bot.core.phrases import says, speaks_for_other
from bot.core.rights import law_on
from bot.core.situation import search_rule, told_group
from bot.services import ways
from bot.services.steps import HUMAN, STOP, Step, YesNoStep, choice, is_command, yes_no
from bot.services.turn import Turn


class LanguageStep(Step):
    """The first screen: each language in its own name; never guessed (domain.md 5.2)."""

    name = "language"

    def question(self, turn: Turn) -> str | None:
        return self.name if turn.case.language is None else None

    async def ask(self, turn: Turn, question: str) -> Say:
        languages = turn.profile.languages
        choices = tuple(Choice(f"language:{code}", text(f"language.{code}")) for code in languages)
        return Say("language.ask", choices=choices, input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option not in turn.profile.languages:
            return
        first = turn.case.language is None
        turn.case = replace(turn.case, language=option)
        turn.talk = turn.talk.return_from(self.name)
        if first:
            turn.say(Say("welcome", {"municipality": turn.profile.name}))

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Words before a language was chosen are kept as the reason; the language is asked again.

        Not when they are about somebody else: whether that person agrees is asked in the language of choice.
        """
        if turn.case.reason is not None or _is_no_reason(heard):
            return False
        if not speaks_for_other(heard.text, turn.catalog.phrases):
            keep_reason(turn, heard)
        return True


class ProxyStep(YesNoStep):
    """Somebody writes for another: without that person's consent no file is made (domain.md 2.1, Jan-A12)."""

    name = "proxy"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("proxy.ask", choices=yes_no(), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option == "yes":
            contact = replace(turn.case.contact, helper=turn.case.contact.helper or "present")
            turn.case = replace(turn.case, contact=contact)
            turn.say(Say("proxy.welcome"))
        elif option == "no":
            turn.case = replace(turn.case, reason=None, topics=())
            turn.talk = replace(turn.talk.finish("proxy_only"), last_words=None)
            turn.say(Say("proxy.information_only", {"place": turn.profile.place}))


def represents(turn: Turn, heard: Understanding) -> bool:
    """Whether a mentor, guardian or other representative writes (P1)."""
    return says("represents", heard.text, turn.catalog.phrases)


def accept_representative(turn: Turn) -> None:
    """Everybody may be represented; a person asks for the proof, not the front door (Awb 2:1(2))."""
    turn.case = replace(turn.case, contact=replace(turn.case.contact, helper=REPRESENTATIVE))
    turn.say(Say("proxy.representative"))


class InformationOnlyStep(Step):
    """The talk of a helper without consent: general information and a person, nothing is kept."""

    name = "information"

    def question(self, turn: Turn) -> str | None:
        return self.name if "proxy_only" in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        rights = choice("means:ask_rights", "ask_rights")
        return Say("information.ask", choices=(rights, HUMAN, STOP), input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        return None


class ReasonStep(Step):
    """"Waarmee kunnen we u helpen?", in own words (domain.md 3.3)."""

    name = "reason"

    def question(self, turn: Turn) -> str | None:
        return self.name if turn.case.reason is None and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        choices = (choice("start_photo"), choice("for_other"), HUMAN, STOP)
        return Say("reason.ask", choices=choices, input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        if option == "start_photo":
            turn.talk = turn.talk.finish(self.name)
            turn.case = replace(turn.case, photo=replace(turn.case.photo, mode="digital"))
        elif option == "for_other":
            turn.talk = turn.talk.detour("proxy")

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Any words are a reason; off the topic they are asked back once."""
        asks_ways = ways.asks(turn, heard)
        off_topic = heard.intent == "out_of_scope" and turn.talk.unclear == 0 and not asks_ways
        if _is_no_reason(heard) or off_topic:
            return False
        if represents(turn, heard):
            accept_representative(turn)
        elif speaks_for_other(heard.text, turn.catalog.phrases) and not turn.case.contact.helper:
            turn.talk = turn.talk.detour("proxy")
        keep_reason(turn, replace(heard, intent="apply_benefit") if asks_ways else heard)
        if asks_ways:
            ways.tell(turn)
            return True
        only_likely = heard.intent in ABOUT_A_TALK and heard.confidence < SURE_QUESTION
        only_wish = heard.intent in WISHES and "?" not in heard.text
        return heard.intent not in QUESTIONS_TO_ANSWER or only_likely or only_wish


WISHES = frozenset({"ask_housing_help", "ask_debt_help"})
"""Without a question mark "ik zoek een huis" is a reason to come, and no question about the law."""


ABOUT_A_TALK = frozenset({"ask_documents", "ask_appointment", "change_appointment", "cancel_appointment"})
"""Questions that a first message seldom asks: "hulp met formulieren" is none about papers."""

SURE_QUESTION = 0.9
"""From this confidence even such a question is answered at once."""


QUESTIONS_TO_ANSWER = frozenset({
    "ask_rights", "ask_obligations", "ask_eligibility", "ask_amount", "ask_decision_time", "ask_advance",
    "ask_search_period", "ask_information_duty", "ask_work_duty", "ask_language_requirement", "ask_assets",
    "ask_cohabitation", "ask_part_time_work", "ask_sanctions", "ask_objection", "ask_special_assistance",
    "ask_debt_help", "ask_housing_help", "ask_integration", "ask_holiday", "ask_support_person",
    "ask_privacy", "ask_documents", "ask_appointment", "change_appointment", "cancel_appointment",
    "book_group_session",
})
"""A reason that is also a question is kept and answered."""


def _is_no_reason(heard: Understanding) -> bool:
    return is_command(heard) or heard.intent in ("affirm", "deny") or not has_words(heard.text)


def keep_reason(turn: Turn, heard: Understanding) -> None:
    """Keep the resident's own words as the reason, with the topics to ask back."""
    topics = topics_of(heard.intent, turn.catalog)
    law = law_on(turn.catalog, turn.law_day)
    topics = tuple(dict.fromkeys((*turn.case.topics, *topics)))
    turn.case = replace(turn.case, reason=heard.text, topics=topics, law=law.id if law else None)
    _keep_age(turn, heard)


def _keep_age(turn: Turn, heard: Understanding) -> None:
    """An age that was told with the reason is not asked again, where it changes something."""
    for_other = turn.case.contact.helper or speaks_for_other(heard.text, turn.catalog.phrases)
    group = None if for_other else told_group(heard.text)
    if group and turn.case.situation.age_group is None and search_rule(turn.profile):
        turn.case = replace(turn.case, situation=replace(turn.case.situation, age_group=group))


def topics_of(intent: str, catalog: Catalog) -> tuple[str, ...]:
    """Help questions that an intent makes us ask about; the resident confirms them."""
    holders = (*catalog.domains.values(), *catalog.topics.values())
    return tuple(holder.id for holder in holders if intent in holder.intents)
