"""Does a file have the keys, and the kinds of values, that it must have?

A shape tells the faults of a value, and describes itself as JSON Schema; ``record``, ``each``
and ``mapping`` make large shapes from small ones.  Unknown keys are faults; all faults are
found at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Fault = tuple[str, str]
"""Dotted key, and what is wrong there."""

Check = Callable[[Any], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must look like.

    Attributes:
        check: From a value to its faults.
        schema: The same in JSON Schema (draft 2020-12), for editors.
        required: Whether a record must have a key of this shape.
    """

    check: Check
    schema: Mapping[str, Any]
    required: bool = True

    def __call__(self, value: Any) -> Iterator[Fault]:
        return self.check(value)


def shape(**schema: Any) -> Callable[[Check], Shape]:
    """Make a shape of a check and its description."""
    return lambda check: Shape(check, schema)


def optional(inner: Shape) -> Shape:
    """A shape whose key may be absent or ``null``."""
    schema = {"anyOf": [inner.schema, {"type": "null"}]}
    return Shape(lambda value: iter(()) if value is None else inner(value), schema, required=False)


def under(key: object, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Put faults below a key."""
    return ((f"{key}.{path}" if path else str(key), what) for path, what in faults)


def record(**shapes: Shape) -> Shape:
    """A mapping with exactly these keys; a trailing underscore escapes a Python word (``from_``)."""
    named = {key.rstrip("_"): inner for key, inner in shapes.items()}
    demanded = [key for key, inner in named.items() if inner.required]
    example = ", ".join(f"{key}: ..." for key in demanded or list(named)[:3])

    @shape(
        type="object",
        additionalProperties=False,
        properties={key: inner.schema for key, inner in named.items()},
        required=demanded,
    )
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "", f"must be a mapping: {{{example}}}"
            return
        yield from ((str(key), "unknown key") for key in value if key not in named)
        for key, inner in named.items():
            if key in value:
                yield from under(key, inner(value[key]))
            elif inner.required:
                yield key, "is missing"

    return check


def part(**shapes: Shape) -> Shape:
    """A record that may carry the words of its source: ``q``, or ``source: {file, quote}``."""
    return record(
        **shapes,
        q=optional(either(mapping(text), text)),
        source=optional(record(file=text, quote=text)),
    )


def each(one_shape: Shape, at_least: int = 0) -> Shape:
    """A list of values of one shape; faults are named by the value's ``id`` where it has one."""

    @shape(type="array", items=one_shape.schema, minItems=at_least)
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield "", "must be a list"
            return
        if len(value) < at_least:
            yield "", f"needs at least {at_least}"
        for number, one in enumerate(value):
            yield from under(one.get("id", number) if isinstance(one, dict) else number, one_shape(one))
        yield from ((name, "stands here twice") for name in twice(_ids(value)))

    return check


def mapping(one_shape: Shape) -> Shape:
    """A mapping with free keys and values of one shape."""

    @shape(type="object", additionalProperties=one_shape.schema)
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "", "must be a mapping"
            return
        for key, one in value.items():
            yield from under(key, one_shape(one))

    return check


def either(*shapes: Shape) -> Shape:
    """A value of any one of these shapes; the faults named are those of the last."""

    @shape(anyOf=[inner.schema for inner in shapes])
    def check(value: Any) -> Iterator[Fault]:
        faults = [list(inner(value)) for inner in shapes]
        return iter([] if [] in faults else faults[-1])

    return check


def one_of(allowed: Collection[Any]) -> Shape:
    """One of a closed list of values."""
    listing = ", ".join(sorted(map(str, allowed)))

    @shape(enum=sorted(allowed, key=str))
    def check(value: Any) -> Iterator[Fault]:
        if not any(value is one or (value == one and type(value) is type(one)) for one in allowed):
            yield "", f"{value!s} is refused; must be {'' if len(allowed) == 1 else 'one of '}{listing}"

    return check


def words(languages: Collection[str]) -> Shape:
    """A text for people, in at least these languages."""

    @shape(type="object", required=sorted(languages), additionalProperties={"type": "string"})
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "", "must be a text by language"
            return
        yield from (("", f"no {language} text") for language in languages if not value.get(language))
        for language, one in value.items():
            yield from under(language, text(one)) if one else ()

    return check


def whole(at_least: int) -> Shape:
    """A whole number, not below a bound."""

    @shape(type="integer", minimum=at_least)
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            yield "", "must be a whole number"
        elif value < at_least:
            yield "", f"needs at least {at_least}"

    return check


number = whole(0)
"""A whole number, zero or more."""


@shape()
def anything(value: Any) -> Iterator[Fault]:
    """No demand."""
    return iter(())


@shape(type="string", minLength=1)
def text(value: Any) -> Iterator[Fault]:
    """Words, not empty."""
    if not isinstance(value, str) or not value.strip():
        yield "", "must be text"


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A name that is safe as file name and address: small letters, digits, single dashes."""


@shape(type="string", pattern=f"^{SLUG.pattern}$")
def slug(value: Any) -> Iterator[Fault]:
    """A short name for files and addresses; see ``SLUG``."""
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        yield "", "must be small letters, digits and single dashes"


@shape(type="string", format="date")
def day(value: Any) -> Iterator[Fault]:
    """A date."""
    if type(value) is not date:
        yield "", "must be a date, as 2026-12-31"


@shape(type="boolean")
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
