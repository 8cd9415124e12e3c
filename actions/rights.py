"""Explain rights and obligations from the dated catalog."""

from __future__ import annotations

from actions.base import ReplyAction
from bot.services import rights


class ActionExplain(ReplyAction):
    """Explains what the intent asks about; the talk goes on where it was."""

    service = rights.explain

    def name(self) -> str:
        return "action_explain"
