"""What does a resident bring, and what not, because the municipality can look it up?

Source: domain.md 2.6 (Y2), 4.9.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.messages import Value, items, localized, text
from bot.services.turn import Turn


def to_bring(turn: Turn, documents: Iterable[str]) -> Value:
    """The boodschappenlijst in lines, and beside it what need not be brought.

    Args:
        documents: Ids, in order.
    """
    lines = items([localized(turn.catalog.documents[one].text) for one in documents], "lines")
    registers = [text(f"documents.{register}") for register in turn.profile.documents_not_asked]
    if not registers:
        return lines
    return text("documents.with_known", lines=lines, registers=items(registers, "sentences"))
