"""What can a way in do, and which are there?

A channel is a folder ``channels/<name>/`` whose package names one ``CHANNEL``.  The folder's
name is the channel's name everywhere: in the case, in scenario files and in the docs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import channels


@dataclass(frozen=True, slots=True)
class Channel:
    """What one way in can do.

    Attributes:
        name: As the folder is called.
        buttons: Most choices that it shows as buttons; 0 means that it shows none.
        max_chars: Longest message of a resident that it takes, in characters.
        links: It can show a link to the printable sheet and the calendar file.
        in_browser: The resident's own browser opens the talk and keeps its token.
    """

    name: str
    buttons: int
    max_chars: int
    links: bool
    in_browser: bool


@cache
def all_channels() -> Mapping[str, Channel]:
    """Every channel by name, as found in the folders beside this file."""
    folders = sorted(module.name for module in iter_modules(channels.__path__) if module.ispkg)
    return {name: import_module(f"channels.{name}").CHANNEL for name in folders}
