"""Does a case, or what the front door said, look as a scenario expects?

Pure: values in, lines out.

Flow: bot.play.player -> ``case_faults`` and ``reply_faults``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

OPEN_ENDED = "answers"
"""The one mapping of a case whose keys are not fixed; a key that is not there is unknown, not wrong."""

_TRUTHS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of the front door as the resident reads it."""

    key: str
    lang: str
    text: str


class _NoSuchPath(Exception):
    """The case has no such place, so the scenario file has a mistake."""


def case_faults(expected: Mapping[str, Any], case: Mapping[str, Any]) -> Iterator[str]:
    """One line for each dotted path that is not as expected.

    Args:
        expected: Path to a value, or to ``{not}``, ``{one_of}``, ``{matches}`` or ``{contains}``.
        case: The case as ``bot.adapters.case_json`` writes it.
    """
    for path, wanted in expected.items():
        try:
            actual = value_at(case, path)
        except _NoSuchPath:
            yield f"{path}: is no part of a case"
            continue
        if not fits(wanted, actual):
            yield f"{path}: expected {_shown(wanted)}, was {_shown(actual)}"


def value_at(value: Any, path: str, is_open: bool = False) -> Any:
    """The value at a dotted path; ``None`` below what is unknown and past the end of a list."""
    if not path or value is None:
        return value
    if isinstance(value, list):
        index, _, rest = path.partition(".")
        return value_at(_item(value, index), rest)
    if not isinstance(value, dict):
        raise _NoSuchPath(path)
    # The longest key first: an answer's own key may have a dot ("money.letter").
    keys = (key for key in sorted(value, key=len, reverse=True) if path == key or path.startswith(f"{key}."))
    key = next(keys, None)
    if key is None:
        return _unknown(path, is_open)
    return value_at(value[key], path[len(key) + 1 :], key == OPEN_ENDED)


def _item(items: list[Any], index: str) -> Any:
    if not index.isdigit():
        raise _NoSuchPath(index)
    return items[int(index)] if int(index) < len(items) else None


def _unknown(path: str, is_open: bool) -> None:
    if not is_open:
        raise _NoSuchPath(path)


def fits(wanted: Any, actual: Any) -> bool:
    """Whether a value is as wanted; every operator of a mapping must hold."""
    if isinstance(wanted, dict) and wanted and set(wanted) <= set(_OPERATORS):
        return all(_OPERATORS[name](argument, actual) for name, argument in wanted.items())
    return _same(wanted, actual)


def _same(wanted: Any, actual: Any) -> bool:
    """Equal, where yes is as good as true and no as false."""
    return _truth(wanted, actual) == _truth(actual, wanted)


def _truth(value: Any, other: Any) -> Any:
    return _TRUTHS.get(value, value) if isinstance(other, bool) and isinstance(value, str) else value


def _matches(pattern: Any, actual: Any) -> bool:
    return actual is not None and re.search(str(pattern), str(actual)) is not None


def _contains(parts: Any, actual: Any) -> bool:
    return actual is not None and all(part in actual for part in _listed(parts))


_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "not": lambda unwanted, actual: not fits(unwanted, actual),
    "one_of": lambda some, actual: any(_same(one, actual) for one in some),
    "matches": _matches,
    "contains": _contains,
}


def reply_faults(expected: Mapping[str, Any], heard: Iterable[Heard]) -> Iterator[str]:
    """One line for each thing that the messages since the resident's last step lack, or should.

    Args:
        expected: ``key`` of one of the messages, ``lang`` of all, words that all together contain or do not.
    """
    messages = tuple(heard)
    words = "\n".join(message.text for message in messages)
    yield from (f"{name}: is unknown" for name in expected if name not in _REPLY)
    for key in _listed(expected.get("key")):
        if key not in (keys := [message.key for message in messages]):
            yield f"key: expected {_shown(key)}, was {_shown(keys)}"
    for message in messages if "lang" in expected else ():
        if message.lang != expected["lang"]:
            yield f"lang: expected {_shown(expected['lang'])}, was {_shown(message.lang)} in {message.key}"
    for part in _listed(expected.get("contains")):
        if str(part).casefold() not in words.casefold():
            yield f"contains: expected {_shown(part)}, was {_shown(words)}"
    for part in _listed(expected.get("not_contains")):
        if str(part).casefold() in words.casefold():
            yield f"not_contains: expected no {_shown(part)}, was {_shown(words)}"


_REPLY = frozenset({"key", "lang", "contains", "not_contains"})


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
