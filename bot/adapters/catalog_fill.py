"""What serves where the source of a municipality is silent?

Fills in the national defaults, and keeps for which keys they serve.  Takes only files whose
shape was checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Raw = dict[str, Any]

_LISTS = {"appointments": "each_appointment", "group_sessions": "each_group_session"}
_NOT_FILLED = frozenset({"format", "law_flags", *_LISTS.values()})


def filled(raw: Raw, defaults: Raw) -> tuple[Raw, tuple[str, ...]]:
    """A profile in which every key has a value, or ``None`` where no default exists.

    Args:
        raw: The file of a municipality.
        defaults: ``defaults.yml``.

    Returns:
        The whole profile, and the dotted keys for which the national default serves.
    """
    silent: list[str] = []
    sections = {
        name: _section(raw.get(name), default, name, silent)
        for name, default in defaults.items()
        if name not in _NOT_FILLED
    }
    flags = defaults["law_flags"] if raw.get("law_flags") is None else raw["law_flags"]
    whole = {**raw, **sections, "law_flags": flags}
    _fill_lists(whole["scheduling"], defaults, silent)
    return whole, tuple(silent)


def _section(given: Any, default: Any, name: str, silent: list[str]) -> Any:
    if given is None:
        silent.append(name)
        return _copy(default)
    return _value(given, default, name, silent)


def _copy(default: Any) -> Any:
    """A default whose lists of talks can be filled in without touching the other profiles."""
    return dict(default) if isinstance(default, dict) else default


def _value(given: Any, default: Any, key: str, silent: list[str]) -> Any:
    if given is None:
        if default not in (None, [], {}, False):
            silent.append(key)
        return default
    if isinstance(default, dict) and isinstance(given, Mapping):
        below = {name: _value(given.get(name), one, f"{key}.{name}", silent) for name, one in default.items()}
        return {**given, **below}
    return given


def _fill_lists(scheduling: Raw, defaults: Raw, silent: list[str]) -> None:
    """Give every talk and session what its source does not say."""
    national = {"scheduling", *(f"scheduling.{name}" for name in _LISTS)} & set(silent)
    for name, each in _LISTS.items():
        key = f"scheduling.{name}"
        noted = [] if {"scheduling", key} & national else silent
        scheduling[name] = [
            _value(one, _seated(one, defaults[each]), f"{key}.{one['id']}", noted) for one in scheduling[name]
        ]


def _seated(one: Raw, default: Raw) -> Raw:
    """A room of which only the invitations are known has a seat for each of them."""
    invited = one.get("invited_max")
    return {**default, "seats": invited} if invited else default
