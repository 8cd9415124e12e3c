"""Which texts of the law hold on a date, and which of them answer a question?

A text is never shown outside its dates, nor before somebody has checked it against its source.
Nothing here says whether a person has a right: it only finds the explanation.
Pure: the date comes in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from bot.core.catalog import Catalog
from bot.core.law import LawLayer, Right

Dated = TypeVar("Dated", Right, LawLayer)


def right_on(versions: Iterable[Right], on: date) -> Right | None:
    """The version of a text that holds on a date, checked or not; ``None`` where none holds."""
    return _on(versions, on)


def rights_for(catalog: Catalog, intent: str, on: date) -> tuple[Right, ...]:
    """The checked texts that answer an intent on a date, those that answer it best first."""
    valid = (right_on(versions, on) for versions in catalog.rights.values())
    answers = [right for right in valid if right and right.verified and intent in right.topics]
    return tuple(sorted(answers, key=lambda right: right.topics.index(intent)))


def rights_by_id(catalog: Catalog, ids: Iterable[str], on: date) -> tuple[Right, ...]:
    """The checked texts with these ids that hold on a date, in the order asked."""
    valid = (right_on(catalog.rights[id_], on) for id_ in ids)
    return tuple(right for right in valid if right and right.verified)


def law_on(catalog: Catalog, on: date) -> LawLayer | None:
    """The layer of figures and terms of a date; ``None`` where its figures are not known."""
    return _on(catalog.laws.values(), on)


def _on(candidates: Iterable[Dated], on: date) -> Dated | None:
    return next((one for one in candidates if one.valid_from <= on <= (one.valid_to or date.max)), None)
