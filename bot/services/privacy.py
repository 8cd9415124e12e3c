"""What does the front door know of me, and how do I get it back or deleted?

Flow: actions.privacy -> here; the export itself is ``Conversations.export``.
"""

from __future__ import annotations

from bot.core.messages import Say, Understanding
from bot.services.turn import Turn


def show_data(turn: Turn, heard: Understanding) -> None:
    """Where the resident's own copy is, and what is kept."""
    turn.say(Say("data.shown"))


def ask_to_erase(turn: Turn, heard: Understanding) -> None:
    """Everything is deleted only after one more yes."""
    turn.talk = turn.talk.detour("erase")
