"""Do the parts of the catalog agree with each other?

Each rule takes checked files and yields faults; none of them stops at the first.
The rules for a municipality stand in ``catalog_profile_rules``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from bot.adapters.catalog_parse_shape import Fault
from bot.adapters.catalog_parse_values import Raw

NEED_ANSWERS = frozenset({"now", "later", "no", "decline"})


def life_domain_faults(raw: Raw) -> Iterator[Fault]:
    """The options fit the mode; follow-ups come after options that exist."""
    ids = {one["id"] for one in raw["options"]}
    if raw["mode"] == "need" and not ids >= NEED_ANSWERS:
        yield "options", f"need mode has {', '.join(sorted(NEED_ANSWERS))}"
    for option in raw["options"]:
        if (raw["mode"] == "band") != (option.get("band") is not None):
            yield f"options.{option['id']}.band", "band mode has a band, need mode has none"
    for follow_up in raw.get("follow_ups") or ():
        yield from unknown(f"follow_ups.{follow_up['id']}.after", follow_up["after"], ids)


def dated_faults(dated: Iterable[Raw]) -> Iterator[Fault]:
    """A period ends after it begins, and no two periods overlap."""
    periods = sorted((one["valid_from"], one.get("valid_to") or date.max) for one in dated)
    yield from (("valid_to", f"{end} is before {start}") for start, end in periods if end < start)
    yield from (
        ("valid_from", f"{later[0]} falls in an earlier period")
        for one, later in pairwise(periods)
        if later[0] <= one[1]
    )


def unknown(key: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    """Names that do not exist."""
    return ((key, f"unknown: {name}") for name in names if name not in known)
