"""Is a message no new request for help, but a change, work at another organisation, or a question apart?

Only words that the catalog and the profile name count, and whoever asks for a benefit in the same
message asks for a benefit.  Nothing here says what anybody may do.

Pure.  Source: domain.md 2.6 (A2, J1, S1), 2.11 (X13).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.catalog import Catalog, Profile
from bot.core.messages import Understanding
from bot.core.phrases import contains, says
from bot.core.profile_parts import Transfer

NO_PERMIT, CHANGE, VOLUNTEERING = "no_permit", "reports_change", "volunteering"
"""Meanings in ``bot/catalog/phrases.yml`` that have an answer of their own."""

Phrases = Mapping[str, Mapping[str, tuple[str, ...]]]


def subject_of(heard: Understanding, catalog: Catalog) -> str | None:
    """The meaning with an answer of its own that stands in a text, if any."""
    if says(NO_PERMIT, heard.text, catalog.phrases):
        return NO_PERMIT
    if heard.intent == "apply_benefit":
        return None
    kinds = (CHANGE, VOLUNTEERING)
    return next((kind for kind in kinds if says(kind, heard.text, catalog.phrases)), None)


def transfer_to(heard: Understanding, profile: Profile, catalog: Catalog) -> Transfer | None:
    """The organisation that helps who works there, when somebody says that they do (J1)."""
    if heard.intent == "apply_benefit":
        return None
    return next((one for one in profile.transfers if _works_at(one, heard.text, catalog.phrases)), None)


def _works_at(transfer: Transfer, text: str, phrases: Phrases) -> bool:
    words = [phrase for spoken in phrases.get("works_at", {}).values() for phrase in spoken]
    return contains(text, (f"{phrase} {name}" for phrase in words for name in transfer.known_as))
