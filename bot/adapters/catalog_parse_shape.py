"""Does a file have the keys, and the kinds of values, that it must have?

A shape is a function from a value to its faults; ``record``, ``each`` and ``mapping`` make
large shapes from small ones.  Unknown keys are faults; all faults are found at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

Fault = tuple[str, str]
"""Dotted key, and what is wrong there."""

Shape = Callable[[Any], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Optional:
    """A shape whose key may be absent or ``null``."""

    shape: Shape

    def __call__(self, value: Any) -> Iterator[Fault]:
        return iter(()) if value is None else self.shape(value)


def under(key: object, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Put faults below a key."""
    return ((f"{key}.{path}" if path else str(key), what) for path, what in faults)


def record(**shapes: Shape) -> Shape:
    """A mapping with exactly these keys; a trailing underscore escapes a Python word (``from_``)."""
    named = {key.rstrip("_"): shape for key, shape in shapes.items()}

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "", "must be a mapping"
            return
        yield from ((str(key), "unknown key") for key in value if key not in named)
        for key, shape in named.items():
            if key in value:
                yield from under(key, shape(value[key]))
            elif not isinstance(shape, Optional):
                yield key, "is missing"

    return check


def each(shape: Shape, at_least: int = 0) -> Shape:
    """A list of values of one shape; faults are named by the value's ``id`` where it has one."""

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield "", "must be a list"
            return
        if len(value) < at_least:
            yield "", f"needs at least {at_least}"
        for number, one in enumerate(value):
            yield from under(one.get("id", number) if isinstance(one, dict) else number, shape(one))
        yield from ((name, "stands here twice") for name in twice(_ids(value)))

    return check


def mapping(shape: Shape) -> Shape:
    """A mapping with free keys and values of one shape."""

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "", "must be a mapping"
            return
        for key, one in value.items():
            yield from under(key, shape(one))

    return check


def either(*shapes: Shape) -> Shape:
    """A value of any one of these shapes; the faults named are those of the last."""

    def check(value: Any) -> Iterator[Fault]:
        faults = [list(shape(value)) for shape in shapes]
        return iter([] if [] in faults else faults[-1])

    return check


def one_of(allowed: Collection[Any]) -> Shape:
    """One of a closed list of values."""
    listing = ", ".join(sorted(map(str, allowed)))

    def check(value: Any) -> Iterator[Fault]:
        if not any(value is one or (value == one and type(value) is type(one)) for one in allowed):
            yield "", f"{value!s} is refused; must be {'' if len(allowed) == 1 else 'one of '}{listing}"

    return check


def words(languages: Collection[str]) -> Shape:
    """A text for people, in at least these languages."""

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "", "must be a text by language"
            return
        yield from (("", f"no {language} text") for language in languages if not value.get(language))
        for language, one in value.items():
            yield from under(language, text(one)) if one else ()

    return check


def anything(value: Any) -> Iterator[Fault]:
    """No demand."""
    return iter(())


def text(value: Any) -> Iterator[Fault]:
    """Words, not empty."""
    if not isinstance(value, str) or not value.strip():
        yield "", "must be text"


def number(value: Any) -> Iterator[Fault]:
    """A whole number, zero or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        yield "", "must be a whole number"


def day(value: Any) -> Iterator[Fault]:
    """A date."""
    if type(value) is not date:
        yield "", "must be a date"


def flag(value: Any) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield "", "must be true or false"


def twice(values: Iterable[Any]) -> Iterator[Any]:
    """Values that come again, once for each time."""
    seen = set()
    for value in values:
        if value in seen:
            yield value
        seen.add(value)


def _ids(values: list[Any]) -> Iterator[str]:
    """The ids of records, or the texts of a list of texts."""
    for one in values:
        name = one.get("id") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
