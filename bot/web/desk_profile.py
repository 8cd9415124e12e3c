"""What do staff read about the way of working that their front door shows?

Where it comes from, what is wrong in the source, and where the source is silent so that the
national default serves (domain.md 1.12).
"""

from __future__ import annotations

from typing import Any

from bot.core.profile import Profile
from bot.web.desk_words import DeskWords


def about_profile(words: DeskWords) -> dict[str, Any]:
    """Values for ``desk/profile.jinja2``."""
    profile = words.profile
    sources = [f"{one.file}, {one.chapter}" if one.chapter else one.file for one in profile.sources]
    silent = {words.text(f"section.{name}"): keys for name, keys in silent_keys(profile).items()}
    return {"sources": sources, "silent": silent}


def silent_keys(profile: Profile) -> dict[str, list[str]]:
    """Section of the profile to the dotted keys in it for which the national default serves.

    No keys: it serves for the whole section.
    """
    found: dict[str, list[str]] = {}
    for key in profile.silent:
        section, _, below = key.partition(".")
        found.setdefault(section, []).extend([below] if below else [])
    return found
