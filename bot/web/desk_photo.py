"""How does the client photo read for staff, as the resident sees it?

No figures: a chart of the resident's own answers and the same in words.  A band is the
front door's mapping of an answer, shown in the words that the resident could have used.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from bot.core.case import Answer, Case, Situation
from bot.core.catalog import LifeDomain, Option
from bot.web.desk_words import LANG, DeskWords
from bot.web.spider_chart import Axis, spider_chart

SITUATION = tuple(one.name for one in fields(Situation))
"""What of the situation staff read, in order."""


def about(words: DeskWords, case: Case) -> dict[str, Any]:
    """The photo, how it was made, and why it is closed when it is."""
    asked = case.consents.share_with_staff is not None
    return {
        "photo": photo(words, case),
        "photo_mode": words.text(f"photo.mode.{case.photo.mode or 'none'}"),
        "photo_closed": words.text("photo.not_shared" if asked else "photo.not_asked"),
    }


def photo(words: DeskWords, case: Case) -> dict[str, Any] | None:
    """The photo for the template, or ``None`` when the resident does not share it."""
    if not case.consents.share_with_staff:
        return None
    domains = [words.catalog.domains[id_] for id_ in words.profile.photo_domains]
    shown = [domain for domain in domains if domain.id not in case.photo.withheld]
    bands = [domain for domain in shown if domain.mode == "band"]
    return {
        "chart": _chart(words, case, bands),
        "bands": [_row(words, case, domain) for domain in bands],
        "needs": [_row(words, case, domain) for domain in shown if domain.mode == "need"],
        "withheld": [words.catalog.domains[id_].title[LANG] for id_ in case.photo.withheld],
        "strengths": case.photo.strengths,
    }


def _chart(words: DeskWords, case: Case, domains: list[LifeDomain]) -> Any:
    answers = case.photo.answers
    axes = [Axis(one.title[LANG], answers[one.id].band if one.id in answers else None) for one in domains]
    said = [f"{axis.label}: {_band(words, axis.band)}" for axis in axes]
    return spider_chart(axes, words.text("photo.chart_title"), "; ".join(said))


def _row(words: DeskWords, case: Case, domain: LifeDomain) -> dict[str, Any]:
    answer = case.photo.answers.get(domain.id)
    band = answer.band if answer else None
    return {
        "title": domain.title[LANG],
        "status": _status(words, answer),
        "band": band,
        "band_word": _band(words, band) if band else None,
        "answer": _option(domain.options, answer),
        "words": answer.words if answer else None,
        "more": _follow_ups(case, domain),
        "by": words.name(answer.by) if answer and answer.by != "resident" else None,
    }


def _status(words: DeskWords, answer: Answer | None) -> str | None:
    """Why there is no answer; ``None`` when there is one."""
    status = answer.status if answer else "skipped"
    return None if status == "answered" else words.text(f"answer.{status}")


def _band(words: DeskWords, band: int | None) -> str:
    return words.text(f"band.{band}" if band else "answer.skipped")


def _option(options: tuple[Option, ...], answer: Answer | None) -> str | None:
    if answer is None or answer.status != "answered":
        return None
    return next((one.text[LANG] for one in options if one.id == answer.choice), answer.choice)


def _follow_ups(case: Case, domain: LifeDomain) -> list[dict[str, str]]:
    asked = ((one, case.photo.answers.get(f"{domain.id}.{one.id}")) for one in domain.follow_ups)
    answered = ((one.question[LANG], _option(one.options, answer) or (answer and answer.words))
                for one, answer in asked)
    return [{"question": question, "answer": answer} for question, answer in answered if answer]


def needs(words: DeskWords, case: Case) -> list[dict[str, str | None]]:
    """The immediate needs in words; ``answer`` is ``None`` where nothing was answered."""
    questions = [words.catalog.needs[id_] for id_ in words.profile.needs]
    return [{"question": one.question[LANG], "answer": _need(case, one.id, one.options)} for one in questions]


def situation(words: DeskWords, case: Case) -> list[dict[str, str]]:
    """What the resident told of age and the like, in words; nothing for what was not told or not shared."""
    told = {name: getattr(case.situation, name) for name in SITUATION}
    return [
        {"question": words.text(f"situation.{name}"), "answer": _told(words, value)}
        for name, value in told.items()
        if value is not None
    ]


def _told(words: DeskWords, value: str | bool | date) -> str:
    return words.day(value) if isinstance(value, date) else words.text(f"situation.value.{value}")


def _need(case: Case, need: str, options: tuple[Option, ...]) -> str | None:
    said = getattr(case.needs, need)
    return next((one.text[LANG] for one in options if one.id == said), said)
