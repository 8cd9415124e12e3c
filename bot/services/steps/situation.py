"""How old are you, and what does that change in the explanation?

Asked only of who asks for an income, before a time is chosen, one question at a time, each to be
skipped.  An answer never changes whether a talk can be booked, and is never answered with a yes
or a no about a right (domain.md 2.8, U1 to U8).

Flow: services.agenda -> here -> core.situation and the dated texts of the catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.birth_dates import dates_in
from bot.core.law import Right
from bot.core.messages import Choice, Say, Understanding, Value, day, items, localized, role, text, weekday
from bot.core.phrases import says
from bot.core.rights import is_for_others, law_on, rights_by_id
from bot.core.situation import (
    ADULT,
    UNDER_18,
    YOUNG,
    SearchPeriod,
    age_group_in,
    asks_income,
    explanations,
    search_period,
    search_rule,
    works,
)
from bot.services import crisis
from bot.services.steps import HUMAN, SKIP, STOP, Step, choice, yes_no
from bot.services.turn import Turn

ASKED = {
    "age": "situation.ask_age",
    "partner": "situation.ask_partner",
    "school": "situation.ask_school",
    "work": "situation.ask_work",
    "studying": "situation.ask_studying",
    "newcomer": "situation.ask_newcomer",
}
"""The questions, in order."""

TITLES: Mapping[str, Mapping[str, str]] = {
    "age": {ADULT: "situation.age_27_plus", YOUNG: "situation.age_18_26", UNDER_18: "situation.age_under_18"},
    "partner": {
        "27_plus": "situation.partner_27_plus", "under_27": "situation.partner_under_27",
        "none": "situation.partner_none",
    },
    "work": {"yes": "yes", "maybe": "maybe", "no": "no"},
}
"""Choices of the questions that are not answered with yes or no."""

_PARTNER = {"27_plus": True, "under_27": False, "none": None}
_FIELDS = {"school": "left_school_recently", "studying": "studying", "newcomer": "newcomer"}

EXPLAINED = {
    "search_period": "situation.search_period",
    "turns_27": "situation.turns_27",
    "exception_partner": "situation.exception_partner",
    "exception_school": "situation.exception_school",
    "exception_work": "situation.exception_work",
    "institution": "situation.institution",
    "circumstances": "situation.circumstances",
    "at_once": "situation.at_once",
    "under_18": "situation.under_18",
    "studying": "situation.studying",
    "newcomer": "situation.newcomer",
    "newcomer_advance": "situation.newcomer_advance",
}
"""Explanation to its message."""

LAW_OF = {
    "search_period": ("pw_41_4", "pw_43_4"),
    "turns_27": ("pw_41_4", "pw_41_12"),
    "exception_partner": ("pw_41_4", "pw_41_12", "pw_43_4"),
    "exception_school": ("pw_41_4", "pw_41_12", "pw_43_4"),
    "exception_work": ("pw_41_4", "pw_41_12", "pw_43_4"),
    "institution": ("pw_41_2",),
    "circumstances": ("pw_41_11",),
    "at_once": ("pw_41_12",),
    "under_18": ("pw_13",),
    "studying": ("pw_13",),
    "newcomer": ("pw_56a",),
    "newcomer_advance": ("pw_41_8",),
}
"""Explanation to the texts of the catalog that it stands on."""


class SituationStep(Step):
    """Age, and for the young what changes the search period; for status holders what is different."""

    name = "situation"

    def question(self, turn: Turn) -> str | None:
        if not _is_wanted(turn):
            return None
        done = turn.talk.done
        return next((q for q in map(self._id, ASKED) if q not in done and self._fits(turn, q)), None)

    def _id(self, short: str) -> str:
        return f"{self.name}.{short}"

    def _fits(self, turn: Turn, question: str) -> bool:
        told, short = turn.case.situation, _short(question)
        if short == "age":
            return told.age_group is None
        if short == "newcomer":
            return told.age_group not in (None, UNDER_18) and _speaks_of_integration(turn)
        if short == "work":
            return told.age_group == YOUNG and not told.partner_27 and works(turn.case)
        return told.age_group == YOUNG and not (short == "school" and told.partner_27)

    async def ask(self, turn: Turn, question: str) -> Say:
        short = _short(question)
        return Say(ASKED[short], choices=(*_choices(question), SKIP, HUMAN, STOP), input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        short = _short(question)
        if option == "skip":
            turn.talk = turn.talk.finish(question)
        elif short == "age" and option in TITLES["age"]:
            _keep(turn, question, age_group=option, turns_27_on=None)
        elif short == "partner" and option in _PARTNER:
            _keep(turn, question, partner_27=_PARTNER[option])
        elif short == "work" and option in TITLES["work"]:
            _keep(turn, question, wage_subsidy=option)
        elif short in _FIELDS and option in ("yes", "no"):
            _keep(turn, question, **{_FIELDS[short]: option == "yes"})

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """An age or a date of birth in own words, or a yes or no where that says enough."""
        short = _short(question)
        if short == "age":
            return self._hear_age(turn, question, heard)
        if short == "partner":
            return await self._hear_partner(turn, question, heard)
        answer = {"affirm": "yes", "deny": "no"}.get(heard.intent)
        if answer:
            await self.choose(turn, question, answer)
        return answer is not None

    @staticmethod
    def _hear_age(turn: Turn, question: str, heard: Understanding) -> bool:
        """The words before masking are read here, and only the age group is kept."""
        words = turn.raw or heard.text
        told = age_group_in(words, turn.today, _terms(turn).get("search_period_weeks", 0))
        if told is None and heard.intent == "affirm":
            told = ADULT, None
        if told is not None:
            _keep(turn, question, age_group=told[0], turns_27_on=told[1])
            return True
        unclear = heard.intent == "deny" or words.strip().isdecimal() or any(dates_in(words))
        if unclear:
            turn.say(Say("situation.age_again"))
        return unclear

    async def _hear_partner(self, turn: Turn, question: str, heard: Understanding) -> bool:
        told = age_group_in(turn.raw or heard.text, turn.today)
        if told is not None:
            await self.choose(turn, question, "27_plus" if told[0] == ADULT else "under_27")
        elif heard.intent == "deny":
            await self.choose(turn, question, "none")
        elif heard.intent == "affirm":
            turn.say(Say("bot.choose_below"))
        return told is not None or heard.intent in ("affirm", "deny")


def _short(question: str) -> str:
    return question.partition(".")[2]


def _choices(question: str) -> tuple[Choice, ...]:
    titles = TITLES.get(_short(question))
    if titles is None:
        return yes_no(question)
    return tuple(choice(f"{question}:{option}", title) for option, title in titles.items())


def _keep(turn: Turn, question: str, **told: Any) -> None:
    turn.case = replace(turn.case, situation=replace(turn.case.situation, **told))
    turn.talk = turn.talk.finish(question)


def _is_wanted(turn: Turn) -> bool:
    """Whether age changes the explanation here, and the resident has not gone past the questions."""
    past = turn.case.crisis or turn.case.appointment or "human_first" in turn.talk.done
    return not past and search_rule(turn.profile) is not None and asks_income(turn.case, turn.catalog)


def _speaks_of_integration(turn: Turn) -> bool:
    """Only who asks about language and integration, or calls themselves a status holder; never a guess."""
    named = "language" in (*turn.case.questions, *turn.case.topics)
    return named or says("newcomer", turn.case.reason or "", turn.catalog.phrases)


def explain(turn: Turn) -> None:
    """Say what follows from what was told, each explanation once; in a crisis only what helps now."""
    if SituationStep().question(turn) is not None or not asks_income(turn.case, turn.catalog):
        return
    period = search_period(turn.case.situation, turn.case.contact.first_contact_on, _terms(turn))
    names = explanations(turn.case, period, turn.catalog)
    for name in (name for name in names if not turn.case.crisis or name == "circumstances"):
        mark = f"situation.said.{name}"
        if mark not in turn.talk.done:
            turn.talk = turn.talk.finish(mark)
            _say(turn, name, period)


def _say(turn: Turn, name: str, period: SearchPeriod | None) -> None:
    found = rights_by_id(turn.catalog, LAW_OF[name], turn.law_day)
    rights = tuple(right for right in found if not is_for_others(right, turn.case, turn.catalog))
    if not rights:
        _say_unknown(turn, name)
        return
    if name == "circumstances":
        crisis.call(turn, "search_period_circumstances")
    turn.say(Say(EXPLAINED[name], _values(turn, rights, period)))


def _say_unknown(turn: Turn, name: str) -> None:
    """No text holds on the date: a person knows.  For 27 and over nothing is different then."""
    mark = "situation.said.unknown"
    if name != "at_once" and mark not in turn.talk.done:
        turn.talk = turn.talk.finish(mark)
        turn.say(Say("rights.unknown", {"decided_by": role(turn.profile.decided_by)}))


def _values(turn: Turn, rights: tuple[Right, ...], period: SearchPeriod | None) -> dict[str, Value]:
    """Dates, the texts of the law, and where and from when they stand."""
    turns_27_on = turn.case.situation.turns_27_on
    return {
        "melding": weekday(turn.case.contact.first_contact_on),
        "earliest": weekday(period.earliest) if period else "",
        "turns_27_on": weekday(turns_27_on) if turns_27_on else "",
        "weeks": _terms(turn).get("search_period_weeks", ""),
        "texts": items([localized(right.text) for right in rights], "sentences"),
        "law": items(map(source_of, rights), "lines"),
    }


def source_of(right: Right) -> Value:
    """Where a text of the law stands, and from when it holds."""
    return text("situation.source", article=right.article, valid_from=day(right.valid_from), url=right.url)


def _terms(turn: Turn) -> Mapping[str, int]:
    layer = law_on(turn.catalog, turn.law_day)
    return layer.terms if layer else {}
