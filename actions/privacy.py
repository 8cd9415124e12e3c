"""The resident's own data: show, erase."""

from __future__ import annotations

from actions.base import ReplyAction
from bot.services import privacy


class ActionShowData(ReplyAction):
    """Where the own copy is."""

    service = privacy.show_data

    def name(self) -> str:
        return "action_show_data"


class ActionEraseData(ReplyAction):
    """Everything is deleted after one more yes."""

    service = privacy.ask_to_erase

    def name(self) -> str:
        return "action_erase_data"
